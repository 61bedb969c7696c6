"""A letter as a Word document, in our look or in the municipality's own."""

from datetime import date, datetime
from io import BytesIO
from itertools import zip_longest

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from tracker.documents.writing.archive import undated
from tracker.documents.writing.content import Letter
from tracker.documents.writing.word_body import write_sections
from tracker.documents.writing.word_parts import add_field
from tracker.documents.writing.word_styles import LETTERHEAD, dress
from tracker.documents.writing.word_template import Fields, filled
from tracker.language import gettext as _
from tracker.language import pgettext, speaking

_RIGHT = Mm(158)


def letter_docx(letter: Letter, *, stamp: datetime) -> bytes:
    """The letter in our look. stamp: when it was frozen (UTC)."""
    with speaking(letter.language):
        document = _new(footer=letter.title, locale=letter.locale)
        _write_letterhead(document, letter)
        document.add_paragraph(letter.title, "Title")
        write_sections(document, letter.sections)
        return _saved(document, letter, stamp)


def letter_in_template(letter: Letter, template: bytes, *, held_on: date, stamp: datetime) -> bytes:
    """The letter in the municipality's own template; held_on: the meeting's day. Raises TemplateRefused."""
    fields = Fields(
        kommun=letter.municipality,
        namnd=letter.committee,
        titel=letter.title,
        datum=letter.dated.isoformat(),
        sammantrade=held_on.isoformat(),
        diarienummer=", ".join(letter.references),
    )

    def write(into: Document) -> None:
        with speaking(letter.language):
            write_sections(into, letter.sections)

    return _saved(filled(template, fields, write, letter.locale), letter, stamp)


def _new(*, footer: str, locale: str) -> Document:
    """An empty document in our look. footer: what stands beside the page number on each page."""
    document = docx.Document()
    dress(document, locale)
    line = document.sections[0].footer.paragraphs[0]
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    page, of = _("Sida"), pgettext("page", "av")
    line.add_run(f"{footer}\t{page} ")
    add_field(line, "PAGE", "1")
    line.add_run(f" {of} ")
    add_field(line, "NUMPAGES", "1")
    return document


def _write_letterhead(document: Document, letter: Letter) -> None:
    """Who writes, to whom, when and under what reference."""
    left = [letter.municipality, letter.committee]
    right = [each for each in (letter.form, letter.dated.isoformat()) if each]
    reference = _("Dnr")
    right += [f"{reference} {each}" for each in letter.references]
    for position, (begins, ends) in enumerate(zip_longest(left, right, fillvalue="")):
        line = document.add_paragraph(style=LETTERHEAD)
        line.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(begins).bold = not position or None
        line.add_run(f"\t{ends}")


def _saved(document: Document, letter: Letter, stamp: datetime) -> bytes:
    """The document's bytes, with what programs show of it."""
    if document.element.body[-2].tag.endswith("}tbl"):
        document.add_paragraph()  # Word wants a paragraph after the last table
    core = document.core_properties
    core.title = core.subject = letter.title[:255]
    core.author = core.last_modified_by = letter.municipality[:255]
    core.language, core.keywords, core.comments = letter.locale, ", ".join(letter.references)[:255], ""
    core.created = core.modified = stamp.replace(tzinfo=None)
    core.revision = 1
    content = BytesIO()
    document.save(content)
    return undated(content.getvalue())
