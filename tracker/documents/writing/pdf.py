"""A letter as PDF: archivable, tagged, in its own language."""

from datetime import datetime
from typing import Any

from tracker.documents.writing.content import Block, Items, Letter, Paragraph, Section, Table
from tracker.documents.writing.typesetting import pdf, picture, set_text
from tracker.domain.bridge import BridgeStep
from tracker.language import gettext as _
from tracker.language import pgettext, speaking


def letter_pdf(letter: Letter, *, stamp: datetime) -> bytes:
    """The letter. stamp: when it was frozen (UTC); the same input gives the same bytes."""
    with speaking(letter.language):
        return pdf("letter.typ", _data(letter), stamp=stamp)


def _data(letter: Letter) -> dict[str, Any]:
    by = letter.municipality
    described = _("%(form)s från %(municipality)s", form=letter.form, municipality=by)
    language, region = letter.locale.split("-")
    return {
        "language": language,
        "region": region,
        "page": [_("Sida"), pgettext("page", "av")],
        "reference": _("Dnr"),
        "name": letter.title,
        "author": [by],
        "keywords": [letter.committee, *letter.references],
        "description": described if letter.form else _("Från %(municipality)s", municipality=by),
        "municipality": set_text(by),
        "committee": set_text(letter.committee),
        "form": letter.form,
        "date": letter.dated.isoformat(),
        "references": [set_text(each) for each in letter.references],
        "footer": set_text(letter.title),
        "title": set_text(letter.title),
        "sections": [_section(each) for each in letter.sections],
    }


def bridge_picture(steps: tuple[BridgeStep, ...]) -> bytes:
    """The bridge as a PNG."""
    return picture("bridge_picture.typ", {"steps": _steps(steps), "about": ""})


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "heading": set_text(section.heading),
        "blocks": [_block(each) for each in section.blocks],
        "sections": [_section(each) for each in section.sections],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": block.kind, "tone": block.tone.value, "text": set_text(block.text)}
        case Items():
            return {"kind": block.kind, "items": [[set_text(about), set_text(rest)] for about, rest in block.items]}
        case Table():
            return _table(block)
        case _:
            return {"kind": block.kind, "steps": _steps(block.steps), "about": block.about}


def _table(table: Table) -> dict[str, Any]:
    """A table as table-of() in the templates takes it; its first column is as wide as the page allows."""
    return {
        "kind": table.kind,
        "caption": set_text(table.caption),
        "head": [set_text(each) for each in table.head],
        "columns": table.width,
        "labels": table.labels,
        "rows": [[set_text(cell) for cell in row] for row in table.rows],
        "strong": list(table.strong),
        "wide": 0,
    }


def _steps(steps: tuple[BridgeStep, ...]) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind.value,
            "end": each.kind.is_end,
            "label": set_text(each.label),
            "amount": set_text(each.amount),
            "low": each.low_kr,
            "high": each.high_kr,
        }
        for each in steps
    ]
