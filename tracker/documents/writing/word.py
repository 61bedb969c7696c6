"""A follow-up as a Word document: a letter to the committee's agenda (tjänsteskrivelse)."""

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from tracker.documents.writing.follow_up import FollowUp
from tracker.documents.writing.plain import plain
from tracker.documents.writing.word_body import write_sections
from tracker.documents.writing.word_parts import add_field
from tracker.documents.writing.word_styles import LETTERHEAD, dress
from tracker.documents.writing.word_template import Fields, filled

_RIGHT = Mm(158)


def follow_up_docx(said: FollowUp, *, municipality: str, stamp: datetime, template: bytes | None = None) -> bytes:
    """The follow-up in our look, or in the municipality's own template. stamp: when it was frozen (UTC).

    Raises TemplateRefused.
    """
    municipality = plain(municipality)
    if template is None:
        document = new_document(footer=said.title)
        write_letterhead(document, said, municipality)
        document.add_paragraph(said.title, "Title")
        write_sections(document, said.sections)
    else:
        document = filled(template, _fields(said, municipality), lambda into: write_sections(into, said.sections))
    return saved(document, title=said.title, author=municipality, keywords=said.references, stamp=stamp)


def _fields(said: FollowUp, municipality: str) -> Fields:
    return Fields(
        kommun=municipality,
        namnd=said.committee,
        titel=said.title,
        datum=said.as_of.isoformat(),
        sammantrade=said.held_on.isoformat(),
        diarienummer=", ".join(said.references),
    )


def new_document(*, footer: str) -> Document:
    """An empty document in our look. footer: what stands beside the page number on each page."""
    document = docx.Document()
    dress(document)
    line = document.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{footer}\tSida ")
    add_field(line, "PAGE", "1")
    line.add_run(" av ")
    add_field(line, "NUMPAGES", "1")
    return document


def write_letterhead(document: Document, said: FollowUp, municipality: str) -> None:
    """Who writes, to whom, when and under what reference."""
    left = [municipality, said.committee, *("" for _ in said.references)]
    right = ["Tjänsteskrivelse", said.as_of.isoformat(), *(f"Dnr {each}" for each in said.references)]
    for position, (begins, ends) in enumerate(zip(left, right, strict=True)):
        line = document.add_paragraph(style=LETTERHEAD)
        line.paragraph_format.tab_stops.add_tab_stop(_RIGHT, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(begins).bold = not position or None
        line.add_run(f"\t{ends}")


def saved(document: Document, *, title: str, author: str, keywords: tuple[str, ...], stamp: datetime) -> bytes:
    """The document's bytes, with what programs show of it. stamp: when it is said to be made (UTC)."""
    if document.element.body[-2].tag.endswith("}tbl"):
        document.add_paragraph()  # Word wants a paragraph after the last table
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title[:255], author[:255], author[:255]
    core.language, core.keywords, core.comments, core.subject = "sv-SE", ", ".join(keywords)[:255], "", title[:255]
    core.created = core.modified = stamp.replace(tzinfo=None)
    core.revision = 1
    content = BytesIO()
    document.save(content)
    return content.getvalue()
