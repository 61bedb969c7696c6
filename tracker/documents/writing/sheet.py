"""One sheet of a workbook: a header row and rows of text, whole numbers, dates and formulas with their values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, Side  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

_KRONOR, _DATE = "[$-41D]#,##0", "yyyy-mm-dd"
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TEXT = 32_767
_WIDEST, _NARROWEST = 60, 9
_STRONG = Font(name="Calibri", size=11, bold=True)
_RULE = Border(bottom=Side(style="thin", color="1B1F23"))
# The space beside a number keeps it from what stands in the next column.
_RIGHT, _LEFT = Alignment(horizontal="right", vertical="top", indent=1), Alignment(horizontal="left", vertical="top")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEAD = Alignment(horizontal="left", wrap_text=True, vertical="bottom")
_HEAD_RIGHT = Alignment(horizontal="right", wrap_text=True, vertical="bottom", indent=1)
_LINE, _MOST_LINES = 15, 27
"""The height of a line, in points; a row is at most 409."""
_PAGE, _NAMING = 170, 4
"""How many characters a page is wide; how many columns say what a row is."""
_ABOVE = Border(top=Side(style="thin", color="1B1F23"))


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that it has: a reader that does not calculate sees the value."""

    text: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Bare:
    """A number that is no amount: a year, a row, a count of decimals."""

    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact decimal that is no amount: number / 10**decimals, and what stands after it ("%")."""

    number: int
    decimals: int
    after: str = ""


Cell = str | int | date | Formula | Bare | Figure | None
Calculated = dict[tuple[str, str], int | str]
"""The value of each formula, by sheet and cell."""


def fill(sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[Cell]], *, total: bool = False) -> Calculated:
    """Write the sheet: the head stays in sight and can be filtered by. total: the last row is a sum of those above.

    Returns the values of its formulas.
    """
    calculated: Calculated = {}
    widths = [_width(title, [row[column] for row in rows]) for column, title in enumerate(head)]
    for number, row in enumerate([head, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            _put(cell, value)
            if isinstance(value, Formula):
                calculated[sheet.title, cell.coordinate] = value.value
            if number == 1:
                cell.font, cell.border = _STRONG, _RULE
                right = any(_is_number(each[column - 1]) for each in rows)
                cell.alignment = _HEAD_RIGHT if right else _HEAD
            elif total and number == len(rows) + 1:
                cell.font, cell.border = _STRONG, _ABOVE
        # LibreOffice keeps the height of one line where none is given, and prints the lines of a text over each other.
        sheet.row_dimensions[number].height = _LINE * max(map(_lines, row, widths), default=1)
    sheet.freeze_panes = "A2"
    last = len(rows) + 1 - total
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{last}"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _printed(sheet, widths)
    return calculated


def _printed(sheet: Worksheet, widths: Sequence[float]) -> None:
    """On as many pages side by side as it needs to be read, with the head and the first columns on each."""
    sheet.print_title_rows = "1:1"
    pages = max(1, round(sum(widths) / _PAGE))
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(min(_NAMING, len(widths)))}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _width(title: str, cells: Sequence[Cell]) -> float:
    """In characters."""
    widest = max(map(_length, cells), default=0)
    longest_word = max(map(len, title.split()))
    return max(_NARROWEST, min(_WIDEST, max(widest, len(title) // 2, longest_word) + 4))


def _lines(cell: Cell, width: float) -> int:
    """How many lines a text takes in a column so wide."""
    if not isinstance(cell, str):
        return 1
    return min(_MOST_LINES, sum(-(-max(1, len(line)) // max(1, int(width) - 3)) for line in cell.split("\n")))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, Figure | int) or (isinstance(cell, Formula) and isinstance(cell.value, int))


def _put(cell: Any, value: Cell) -> None:
    if isinstance(value, Formula):
        cell.value, cell.number_format = f"={value.text}", _KRONOR
        cell.alignment = _RIGHT if isinstance(value.value, int) else _LEFT
    elif isinstance(value, str):
        text = cell_text(value)
        if text:
            cell.value = text
            cell.data_type = "s"  # the library takes a text that begins with = for a formula, and #N/A for an error
            cell.quotePrefix = text.startswith(_FORMULA_LIKE)  # so does Excel, when the cell is edited
            cell.alignment = _WRAPPED
    elif isinstance(value, Bare):
        cell.value, cell.number_format, cell.alignment = value.value, "0", _LEFT
    elif isinstance(value, Figure):
        cell.value, cell.alignment = Decimal(value.number).scaleb(-value.decimals), _RIGHT
        after = f'"\N{NO-BREAK SPACE}{value.after}"' if value.after else ""
        cell.number_format = f"0{'.' if value.decimals else ''}{'0' * value.decimals}{after}"
    elif value is not None:
        cell.value = value
        is_day = isinstance(value, date)
        cell.number_format, cell.alignment = (_DATE, _LEFT) if is_day else (_KRONOR, _RIGHT)


def cell_text(text: str) -> str:
    """A text as a cell can hold it: line feeds stay, other control characters go.

    >>> cell_text("Ett\\r\\ntvå\\x07")
    'Ett\\ntvå'
    """
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    kept: str = ILLEGAL_CHARACTERS_RE.sub("", re.sub("[\ud800-\udfff\ufffe\uffff]", "", unix))
    return kept[:_LONGEST_TEXT]


def _length(value: Cell) -> int:
    if isinstance(value, Formula | Bare):
        value = value.value
    if isinstance(value, Figure):
        return len(str(value.number)) + 1 + len(value.after)
    if isinstance(value, int):
        return len(f"{value:,}")
    return max(map(len, str(value).splitlines()), default=0) if value is not None else 0
