"""The tables that a plan's document states, out of the program's own workbook: one row of the sheet for each cell."""

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_cells import OwnRow, own_rows
from tracker.documents.reading.own_sheets import Sheets
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument


def own_tables(workbook: Sheets) -> tuple[StatedTable, ...]:
    """In the order of their numbers. Raises UnreadableDocument where rows do not make a table."""
    cells: dict[int, dict[tuple[int, int], OwnRow]] = {}
    for row in own_rows(workbook, form.TABLES, needed=False):
        of_table = cells.setdefault(row.whole(form.TABLE), {})
        of_table[row.whole(form.TABLE_ROW), row.whole(form.COLUMN)] = row
    return tuple(_table(number, cells[number]) for number in sorted(cells))


def _table(number: int, cells: dict[tuple[int, int], OwnRow]) -> StatedTable:
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    whole = [(row, column) for row in range(1, len(rows) + 1) for column in range(1, len(columns) + 1)]
    try:
        if sorted(cells) != whole:
            raise ValueError("the cells do not make a table")
        return StatedTable(
            cells[1, 1].text(form.TABLE_TITLE),
            tuple(cells[1, column].text(form.COLUMN_LABEL) for column in columns),
            tuple(
                StatedRow(
                    cells[row, 1].text(form.ROW_LABEL),
                    tuple(
                        cells[row, column].amount() if cells[row, column].has_amount() else None for column in columns
                    ),
                    tuple(Addend(abs(each) - 1, 1 if each > 0 else -1) for each in _rows(cells[row, 1])),
                )
                for row in rows
            ),
        )
    except ValueError as error:
        raise UnreadableDocument(
            sentence(
                "Arket %(sheet)s: tabell %(number)s ska ha en rad för varje tabellrad och kolumn, numrerade från 1, "
                "och summor av tabellrader som finns. Rätta arket och läs in arbetsboken igen.",
                sheet=form.TABLES,
                number=number,
            )
        ) from error


def _rows(row: OwnRow) -> list[int]:
    return [int(each) for each in row.text(form.SUM_OF_ROWS).split(",") if each.strip()]
