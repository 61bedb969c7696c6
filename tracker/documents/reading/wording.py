"""How a stretch of text reads: as a heading, as a sentence, and where its sentences part."""

import re
from dataclasses import dataclass

_LONGEST_HEADING = 70
_MOST_WORDS = 8
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"]? (?=[A-ZÅÄÖ”\"])")
_ABBREVIATED = re.compile(
    r"\b(?:t\.ex|bl\.a|d\.v\.s|dvs|m\.m|m\.fl|o\.s\.v|osv|exkl|inkl|ca|nr|kap|jfr|s\.k|f\.d|[A-ZÅÄÖ])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text and where in it it begins."""

    start: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a paragraph whose spaces are single. An abbreviation's full stop ends none."""
    parts: list[Sentence] = []
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[max(start, found.start() - 8) : found.start()]):
            parts.append(Sentence(start, text[start : found.start()]))
            start = found.end()
    parts.append(Sentence(start, text[start:]))
    return parts


def ends_sentence(text: str) -> bool:
    """Whether the text closes as a sentence does."""
    return text.rstrip('”")').endswith((".", "!", "?"))


def reads_as_heading(text: str) -> bool:
    """Short, from a capital, without a full stop: "Öppenvården", "IFO-skola", but also a name."""
    return (
        len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_WORDS
        and text[0].isupper()
        and text[-1] not in ".!?:;,"
    )
