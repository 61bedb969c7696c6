"""The letters of a page into its lines and tables, in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.documents.reading.pdf_glyphs import Glyph
from tracker.documents.reading.pdf_tables import TableArea, area_at
from tracker.documents.reading.pdf_text import TextLine, line_of


def lines_of(glyphs: Sequence[Glyph], areas: Sequence[TableArea]) -> list[TextLine | TableArea]:
    """The lines of a page, with each table where its first letter stands.

    pdfium tells of the end of a line, but not where it has found a word that is cut there.
    """
    items: list[TextLine | TableArea] = []
    gathered: list[Glyph] = []
    inside: TableArea | None = None
    for glyph in [*glyphs, Glyph("\n", 0, 0, 0, 0, 0, bold=False)]:
        area = inside if glyph.text.isspace() else area_at(areas, glyph)
        if area is not None and area not in items:
            _end_line(gathered, items)
            gathered = []
            items.append(area)
        inside = area
        below = bool(gathered) and not glyph.text.isspace() and glyph.top < gathered[-1].middle[1]
        if below or glyph.text == "\n":
            _end_line(gathered, items)
            gathered = []
        if glyph.text != "\n" and area is None:
            gathered.append(glyph)
    return items


def _end_line(glyphs: list[Glyph], items: list[TextLine | TableArea]) -> None:
    line = line_of(glyphs)
    if line is None:
        return
    before = items[-1] if items else None
    if isinstance(before, TextLine) and line.beside(before):
        items[-1] = replace(
            before, text=f"{before.text}\t{line.text}", right=line.right, bold=before.bold and line.bold
        )
    else:
        items.append(line)
