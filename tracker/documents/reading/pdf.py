"""A PDF with text into an outline: pypdfium2 for the text in reading order, pdfplumber for the lines of tables.

Text stands at "sida 2, rad 5", counting the lines of text and the rows of tables on the page.
"""

from dataclasses import dataclass, field, replace
from io import BytesIO
from statistics import median_low

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfplumber.pdf import PDF

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.lines import BOLD_HEADING_LEVEL, RawLine, blocks_of
from tracker.documents.reading.outline import Block, BlockKind, Line, Outline
from tracker.documents.reading.pdf_flow import lines_of
from tracker.documents.reading.pdf_glyphs import Glyph, glyphs_of
from tracker.documents.reading.pdf_margins import without_margins
from tracker.documents.reading.pdf_tables import TableArea, table_areas, table_lines
from tracker.documents.reading.pdf_text import TextLine, dehyphenated
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

MOST_PAGES = 200
_LEAST_TEXT = 20
"""Letters in a whole document; a scanned one has none, or a stamp."""
_LARGER = 1.15
"""How much larger than the body's a line's type is when the line is a heading."""
_LONGEST_BOLD_HEADING = 120


@dataclass
class _Page:
    number: int
    height: float
    items: list[TextLine | TableArea] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)


def pdf_outline(data: bytes, findings: Findings) -> Outline:
    """The outline of a PDF. Raises UnreadableDocument for one that is encrypted, scanned, too long or broken."""
    pages = _pages(data)
    letters = sum(glyph.text.isalnum() for page in pages for glyph in page.glyphs)
    if letters < _LEAST_TEXT:
        raise UnreadableDocument(
            sentence(
                "PDF:en har ingen text: den är inskannad eller en bild. Ta fram originalet, eller kör texttolkning "
                "(OCR) "
                "på den, och läs in den filen."
            )
        )
    empty = [str(page.number) for page in pages if not page.glyphs]
    if empty:
        findings.warning(
            0,
            sentence(
                "Sidor utan text lästes inte: %(names)s. Är de inskannade, se vad de säger.",
                names=", ".join(empty[:10]),
            ),
        )
    texts = [[item for item in page.items if isinstance(item, TextLine)] for page in pages]
    kept = without_margins(texts, [page.height for page in pages])
    sizes = [line.size for lines in kept for line in lines for _ in range(len(line.text))]
    return _Assembly(pages, kept, median_low(sizes) if sizes else 0.0).outline()


def _pages(data: bytes) -> list[_Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableDocument(
                sentence(
                    "PDF:en är skyddad med lösenord. Ta bort lösenordet, eller skriv ut den till en ny PDF, och läs "
                    "in den."
                )
            ) from error
        raise UnreadableDocument(
            sentence("PDF:en är skadad och går inte att läsa. Öppna den, skriv ut den till en ny PDF och läs in den.")
        ) from error
    if len(document) > MOST_PAGES:
        raise UnreadableDocument(
            sentence(
                "PDF:en har fler än %(most)s sidor. Spara bara planens sidor i en egen fil och läs in den.",
                most=MOST_PAGES,
            )
        )
    with pdfplumber.open(BytesIO(data)) as plumber:
        return [_page(document[index], index, plumber) for index in range(len(document))]


def _page(page: pypdfium2.PdfPage, index: int, plumber: PDF) -> _Page:
    glyphs = glyphs_of(page)
    areas = table_areas(page, plumber, index)
    return _Page(index + 1, page.get_height(), lines_of(glyphs, areas), glyphs)


class _Assembly:
    """Text lines and tables of all pages into blocks, with their places."""

    def __init__(self, pages: list[_Page], kept: list[list[TextLine]], body: float) -> None:
        self.pages, self.kept, self.body = pages, kept, body
        sizes = {round(line.size, 1) for lines in kept for line in lines if line.size >= _LARGER * body}
        self.levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
        self.blocks: list[Block] = []
        self.raw: list[RawLine] = []
        self.line = 0

    def outline(self) -> Outline:
        for page, kept in zip(self.pages, self.kept, strict=True):
            row = 0
            staying = {id(line) for line in kept}
            above: TextLine | None = None
            first = True
            for item in page.items:
                if isinstance(item, TableArea):
                    self._end_text()
                    lines = table_lines(item, page.glyphs, number=self.line + 1, page=page.number, row=row + 1)
                    self._table(lines, first=first)
                    first = False
                    self.line += len(item.rows)
                    row += len(item.rows)
                    above = None
                    continue
                row += 1
                self.line += 1
                if id(item) in staying:
                    first = False
                    self._text(item, above, f"sida {page.number}, rad {row}")
                    above = item
        self._end_text()
        return Outline(tuple(self.blocks))

    def _table(self, lines: list[Line], *, first: bool) -> None:
        """first: nothing but the page's header stands above it, so that it may be more of the one before."""
        if lines:
            continues = first and bool(self.blocks) and self.blocks[-1].kind is BlockKind.TABLE
            self.blocks.append(Block(BlockKind.TABLE, tuple(lines), continues=continues))

    def _text(self, line: TextLine, above: TextLine | None, place: str) -> None:
        level = self._level(line)
        parted = above is None or line.parted_from(above) or level != self._level(above)
        last = self.raw[-1] if self.raw else None
        if level and not parted and last is not None and last.level == level and not line.text[:1].isdigit():
            self.raw[-1] = replace(last, text=f"{last.text} {line.text}")
            return
        if parted and self.raw:
            self.raw.append(RawLine(self.line, ""))
        self.raw.append(RawLine(self.line, line.text, place, level))

    def _level(self, line: TextLine) -> int:
        if round(line.size, 1) in self.levels:
            return self.levels[round(line.size, 1)]
        short = len(line.text) <= _LONGEST_BOLD_HEADING and "\t" not in line.text
        return BOLD_HEADING_LEVEL if line.bold and short else 0

    def _end_text(self) -> None:
        self.blocks += blocks_of(dehyphenated(self.raw))
        self.raw = []
