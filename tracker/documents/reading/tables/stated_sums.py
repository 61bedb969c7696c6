"""Which rows of a table of amounts claim to be sums, and whether they are (DESIGN 3.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Line
from tracker.documents.reading.tables.sum_rows import SUB_SUM, SUM
from tracker.domain.stated_table import Addend, StatedRow, StatedTable, checked_sums
from tracker.domain.words import sentence

_PARTS_OF_NET = 2


def with_sums(table: StatedTable, label: str, lines: Sequence[Line], findings: Findings) -> StatedTable:
    """The table with what its sums are of; a sum that does not hold is told.

    label: the head over the rows' names: a last row that is called as the head is their sum.
    """
    rows = list(table.rows)
    for position, row in enumerate(table.rows):
        if not any(row.cells):
            continue
        choices = list(_choices(table.rows, position, label))
        if choices:
            fitting = (each for each in choices if _holds(table, position, each))
            rows[position] = replace(row, addends=next(fitting, choices[0]))
    summed = replace(table, rows=tuple(rows))
    tell_sums(summed, lines, findings)
    return summed


def _choices(rows: Sequence[StatedRow], position: int, label: str) -> Iterator[tuple[Addend, ...]]:
    """What the row may be the sum of, the likeliest first; nothing where it does not call itself one."""
    name = rows[position].label
    is_sum = _is_sum(rows[position]) or (position == len(rows) - 1 and _is_called(name, label))
    is_net = name.casefold().startswith("netto")
    if not is_sum and not is_net:
        return
    items = [n for n in range(position) if any(rows[n].cells) and not _is_sum(rows[n])]
    if not items:
        return
    if is_net and len(items) == _PARTS_OF_NET:
        first, second = items
        yield (Addend(second), Addend(first, -1))
        yield (Addend(first), Addend(second, -1))
        yield (Addend(first), Addend(second))
    elif is_sum:
        last = max((n for n in range(position) if _is_sum(rows[n]) or not any(rows[n].cells)), default=-1)
        group = tuple(Addend(n) for n in items if n > last)
        every = tuple(Addend(n) for n in items)
        yield from (group, every) if SUB_SUM.match(name) and group else (every, *([group] if group else []))


def _is_sum(row: StatedRow) -> bool:
    return SUM.match(row.label) is not None


def _is_called(name: str, label: str) -> bool:
    """Whether the row has the name of the whole: "Kommunbidrag" under "Kommunbidrag per verksamhetsområde"."""
    return bool(name) and label.casefold().startswith(name.casefold())


def _holds(table: StatedTable, position: int, addends: tuple[Addend, ...]) -> bool:
    alone = replace(
        table,
        rows=tuple(replace(row, addends=addends if n == position else ()) for n, row in enumerate(table.rows)),
    )
    return all(each.holds is not False for each in checked_sums(alone))


def tell_sums(table: StatedTable, lines: Sequence[Line], findings: Findings) -> None:
    line_of = {row.label: line for row, line in zip(table.rows, lines, strict=True) if row.addends}
    for each in checked_sums(table):
        if each.holds is False:
            unit = each.stated.unit
            fewest = max(unit.exact_decimals(each.computed.low_kr), unit.exact_decimals(each.computed.high_kr))
            findings.warning(
                line_of[each.row].number,
                sentence(
                    "Dokumentet anger %(stated)s på raden ”%(row)s” (%(column)s), men raderna ger %(computed)s. "
                    "Båda sparas; kontrollera vilken som gäller.",
                    stated=each.stated,
                    row=each.row,
                    column=each.column,
                    computed=each.computed.in_unit(unit, max(each.stated.decimals, fewest)),
                ),
            )
