"""Reading any document with a plan: the program's own workbook cell by cell, every other by its wording."""

import json
from collections.abc import Mapping

from tracker.documents.reading.containers import outline_of
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.isolated import outline_from, outline_json
from tracker.documents.reading.own_letter import own_letter
from tracker.documents.reading.own_sheets import is_own_workbook
from tracker.documents.reading.own_workbook import read_own_workbook
from tracker.documents.reading.plan import plan_in
from tracker.domain.draft import Reading


def read_plan(data: bytes, filename: str, answers: Mapping[str, str] | None = None, *, outlined: str = "") -> Reading:
    """Read an action plan. filename: only its extension matters.

    answers: what a person has answered to the questions of an earlier reading of the same bytes, by the question's key;
    the program's own workbook leaves nothing to ask. outlined: what outline_text gave for the same bytes, where it is
    at hand: that is the long part of the work. Raises UnreadableDocument, with a Swedish line that says what to do,
    where the file is no readable document at all.
    """
    if is_own_workbook(data):
        return Reading(read_own_workbook(data), confidence=100)
    findings = Findings(answers or {})
    outline = outline_from(json.loads(outlined), findings) if outlined else outline_of(data, filename, findings)
    return own_letter(outline, findings) or plan_in(outline, findings)


def outline_text(data: bytes, filename: str) -> str:
    """The document's outline, to be kept for reading it again; "" for the program's own workbook.

    Raises UnreadableDocument.
    """
    if is_own_workbook(data):
        read_own_workbook(data)
        return ""
    findings = Findings()
    return json.dumps(outline_json(outline_of(data, filename, findings), findings), ensure_ascii=False)
