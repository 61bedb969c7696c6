"""A sentence as JSON and back: between a process and its child, and where a document is kept until it is saved.

What comes back is no more trusted than the child is: a text with any other place for a value than %(name)s is refused.
"""

import re
from typing import Any

from tracker.domain.words import Sentence, Value

_PLACES = re.compile(r"(?:[^%]|%%|%\(\w+\)s)*")
_NAME = re.compile(r"%\((\w+)\)s")


def sentence_json(said: Sentence) -> list[Any]:
    """Text and values; a value is written as itself, or as a sentence."""
    return [said.text, {name: _plain(value) for name, value in said.values.items()}]


def sentence_from(answer: list[Any]) -> Sentence:
    """The sentence again. Raises ValueError for what sentence_json does not write."""
    text, values = answer
    if not isinstance(text, str) or (values and not _PLACES.fullmatch(text)):
        raise ValueError("no sentence")
    if values and not set(_NAME.findall(text)) <= set(values):
        raise ValueError("a sentence without its values")
    return Sentence(text, {name: _value(value) for name, value in values.items()})


def _plain(value: Value) -> Any:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Sentence):
        return sentence_json(value)
    return str(value)


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return sentence_from(value)
    return value if isinstance(value, int) else str(value)
