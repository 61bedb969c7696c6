"""What an indicator is measured in and which way is good, as far as its name and its values say."""

import re
from collections.abc import Sequence

from tracker.domain.indicator import Better, Measured

_YES_NO = re.compile(r"ja|nej", re.IGNORECASE)
_OF_UNIT: tuple[tuple[re.Pattern[str], Measured], ...] = (
    (re.compile(r"%|procent|\bandel", re.IGNORECASE), Measured.PERCENT),
    (
        re.compile(r"\b(?:antal|genomsnittligt antal) dagar|\bdagar i genomsnitt|\(dagar\)|^dagar$", re.IGNORECASE),
        Measured.DAYS,
    ),
    (re.compile(r"\bja ?/ ?nej\b|\bja eller nej\b", re.IGNORECASE), Measured.YES_NO),
    (re.compile(r"\bantal|^(?:st|stycken|index|poäng)$", re.IGNORECASE), Measured.NUMBER),
)
_LIMIT = r"\d[\d,]{0,6}(?!\d)(?! ?(?:år|mån|dag|dyg|tim|vec|min|kr))"
"""A figure that the value is held to, and no age or time of those who are counted."""
_HIGHER = re.compile(
    r"\b(?:ska|skall|bör) (?:\w+ ){0,3}?(?:öka|ökas|stärkas|höjas|bli fler|bli högre)\b"
    r"|^(?:öka|ökad|ökat|ökade|fler|höja)\b|\b(?:att|ska) fler\b|\binte understiga\b"
    rf"|\b(?:minst|över|mer än) {_LIMIT}|\bska (?:vara|ligga) (?:[\w-]+ ){{0,3}}?högre än\b",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\b(?:ska|skall|bör) (?:\w+ ){0,3}?(?:minska|minskas|sänkas|bli färre|bli lägre)\b"
    r"|^(?:minska|minskad|minskat|minskade|färre|kortare|sänka)\b|\b(?:att|ska) färre\b|\binte överstiga\b"
    rf"|\b(?:högst|under) {_LIMIT}|\bska (?:vara|ligga) (?:[\w-]+ ){{0,3}}?lägre än\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"(?:≥|>|minst|lägst|över|mer än) ?(?=\d)", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:≤|<|högst|max(?:imalt)?\.?|under|mindre än) ?(?=\d)", re.IGNORECASE)
_RISES = re.compile(r"öka[rs]?|ska öka|↑|högre(?: är bättre)?|öka(?:nde|d)|upp", re.IGNORECASE)
_FALLS = re.compile(r"minska[rs]?|ska minska|↓|lägre(?: är bättre)?|minska(?:nde|d)|ned", re.IGNORECASE)
_ALL = re.compile(r"100 ?%|100 procent", re.IGNORECASE)


def bare(cell: str) -> str:
    """The value without what says that it is a limit, or a word for a direction.

    >>> bare("minst 85 %"), bare("≤ 14 dagar"), bare("Öka"), bare("Ja")
    ('85 %', '14 dagar', '', 'Ja')
    """
    for limit in (_AT_LEAST, _AT_MOST):
        if found := limit.match(cell):
            return cell[found.end() :]
    return "" if _RISES.fullmatch(cell) or _FALLS.fullmatch(cell) else cell


def measured_in(title: str, unit: str, cells: Sequence[str]) -> Measured | None:
    """unit: the cell that names it, "" for none; cells: its values, bare. None where nothing says.

    >>> measured_in("Andel nöjda", "", ["85", "78"]), measured_in("Antal ska öka", "", ["Ja"])
    (<Measured.PERCENT: 'percent'>, <Measured.YES_NO: 'yes_no'>)
    """
    if cells and all(_YES_NO.fullmatch(each) for each in cells):
        return Measured.YES_NO
    said = [unit, *([" ".join(cells)] if any("%" in each for each in cells) else []), title]
    for text in said:
        found = next((measured for rule, measured in _OF_UNIT if rule.search(text)), None)
        if found is not None:
            return found
    if any(re.search(r"\d ?dagar\b", each) for each in cells):
        return Measured.DAYS
    return Measured.NUMBER if any(re.search(r"\d", each) for each in cells) else None


def better_of(title: str, direction: str, targets: Sequence[str], measured: Measured) -> Better | None:
    """direction: the cell that names it; targets: as they are written. None where nothing says, or two things.

    >>> better_of("Antal barn i akuta boenden ska minska", "", ["20"], Measured.NUMBER)
    <Better.LOWER: 'lower'>
    >>> names = "Insats minskar upplevda problem", "Andel över 65 år som faller", "Hushåll med tre barn eller fler"
    >>> [better_of(each, "", [], Measured.PERCENT) for each in names]
    [None, None, None]
    """
    if measured is Measured.YES_NO:
        return Better.HIGHER
    said = {
        better
        for better, rules in (
            (Better.HIGHER, (_RISES.fullmatch(direction), _HIGHER.search(title), *map(_rises, targets))),
            (Better.LOWER, (_FALLS.fullmatch(direction), _LOWER.search(title), *map(_falls, targets))),
        )
        if any(rules)
    }
    if not said and measured is Measured.PERCENT and any(_ALL.fullmatch(each) for each in targets):
        return Better.HIGHER
    return said.pop() if len(said) == 1 else None


def _rises(target: str) -> bool:
    return bool(_AT_LEAST.match(target) or _RISES.fullmatch(target))


def _falls(target: str) -> bool:
    return bool(_AT_MOST.match(target) or _FALLS.fullmatch(target))
