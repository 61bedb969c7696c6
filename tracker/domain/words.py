"""Swedish words of the rules, marked where they stand so that they are found for translation.

The rules know one language. What shows a word translates it: gettext(status.swedish), tracker.language.told(sentence).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


def said(text: str) -> str:
    """The text itself; the mark puts it into the catalogue.

    >>> said("pågår")
    'pågår'
    """
    return text


def said_of(sense: str, text: str) -> str:  # noqa: ARG001 (for the catalogue)
    """As said(), for a word that English has two words for; translated with pgettext in the same sense.

    >>> said_of("report", "försenad")
    'försenad'
    """
    return text


def in_swedish(text: str) -> str:
    """The text itself, which is stored or read as it is and never translated. Shown, it is marked as Swedish.

    >>> in_swedish("Avbröts medan det skickades.")
    'Avbröts medan det skickades.'
    """
    return text


class Written(Protocol):
    """What each language writes in its own way: an Amount. str() is the Swedish."""

    def written(self, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with values in it, kept apart until it is known who reads it. str() is the Swedish.

    values: also sentences, which are told in the same language, and tuples of them, which are listed.
    """

    text: str
    values: Mapping[str, "Value"] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.values:
            return self.text
        return self.text % {name: in_text(value, str) for name, value in self.values.items()}

    def __hash__(self) -> int:
        return hash(str(self))


Value = str | int | Written | Sentence | tuple[Sentence, ...]


def in_text(value: Value, tell: Callable[[Written | Sentence], str]) -> str | int:
    """The value as it goes into the text. tell: gives what is said in a language."""
    if isinstance(value, str | int):
        return value
    return "; ".join(tell(each) for each in value) if isinstance(value, tuple) else tell(value)


def sentence(text: str, /, **values: Value) -> Sentence:
    """A sentence of the rules, its text marked for the catalogue.

    >>> str(sentence("Högst %(longest)s tecken.", longest=10))
    'Högst 10 tecken.'
    >>> str(sentence("Står på %(places)s.", places=(sentence("rad %(line)s", line=3), sentence("stycke 4"))))
    'Står på rad 3; stycke 4.'
    """
    return Sentence(text, values)
