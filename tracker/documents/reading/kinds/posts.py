"""What an allocation gives to whom: the rows of a table with its sum, or headings with an amount."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.kinds.periods import Column, columns_of
from tracker.documents.reading.outline import one_line
from tracker.documents.reading.tables.stated import ReadTable
from tracker.documents.reading.tables.sum_rows import SUM
from tracker.domain.amount import Amount, Total
from tracker.domain.draft import EffectDraft, MeasureDraft, StatedTotalDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?P<letter>[a-zåäö])?)(?:[.):]| [-–]|(?<=[a-zåäö])) +(?=\S)")
_PART = re.compile(r"(?:– |- )?varav:? +(?:till )?", re.IGNORECASE)
_OWNER = re.compile(r"ansvar", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of one table. table: where they stand, so that it is not kept as a table of its own as well."""

    measures: tuple[MeasureDraft, ...]
    totals: tuple[StatedTotalDraft, ...]
    table: ReadTable | None = None
    lines: frozenset[int] = frozenset()


def posts_in(tables: Sequence[ReadTable], frame: Amount | None, year: int) -> Posts | None:
    """The posts of the table whose sum is the frame; where no frame is known, of the only table with a sum."""
    summed = [(each, total) for each in tables if (total := _total(each, year)) is not None]
    fitting = [each for each, total in summed if frame is not None and total.low_kr == frame.low_kr]
    if not fitting and (frame is not None or len(summed) != 1):
        return None
    table = (fitting or [summed[0][0]])[-1]
    columns = columns_of(table.table.columns, year, EffectKind.DECIDED)
    return _read(table, columns, year)


def _total(table: ReadTable, year: int) -> Amount | None:
    """What the last row states as the sum of the plan's own year."""
    last = table.table.rows[-1]
    if SUM.match(last.label) is None or len(table.table.rows) <= _FEWEST:
        return None
    for cell, column in zip(last.cells, columns_of(table.table.columns, year, EffectKind.DECIDED), strict=True):
        if column is not None and column.is_decided_in(year):
            return cell
    return None


def _read(table: ReadTable, columns: Sequence[Column | None], year: int) -> Posts:
    measures: list[MeasureDraft] = []
    totals: list[StatedTotalDraft] = []
    owner = next((n for n, head in enumerate(table.head) if _OWNER.match(head)), None)
    for row, line in zip(table.table.rows, table.lines, strict=True):
        effects = [
            EffectDraft(column.kind, column.period, amount, row.label, line.number)
            for amount, column in zip(row.cells, columns, strict=True)
            if amount is not None and column is not None
        ]
        if SUM.match(row.label):
            totals += _totals(row.label, effects, year)
            continue
        number, title, is_part = named(row.label)
        post = MeasureDraft(number, title, effects=tuple(effects), line=line.number)
        if owner is not None:
            post = replace(post, owner=one_line(line.cell(owner)))
        if is_part and measures:
            whole = measures[-1]
            measures[-1] = replace(whole, sub_measures=(*whole.sub_measures, post))
        else:
            measures.append(post)
    lines = frozenset(line.number for line in table.lines) | {table.lines[0].number - 1}
    return Posts(numbered(measures), tuple(totals), table, lines)


def _totals(label: str, effects: Sequence[EffectDraft], year: int) -> list[StatedTotalDraft]:
    plain = (EffectKind.DECIDED, Period(year))
    return [
        StatedTotalDraft(label, each.amount, line=each.line)
        if (each.kind, each.period) == plain
        else StatedTotalDraft(label, each.amount, line=each.line, period=each.period, kind=each.kind)
        for each in effects
    ]


def named(label: str) -> tuple[str, str, bool]:
    """Number ("" for none), title, and whether it is a part of the row above."""
    if found := _PART.match(label):
        rest = label[found.end() :]
        return "", rest[:1].upper() + rest[1:], True
    if found := _NUMBER.match(label):
        return found["number"], label[found.end() :], found["letter"] is not None
    return "", label, False


def numbered(measures: Sequence[MeasureDraft]) -> tuple[MeasureDraft, ...]:
    """Where not all have a number of the document's own, they get 1, 2, 3 in its order."""
    own = [each.number for each in measures]
    if all(own) and len(set(own)) == len(own):
        return tuple(measures)
    return tuple(replace(each, number=str(n)) for n, each in enumerate(measures, 1))


def decided_sum(measures: Sequence[MeasureDraft], year: int) -> Total:
    """What the posts add up to in the year."""
    return Total.of(amount for each in measures if (amount := decided_in(each, year)) is not None)


def decided_in(measure: MeasureDraft, year: int) -> Amount | None:
    """What one post is given in the year; None where the document does not say."""
    own = (EffectKind.DECIDED, Period(year))
    return next((each.amount for each in measure.effects if (each.kind, each.period) == own), None)
