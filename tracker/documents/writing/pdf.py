"""A follow-up as PDF: archivable, tagged, in Swedish."""

from datetime import datetime
from typing import Any

from tracker.documents.writing.content import Block, Items, Paragraph, Section, Table
from tracker.documents.writing.follow_up import FollowUp
from tracker.documents.writing.plain import plain
from tracker.documents.writing.typesetting import pdf, picture, set_text
from tracker.domain.bridge import BridgeStep


def follow_up_pdf(said: FollowUp, *, municipality: str, stamp: datetime) -> bytes:
    """The follow-up as a letter to the agenda. stamp: when it was frozen; the same input gives the same bytes."""
    data = {
        "name": said.title,
        "author": [plain(municipality)],
        "keywords": [said.committee, *said.references],
        "description": f"Tjänsteskrivelse från {plain(municipality)}",
        "municipality": set_text(plain(municipality)),
        "committee": set_text(said.committee),
        "form": "Tjänsteskrivelse",
        "date": said.as_of.isoformat(),
        "references": [set_text(each) for each in said.references],
        "footer": set_text(said.title),
        "title": set_text(said.title),
        "sections": [_section(each) for each in said.sections],
    }
    return pdf("follow_up.typ", data, stamp=stamp)


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
            return table_data(block)
        case _:
            return {"kind": block.kind, "steps": _steps(block.steps), "about": block.about}


def table_data(table: Table) -> dict[str, Any]:
    """A table as table-of() in the templates takes it; its first column is as wide as the page allows."""
    return {
        "kind": table.kind,
        "caption": set_text(table.caption),
        "head": [set_text(each) for each in table.head],
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
