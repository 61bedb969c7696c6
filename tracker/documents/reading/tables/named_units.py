"""The unit of a table that has none: where a sentence names one of its rows, and the row's figure with a unit."""

from collections.abc import Sequence

from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import BlockKind, Outline
from tracker.documents.reading.wording import sentences
from tracker.domain.money import Unit
from tracker.domain.written_amount import UnreadableAmount

_SHORTEST_NAME = 8
_MOST = 500
"""Rows, and sentences: each is held against each."""


def sentences_with_money(outline: Outline) -> list[str]:
    """The sentences of the text that name an amount, in lower case."""
    found = [
        each.text.casefold()
        for block in outline.blocks
        if block.kind is not BlockKind.TABLE and mentions(block.text)
        for each in sentences(block.text)
    ]
    return [each for each in found if mentions(each)][:_MOST]


def unit_named_with(names: Sequence[str], texts: Sequence[Sequence[str]], said: Sequence[str]) -> Unit | None:
    """The only unit that a sentence gives to a figure of the row that it names. texts: the figures of each row.

    >>> unit_named_with(["Digitala lösningar"], [["2,5", "2,5"]], ["digitala lösningar får 2,5 miljoner kronor per år"])
    <Unit.MNKR: 'mnkr'>
    """
    units: set[Unit] = set()
    for name, figures in list(zip(names, texts, strict=True))[:_MOST]:
        if len(name) < _SHORTEST_NAME:
            continue
        for each in said:
            if name.casefold() in each:
                units |= _units_of(each, set(figures))
    return units.pop() if len(units) == 1 else None


def _units_of(text: str, figures: set[str]) -> set[Unit]:
    units = set()
    for each in mentions(text):
        if each.written.rpartition(" ")[0].removesuffix(" miljoner").removesuffix(" miljon") in figures:
            try:
                units.add(each.amount().unit)
            except UnreadableAmount:
                continue
    return units
