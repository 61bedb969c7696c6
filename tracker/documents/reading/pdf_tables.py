"""Tables on a page: their lines are found by pdfplumber, their text is what pdfium reads in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pdfplumber.pdf import PDF

from tracker.documents.reading.lines import plain
from tracker.documents.reading.outline import ABOVE, LEFT, Line, row_line
from tracker.documents.reading.pdf_glyphs import Glyph, too_dense
from tracker.documents.reading.pdf_text import cell_text

MOST_PATHS = 20_000
"""Drawn lines on one page; a drawing has more, a table never."""
_FEWEST_PATHS = 4

Box = tuple[float, float, float, float]
"""left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class TableArea:
    """A table: its box, and for each row the box of each column's cell, None where it is part of a merged one."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def area_at(areas: Sequence[TableArea], glyph: Glyph) -> TableArea | None:
    """The table that a letter stands in."""
    return next((area for area in areas if _within(area.box, glyph)), None)


def table_areas(page: pypdfium2.PdfPage, plumber: PDF, index: int) -> list[TableArea]:
    """Every ruled table of the page that has more than one column. Raises UnreadableDocument for a drawing."""
    paths = 0
    for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        paths += 1
        if paths > MOST_PATHS:
            raise too_dense()
    if paths < _FEWEST_PATHS or index >= len(plumber.pages):
        return []
    ruled = plumber.pages[index]
    height = float(ruled.height)
    areas = []
    for table in ruled.find_tables():
        rows = tuple(
            tuple(
                None if cell is None else (cell[0], height - cell[3], cell[2], height - cell[1]) for cell in row.cells
            )
            for row in table.rows
        )
        if rows and max(len(row) for row in rows) > 1:
            left, top, right, bottom = table.bbox
            areas.append(TableArea((left, height - bottom, right, height - top), rows))
    return areas


def table_lines(area: TableArea, glyphs: Sequence[Glyph], *, number: int, page: int, row: int) -> list[Line]:
    """The rows with text. number: the first one's line number; page and row: where the first one stands."""
    texts = _texts(area, glyphs)
    lines = []
    for offset, cells in enumerate(area.rows):
        grid = [plain(texts.get(cell, "")) if cell is not None else "" for cell in cells]
        joined = ["" if cell is not None else _joined(area, cells, column) for column, cell in enumerate(cells)]
        line = row_line(number + offset, grid, f"sida {page}, rad {row + offset}", joined=joined)
        if line is not None:
            lines.append(line)
    return lines


def _texts(area: TableArea, glyphs: Sequence[Glyph]) -> dict[Box, str]:
    """The text of each cell. A space belongs to the cell of the letter before it: many have no place of their own."""
    cells = [cell for row in area.rows for cell in row if cell is not None]
    inside: dict[Box, list[Glyph]] = {}
    current: Box | None = None
    for glyph in glyphs:
        if not glyph.text.isspace():
            if not _within(area.box, glyph):
                current = None
            elif current is None or not _within(current, glyph):
                current = next((cell for cell in cells if _within(cell, glyph)), None)
        if current is not None:
            inside.setdefault(current, []).append(glyph)
    return {cell: cell_text(found) for cell, found in inside.items()}


def _joined(area: TableArea, cells: Sequence[Box | None], column: int) -> str:
    """Whether the missing cell is covered from the left, by one as wide as to reach it, or from above."""
    begins = min((row[column][0] for row in area.rows if column < len(row) and row[column]), default=area.box[2])  # type: ignore[index]
    before = next((cell for cell in reversed(cells[:column]) if cell is not None), None)
    return LEFT if before is not None and before[2] > begins + 1 else ABOVE


def _within(box: Box, glyph: Glyph) -> bool:
    across, up = glyph.middle
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]
