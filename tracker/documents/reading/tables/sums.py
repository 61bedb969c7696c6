"""The sum rows of a table against its items (DESIGN 3.5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Line
from tracker.documents.reading.tables.cells import figure_text
from tracker.documents.reading.tables.effect_columns import EffectColumn
from tracker.documents.reading.tables.items import Item
from tracker.documents.reading.tables.nesting import numbers_of, whole_of
from tracker.documents.reading.tables.rows import TableRow, TableRowKind
from tracker.documents.reading.tables.sum_rows import SUB_SUM
from tracker.domain.amount import Amount, Total
from tracker.domain.draft import StatedTotalDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.words import sentence

Reader = Callable[[Line, EffectColumn], Amount | None]


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum row's amount in one column, and the rows that it is the sum of."""

    draft: StatedTotalDraft
    items: tuple[Item, ...]


def check_sums(
    rows: Sequence[TableRow],
    items: Sequence[Item],
    *,
    amount: Reader,
    effects: Sequence[EffectColumn],
    year: int,
    findings: Findings,
) -> list[StatedSum]:
    """Each sum with what it is the sum of: all rows above it, or its group. Warn of one that is not their sum."""
    main = _main(effects, year)
    totals: list[StatedSum] = []
    group: list[Item] = []
    above: list[Item] = []
    heading = ""
    by_line = {item.row.line.number: item for item in items}
    last = max((n for n, row in enumerate(rows) if row.kind is TableRowKind.MEASURE), default=-1)
    for position, row in enumerate(rows):
        if row.kind is TableRowKind.MEASURE and row.line.number in by_line:
            group.append(by_line[row.line.number])
            above.append(by_line[row.line.number])
        elif row.kind in (TableRowKind.GROUP, TableRowKind.MEASURE):
            group, heading = [], row.title
        elif row.kind is TableRowKind.SUM:
            whole = position > last and not SUB_SUM.match(row.title)
            for effect in effects:
                stated = _stated(row, effect, amount)
                if stated is None or not stated.known:
                    continue
                fits_all = _fits(stated, above, effect)
                fits_group = bool(group) and _fits(stated, group, effect)
                if not (fits_all or fits_group):
                    _tell(row, stated, above if whole else group or above, effect, findings)
                of_all = whole and (fits_all or not fits_group)
                label = row.title if of_all or not heading else _with_heading(row.title, heading)
                place = row.line.where_cell(effect.column.index)
                draft = StatedTotalDraft(label, stated, (), row.line.number, place)
                if effect is not main:
                    draft = replace(draft, period=effect.period, kind=effect.kind)
                totals.append(StatedSum(draft, tuple(above if of_all else group or above)))
            group = []
    return totals


def _with_heading(title: str, heading: str) -> str:
    """What a sum of a group is called.

    >>> _with_heading("Summa", "Skola"), _with_heading("Summa skola", "Skola")
    ('Summa Skola', 'Summa skola')
    """
    return title if heading.casefold() in title.casefold() else f"{title} {heading}"


def stated_totals(sums: Sequence[StatedSum], items: Sequence[Item]) -> list[StatedTotalDraft]:
    """The sums with the numbers of what they are of; of a measure and its parts only the measure's. items: all rows."""
    numbers = {id(item): number for item, number in zip(items, numbers_of(items), strict=True)}
    found = []
    for each in sums:
        own = {numbers[id(item)] for item in each.items}
        of = [numbers[id(item)] for item in each.items if not whole_of(numbers[id(item)], own)]
        found.append(replace(each.draft, numbers=tuple(dict.fromkeys(of))))
    return found


def _main(effects: Sequence[EffectColumn], year: int) -> EffectColumn | None:
    """The column that the plan is summed by: the forecast of its own year, else what was decided for it."""
    own = {each.kind: each for each in effects if each.period == Period(year)}
    return own.get(EffectKind.FORECAST, own.get(EffectKind.DECIDED))


def _stated(row: TableRow, effect: EffectColumn, amount: Reader) -> Amount | None:
    return amount(row.line, effect) if figure_text(row.line.cell(effect.column.index)) else None


def _fits(stated: Amount, items: Sequence[Item], effect: EffectColumn) -> bool:
    """Whether it is the sum of the items, with or without those that have been cancelled."""
    return any(
        (stated.low_kr, stated.high_kr) == (total.low_kr, total.high_kr)
        for total in (_sum(items, effect), _sum([each for each in items if each.status.counts], effect))
    )


def _sum(items: Sequence[Item], effect: EffectColumn) -> Total:
    """Of the items that have an amount in the column; of a measure and its parts only the measure."""
    index = effect.column.index
    having = [each for each in items if index in each.effects]
    numbers = {each.row.number for each in having}
    return Total.of(each.effects[index].amount for each in having if not whole_of(each.row.number, numbers))


def _tell(row: TableRow, stated: Amount, items: Sequence[Item], effect: EffectColumn, findings: Findings) -> None:
    computed = _sum(items, effect)
    fewest = max(stated.unit.exact_decimals(computed.low_kr), stated.unit.exact_decimals(computed.high_kr))
    written = computed.in_unit(stated.unit, max(stated.decimals, fewest))
    with findings.at(row.line.where_cell(effect.column.index)):
        findings.warning(
            row.line.number,
            sentence(
                "Dokumentet anger summan %(stated)s i kolumnen ”%(head)s”, men posterna ger %(written)s. Kontrollera "
                "vilken som gäller.",
                stated=stated,
                head=effect.column.head,
                written=written,
            ),
        )
