"""The sheet of tables that the plan's document states, cell by cell, with what each sum comes to (DESIGN 3.5)."""

from collections.abc import Iterator

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.sheet import Bare, Cell, Formula
from tracker.documents.writing.workbook_counting import Filled
from tracker.documents.writing.workbook_measures import amount_cells
from tracker.domain.stated_table import StatedRow, StatedTable, checked_sums

_LOW, _HIGH = form.amount_columns()[:2]


def tables_sheet(book: PlanBook) -> Filled:
    """One row for each cell of each table, also for those that are empty."""
    head = (
        *(form.TABLE, form.TABLE_TITLE, form.TABLE_ROW, form.ROW_LABEL, form.COLUMN, form.COLUMN_LABEL),
        *form.amount_columns(),
        *(form.UNIT, form.DECIMALS, form.SUM_OF_ROWS, form.COMPUTED_LOW, form.COMPUTED_HIGH, form.DIFFERENCE),
    )
    sheet = Filled(form.TABLES, head, [])
    for number, table in enumerate(book.draft.stated_tables, 1):
        first = len(sheet.rows) + 2
        sheet.rows.extend(_cells(sheet, number, table, first))
    return sheet


def _cells(sheet: Filled, number: int, table: StatedTable, first: int) -> Iterator[tuple[Cell, ...]]:
    checks = iter(checked_sums(table))
    for place, row in enumerate(table.rows):
        for column, label in enumerate(table.columns):
            amount = row.cells[column]
            check = next(checks) if row.addends and amount is not None else None
            computed: tuple[Cell, ...] = (None, None, None)
            if check is not None and check.holds is not None:
                line = first + place * len(table.columns) + column
                total = check.computed
                computed = (
                    Formula(_summed(sheet, row, table, first, column, low=True), total.low_kr),
                    Formula(_summed(sheet, row, table, first, column, low=False), total.high_kr),
                    Formula(f"{sheet.letter(_LOW)}{line}-{sheet.letter(form.COMPUTED_LOW)}{line}", check.difference_kr),
                )
            yield (
                *(Bare(number), table.title, Bare(place + 1), row.label, Bare(column + 1), label),
                *amount_cells(amount),
                *((None, None) if amount is None else (amount.unit.value, Bare(amount.decimals))),
                ", ".join(str((each.row + 1) * each.sign) for each in row.addends),
                *computed,
            )


def _summed(sheet: Filled, row: StatedRow, table: StatedTable, first: int, column: int, *, low: bool) -> str:
    """What is taken away counts from its other end."""
    terms = []
    for each in row.addends:
        line = first + each.row * len(table.columns) + column
        end = _LOW if low == (each.sign > 0) else _HIGH
        terms.append(f"{'+' if each.sign > 0 else '-'}N({sheet.letter(end)}{line})")
    return "".join(terms).removeprefix("+")
