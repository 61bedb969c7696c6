"""When indicators are followed up, and from when they are measured, as the text says."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tracker.documents.reading.kinds.likeness import words_of
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.wording import sentences
from tracker.domain.indicator import Occasion

_FOLLOWS_UP = re.compile(
    r"\bfölj(?:er|s)\b[^.]{0,200}\bupp\b|\bfölj(?:er|s) upp\b|\buppföljning\w* (?:sker|görs)", re.IGNORECASE
)
_OF_PLAN = re.compile(r"plan\b|planen|målen|indikator|nyckeltal", re.IGNORECASE)
_OCCASIONS: tuple[tuple[re.Pattern[str], Occasion], ...] = (
    (re.compile(r"\bapril\b|\btertial 1\b|\bförsta tertialet|\bT1\b"), Occasion.APRIL),
    (re.compile(r"\baugusti\b|\btertial 2\b|\bandra tertialet|\bT2\b"), Occasion.AUGUST),
    (
        re.compile(
            r"\bårsredovisning|\bårsanalys|\bårsbokslut|\bhelår|\bårsrapport|\bverksamhetsberättelse|\bårets slut",
            re.IGNORECASE,
        ),
        Occasion.YEAR_END,
    ),
)
_FIRST_TIME = re.compile(r"\bmäts (?:för )?första gången\b[^.]{0,60}?(?P<year>20\d\d)", re.IGNORECASE)
_MOST = 300
"""Indicators, and sentences on when they begin: each is held against each."""


def occasions_in(text: str) -> tuple[Occasion, ...]:
    """Those that the text names, in the order of the year.

    >>> [each.value for each in occasions_in("per augusti och i årsbokslutet")]
    ['august', 'year_end']
    """
    return tuple(occasion for rule, occasion in _OCCASIONS if rule.search(text))


def occasions_of_plan(blocks: Sequence[Block]) -> tuple[Occasion, ...]:
    """Of the sentence on following up the plan that names most of them; none where no sentence does."""
    found: tuple[Occasion, ...] = ()
    for each in _texts(blocks):
        if _FOLLOWS_UP.search(each) and _OF_PLAN.search(each):
            found = max(found, occasions_in(each), key=len)
    return found


def first_years(titles: Iterable[str], blocks: Sequence[Block]) -> Mapping[str, int]:
    """The first year of each indicator that the text says is measured for the first time, by its title.

    The indicator is named in the same paragraph, or in the list right above it.
    """
    names = {_key(each): each for each in list(titles)[:_MOST]}
    found: dict[str, int] = {}
    above: list[Block] = []
    said = 0
    for block in blocks:
        first = _FIRST_TIME.search(block.text) if block.kind is not BlockKind.TABLE else None
        if first is not None and (said := said + 1) <= _MOST:
            own = [title for title in names.values() if title.casefold() in block.text.casefold()]
            listed = [names[key] for each in above if (key := _key(each.text)) in names]
            found.update({title: int(first["year"]) for title in own or listed})
        above = [*above, block] if block.kind is BlockKind.ITEM else []
    return found


def _key(text: str) -> str:
    return " ".join(sorted(words_of(text)))


def _texts(blocks: Sequence[Block]) -> Iterable[str]:
    for block in blocks:
        if block.kind is not BlockKind.TABLE:
            yield from (each.text for each in sentences(block.text))
