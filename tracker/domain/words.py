"""Swedish words of the rules, marked where they stand so that they are found for translation.

The rules know one language. What shows a word translates it: gettext(status.swedish), tracker.language.told(sentence).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """The text itself, which is stored as it is and never translated. Where it is shown, it is marked as Swedish.

    >>> in_swedish("Avbröts medan det skickades.")
    'Avbröts medan det skickades.'
    """
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with values in it, kept apart until it is known who reads it. str() is the Swedish."""

    text: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


def sentence(text: str, /, **values: str | int) -> Sentence:
    """A sentence of the rules, its text marked for the catalogue.

    >>> str(sentence("Högst %(longest)s tecken.", longest=10))
    'Högst 10 tecken.'
    """
    return Sentence(text, values)
