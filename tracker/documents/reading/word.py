"""A Word document (.docx) into an outline: what a reader sees of its body, without headers, footers and footnotes."""

from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.lines import BOLD_HEADING_LEVEL, cells_line, marked, plain
from tracker.documents.reading.outline import Block, BlockKind, Line, Outline
from tracker.documents.reading.word_numbering import Numbering
from tracker.documents.reading.word_styles import Styles
from tracker.documents.reading.word_tables import rows_of
from tracker.documents.reading.word_text import all_bold, text_of
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

MOST_LINES = 10_000
_LONGEST_BOLD_HEADING = 120
_THROUGH = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")}
"""What may stand around paragraphs without meaning anything for the reader."""


def word_outline(data: bytes, findings: Findings) -> Outline:  # noqa: ARG001 - every container is called the same way
    """The outline of a .docx file that archive.py has let through.

    A paragraph stands at "stycke 12", counting empty ones, and a row at "tabell 2, rad 3". Raises UnreadableDocument
    for one too long, and whatever the library raises for a broken one.
    """
    document = docx.Document(BytesIO(data))
    walk = _Walk(Numbering(document), Styles(document))
    walk.through(document.element.body)
    return Outline(tuple(walk.blocks))


class _Walk:
    """The body from its beginning to its end."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering, self.styles = numbering, styles
        self.blocks: list[Block] = []
        self.line = self.paragraphs = self.tables = 0

    def through(self, parent: Any) -> None:
        for element in parent:
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)
            elif element.tag in _THROUGH:
                self.through(element)
            if self.line > MOST_LINES:
                raise UnreadableDocument(
                    sentence(
                        "Dokumentet har fler än %(most)s rader. Spara bara planens text i en egen fil.",
                        most=MOST_LINES,
                    )
                )

    def _paragraph(self, paragraph: Any) -> None:
        self.paragraphs += 1
        label = self.numbering.label_of(paragraph, self.styles)
        text = plain(text_of(paragraph)).strip()
        level = self.styles.heading_level(paragraph)
        if not level and all_bold(paragraph) and len(text) <= _LONGEST_BOLD_HEADING and "\n" not in text:
            level = BOLD_HEADING_LEVEL
        marker = label
        if label != "-" and not label.isdecimal() and len(label) != 1:
            marker, text = marked(f"{label}. {text}" if label else text, heading=bool(level))
        lines = self._lines(text)
        if lines:
            kind = BlockKind.HEADING if level else BlockKind.ITEM if marker else BlockKind.PARAGRAPH
            self.blocks.append(Block(kind, tuple(lines), marker, level))

    def _lines(self, text: str) -> list[Line]:
        """The lines of a paragraph, parted where its author has broken it."""
        place = f"stycke {self.paragraphs}"
        lines = []
        for part in text.split("\n"):
            self.line += 1
            line = cells_line(self.line, part, place)
            if line is not None:
                lines.append(line)
        return lines

    def _table(self, table: Any) -> None:
        """The table as rows; one of a single column is only a frame around its paragraphs."""
        rows = rows_of(table)
        if all(len(row.grid) <= 1 for row in rows):
            for cell in table.iter(qn("w:tc")):
                self.through(cell)
            return
        self.tables += 1
        lines = []
        for number, row in enumerate(rows, 1):
            self.line += 1
            if self.line > MOST_LINES:
                break
            line = row.line(self.line, f"tabell {self.tables}, rad {number}")
            if line is not None:
                lines.append(line)
        if lines:
            self.blocks.append(Block(BlockKind.TABLE, tuple(lines)))
