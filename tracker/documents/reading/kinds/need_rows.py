"""The rows of a table of needs: groups, needs with an amount for each year, parts of them, and sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.periods import Column, asked_columns
from tracker.documents.reading.kinds.posts import named, numbered
from tracker.documents.reading.kinds.unread import tell_unread_columns
from tracker.documents.reading.outline import Line
from tracker.documents.reading.tables.stated import ReadTable
from tracker.documents.reading.tables.sum_rows import SUM
from tracker.domain.amount import Amount, Total
from tracker.domain.draft import EffectDraft, MeasureDraft, StatedTotalDraft
from tracker.domain.form import Form
from tracker.domain.words import sentence


@dataclass(frozen=True, slots=True)
class NeedRows:
    """measures: groups with their needs, and needs that stand in none. totals: what the table states as sums."""

    measures: tuple[MeasureDraft, ...]
    totals: tuple[StatedTotalDraft, ...]


@dataclass
class _Group:
    """One group while it is read. title: "" for the needs that stand in none."""

    title: str
    line: int
    needs: list[MeasureDraft] = field(default_factory=list)


def items_of(table: ReadTable) -> list[str]:
    """The labels of the rows that have an amount and are no sum."""
    return [row.label for row in table.table.rows if any(row.cells) and not SUM.match(row.label)]


def needs_of(table: ReadTable, year: int, findings: Findings) -> NeedRows:
    """Every row. year: of a column that names none."""
    columns = asked_columns(table.table.columns, year)
    tell_unread_columns(table, columns, findings)
    groups = [_Group("", 0)]
    sums: list[tuple[str, list[EffectDraft], int]] = []
    for row, line in zip(table.table.rows, table.lines, strict=True):
        effects = _effects(row.cells, columns, row.label, line.number)
        if SUM.match(row.label):
            sums.append((row.label, effects, len(groups) - 1))
        elif _is_group(row.cells, row.label, line):
            groups.append(_Group(row.label, line.number))
        else:
            _add(groups[-1].needs, row.label, effects, line.number)
    numbers = iter(numbered([need for group in groups for need in group.needs]))
    for group in groups:
        group.needs = [next(numbers) for _ in group.needs]
    totals = [total for n in range(len(sums)) for total in _totals(sums, n, groups, findings)]
    return NeedRows(tuple(_measures(groups)), tuple(totals))


def _effects(
    cells: Sequence[Amount | None], columns: Sequence[Column | None], label: str, line: int
) -> list[EffectDraft]:
    return [
        EffectDraft(column.kind, column.period, amount, label, line)
        for amount, column in zip(cells, columns, strict=True)
        if amount is not None and column is not None
    ]


def _is_group(cells: Sequence[Amount | None], label: str, line: Line) -> bool:
    """A name that stands alone in its row; a need without an amount has a dash, or a number of its own."""
    return not any(cells) and len(line.cells) == 1 and not named(label)[0]


def _add(needs: list[MeasureDraft], label: str, effects: Sequence[EffectDraft], line: int) -> None:
    number, title, is_part = named(label)
    need = MeasureDraft(number, title, effects=tuple(effects), line=line)
    if is_part and needs:
        needs[-1] = replace(needs[-1], sub_measures=(*needs[-1].sub_measures, need))
    else:
        needs.append(need)


def _measures(groups: Sequence[_Group]) -> Iterable[MeasureDraft]:
    for group in groups:
        if group.title and group.needs:
            yield MeasureDraft("", group.title, form=Form.GROUP, line=group.line, sub_measures=tuple(group.needs))
        else:
            yield from group.needs


def _totals(
    sums: Sequence[tuple[str, list[EffectDraft], int]], position: int, groups: Sequence[_Group], findings: Findings
) -> list[StatedTotalDraft]:
    """One sum row as a total for each year: the last is of all, where it is not that of its own group only."""
    label, effects, last = sums[position]
    every = [need for group in groups for need in group.needs]
    own = groups[last].needs
    of_all = position == len(sums) - 1 and (len(sums) == 1 or not all(_holds(each, own) for each in effects))
    items = every if of_all else own
    for each in effects:
        computed = _sum(items, each)
        if not computed.unknown and not _holds(each, items):
            findings.warning(
                each.line,
                sentence(
                    "Dokumentet anger %(stated)s på raden ”%(row)s” (%(column)s), men raderna ger %(computed)s. "
                    "Båda sparas; kontrollera vilken som gäller.",
                    stated=each.amount,
                    row=label,
                    column=str(each.period),
                    computed=computed.in_unit(each.amount.unit, each.amount.decimals),
                ),
            )
    numbers = () if of_all else tuple(each.number for each in own)
    return [
        StatedTotalDraft(label, each.amount, line=each.line, period=each.period, kind=each.kind, numbers=numbers)
        for each in effects
    ]


def _sum(needs: Iterable[MeasureDraft], of: EffectDraft) -> Total:
    wanted = (of.kind, of.period)
    return Total.of(each.amount for need in needs for each in need.effects if (each.kind, each.period) == wanted)


def _holds(stated: EffectDraft, needs: Iterable[MeasureDraft]) -> bool:
    total = _sum(needs, stated)
    return (total.low_kr, total.high_kr) == (stated.amount.low_kr, stated.amount.high_kr)
