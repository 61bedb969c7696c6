"""What a column of a table of amounts is about: which kind of amount, for which year, as far as its head says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.effect import EffectKind
from tracker.domain.period import Period

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FULL_YEAR = re.compile(r"\bhelår|\bhelt år|\bfullt år", re.IGNORECASE)
_KINDS = (
    (re.compile(r"\butfall|\bförbrukat|\bbokfört", re.IGNORECASE), EffectKind.OUTCOME),
    (re.compile(r"\bprognos", re.IGNORECASE), EffectKind.FORECAST),
    (re.compile(r"\bbevilja|\bbeslutat? (?:belopp|tillskott)", re.IGNORECASE), EffectKind.DECIDED),
    (re.compile(r"\bäska|\bbegär|\bsök[te]|\bansök", re.IGNORECASE), EffectKind.FORECAST),
)
_ASKED = re.compile(r"äska|begär|\bsök|ansök|behov", re.IGNORECASE)
_BUDGET = re.compile(r"budget|\bram\b|prognos", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_OWN = re.compile(
    r"belopp|summa|fördel\w*|tilldel\w*|budget\w*|ram|förslag|föreslag\w*|behov|kostnad\w*|årets|innevarande|år|i|tkr|mnkr"
    r"|mkr|kr|helår\w*|hel|helt|fullt|utfall\w*|prognos\w*|hittills|bevilja\w*|äska\w*|begär\w*|till|per|under|på|20\d\d"
    r"|nytt|sökt\w*|ansökt\w*|förbrukat|bokfört|effekt\w*",
    re.IGNORECASE,
)
"""Words that a head may have and still be only about kind and year: "Budget 2024", "Äskat 2025"."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is understood."""

    kind: EffectKind
    period: Period

    def is_decided_in(self, year: int) -> bool:
        return (self.kind, self.period) == (EffectKind.DECIDED, Period(year))


def columns_of(heads: Sequence[str], year: int, usual: EffectKind) -> list[Column | None]:
    """What each column says; None for one that is not understood, or says the same as one before it.

    year: of a column that names none. usual: the kind of a column that names none.
    """
    columns: list[Column | None] = []
    for head in heads:
        column = _column(head, year, usual)
        columns.append(None if column in columns else column)
    return columns


def asked_columns(heads: Sequence[str], year: int) -> list[Column | None]:
    """The columns of a table of needs: what is asked for or granted; None for what was, or is budgeted already.

    year: of a column that names none; what a column says of an earlier year is not asked for.

    >>> [each and str(each.period) for each in asked_columns(["Budget 2025", "Äskat 2026", "Äskat 2027"], 2026)]
    [None, '2026', '2027']
    """
    columns = columns_of(heads, year, EffectKind.FORECAST)
    says = any(_ASKED.search(each) for each in heads)
    return [
        None
        if column is None
        or column.kind is EffectKind.OUTCOME
        or column.period.year < year
        or (says and _BUDGET.search(head) and not _ASKED.search(head))
        else column
        for head, column in zip(heads, columns, strict=True)
    ]


def _column(head: str, year: int, usual: EffectKind) -> Column | None:
    years = sorted({int(each) for each in _YEAR.findall(head)})
    if len(years) > 1 or not all(_OWN.fullmatch(each) for each in _WORD.findall(head)):
        return None
    kind = next((kind for rule, kind in _KINDS if rule.search(head)), usual)
    return Column(kind, Period(years[0] if years else year, full_year=_FULL_YEAR.search(head) is not None))
