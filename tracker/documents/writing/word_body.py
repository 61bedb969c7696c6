"""The sections of a document written into Word, with real styles."""

import re
from collections.abc import Iterable
from io import BytesIO
from itertools import zip_longest

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from tracker.documents.writing.content import Block, Items, Paragraph, Picture, Section, Table, Tone
from tracker.documents.writing.pdf import bridge_picture
from tracker.documents.writing.word_parts import add_field, describe_table, keep_whole, repeat_head
from tracker.documents.writing.word_styles import OF_TONE, TABLE
from tracker.language import gettext as _

_NUMBERED = re.compile(r"((?:Tabell|Table) )(\d+)(\..*)")
_WIDTH = Mm(158)
_AMOUNT, _AMOUNTS = Mm(46), Mm(108)
"""A column of amounts is at most so wide, and all of them together."""
_AFTER_TABLE = Pt(9)
_KEPT_ON_A_PAGE = 14
"""Rows of a table that is not broken over two pages."""


def write_sections(document: Document, sections: Iterable[Section], *, level: int = 1) -> None:
    """Add the sections at the end of the document."""
    for section in sections:
        document.add_heading(section.heading, level)
        before: Block | None = None
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            known = len(document.paragraphs) if isinstance(before, Table) else 0
            _write(document, block)
            if isinstance(before, Table):
                document.paragraphs[known].paragraph_format.space_before = _AFTER_TABLE
            before = block
            if _tone(block) is Tone.TEXT and _tone(after) is Tone.QUOTE:
                # Who reported what status stays with the first lines of what she wrote.
                document.paragraphs[-1].paragraph_format.keep_with_next = True
        write_sections(document, section.sections, level=level + 1)


def _tone(block: Block | None) -> Tone | None:
    return block.tone if isinstance(block, Paragraph) else None


def _write(document: Document, block: Block) -> None:
    match block:
        case Paragraph():
            document.add_paragraph(block.text, OF_TONE[block.tone])
        case Items():
            for about, rest in block.items:
                item = document.add_paragraph(style="List Bullet")
                item.add_run(about).bold = True
                item.add_run(f" {rest}")
        case Table():
            _write_table(document, block)
        case Picture():
            _write_picture(document, block)


def _write_table(document: Document, data: Table) -> None:
    """A table with its caption above it; its last columns hold amounts."""
    if data.caption:
        _write_caption(document, data.caption)
    columns = data.width
    table = document.add_table(rows=0, cols=columns, style=TABLE)
    table.autofit = False
    describe_table(table, title=data.caption or data.about, about=data.about, head=bool(data.head))
    amount = min(_AMOUNT, _AMOUNTS // data.amounts)
    widths = [(_WIDTH - amount * data.amounts) // data.labels] * data.labels + [amount] * data.amounts
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    last = len(data.rows) if len(data.rows) <= _KEPT_ON_A_PAGE else 0
    for position, cells in enumerate([data.head, *data.rows] if data.head else data.rows, 0 if data.head else 1):
        row = table.add_row()
        keep_whole(row)
        if not position:
            repeat_head(row)
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.keep_with_next = position < last or not position
            run = paragraph.add_run(text)
            run.font.size = Pt(10)
            run.bold = True if not position or position - 1 in data.strong else None
            if column >= data.labels:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write_caption(document: Document, text: str) -> None:
    caption = document.add_paragraph(style="Caption")
    if numbered := _NUMBERED.fullmatch(text):
        caption.add_run(numbered[1])
        add_field(caption, "SEQ Tabell \\* ARABIC", numbered[2])
        caption.add_run(numbered[3])
    else:
        caption.add_run(text)


def _write_picture(document: Document, picture: Picture) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    shape = paragraph.add_run().add_picture(BytesIO(bridge_picture(picture.steps)), width=_WIDTH)
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    shape._inline.docPr.set("descr", picture.about)
    shape._inline.docPr.set("title", _("Brygga"))
    shape._inline.docPr.set("name", _("Brygga"))
