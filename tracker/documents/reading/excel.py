"""An Excel workbook (.xlsx) into an outline: every visible sheet, with the values that Excel had calculated."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from tracker.documents.reading.excel_value import written
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import ABOVE, LEFT, Block, Line, Outline
from tracker.documents.reading.sheet import MOST_COLUMNS, MOST_ROWS, sheet_blocks, sheet_line, too_long, too_wide
from tracker.domain.words import sentence

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MOST_NAMED = 10


def excel_outline(data: bytes, findings: Findings) -> Outline:
    """The outline of a .xlsx file that archive.py has let through. A cell stands at "Blad1!C7".

    Raises UnreadableDocument for a sheet that is too long or wide, and whatever the library raises for a broken one.
    """
    values = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(BytesIO(data), keep_links=False) if _has_formulas(data) else None
    blocks: list[Block] = []
    uncalculated: list[tuple[int, str]] = []
    line = 0
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            findings.warning(0, sentence("Arket %(sheet)s är dolt och lästes inte.", sheet=sheet.title))
            continue
        if sheet.max_row > MOST_ROWS:
            raise too_long()
        if sheet.max_column > MOST_COLUMNS:
            raise too_wide()
        rows = list(_rows(sheet, line))
        if formulas is not None:
            uncalculated += _uncalculated(sheet, formulas[sheet.title], line)
        line += sheet.max_row
        blocks += sheet_blocks(rows)
    if uncalculated:
        cells = ", ".join(place for _, place in uncalculated[:_MOST_NAMED])
        named = sentence("%(places)s med flera", places=cells) if len(uncalculated) > _MOST_NAMED else cells
        findings.error(
            uncalculated[0][0],
            sentence(
                "Formler som inte är beräknade saknar värde: %(cells)s. Öppna filen i Excel, spara den och läs in den "
                "igen.",
                cells=named,
            ),
        )
    return Outline(tuple(blocks))


def _rows(sheet: Any, before: int) -> Iterator[Line | None]:
    """The rows from the first to the last, None for empty ones. before: how many lines the sheets before have."""
    joined = _joined(sheet)
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield sheet_line(
            before + number,
            ["" if cell.font.strike else written(cell.value, cell.number_format) for cell in row],
            f"{sheet.title}, rad {number}",
            joined=[joined.get((number, column), "") for column in range(1, len(row) + 1)],
            cell_places=[f"{sheet.title}!{get_column_letter(column)}{number}" for column in range(1, len(row) + 1)],
        )


def _joined(sheet: Any) -> dict[tuple[int, int], str]:
    """For each cell of a merged one but its first: whether it continues the cell to the left or the one above."""
    found = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1):
            for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1):
                if (row, column) != (area.min_row, area.min_col):
                    found[row, column] = LEFT if column > area.min_col else ABOVE
    return found


def _uncalculated(sheet: Any, formulas: Any, before: int) -> Iterator[tuple[int, str]]:
    """The formulas without a value: the program that wrote them has never calculated them."""
    for row in formulas.iter_rows(max_row=min(formulas.max_row, MOST_ROWS)):
        for cell in row:
            if cell.data_type == "f" and sheet.cell(cell.row, cell.column).value is None:
                yield before + cell.row, f"{sheet.title}!{cell.coordinate}"


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return any(
            _FORMULA.search(archive.read(name)) for name in archive.namelist() if name.startswith("xl/worksheets/")
        )
