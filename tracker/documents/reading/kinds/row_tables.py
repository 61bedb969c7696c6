"""Tables of assignments and of activities: a name in each row, with status and who answers for it."""

import re
from collections.abc import Iterator

from tracker.documents.reading.committee import committees_in
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, one_line
from tracker.documents.reading.owner import owner_in
from tracker.documents.reading.status_words import status_of
from tracker.documents.reading.tables.cells import NOTHING
from tracker.domain.draft import MeasureDraft
from tracker.domain.form import Form
from tracker.domain.status import Status
from tracker.domain.words import sentence

_NAMES = (
    (re.compile(r"(?:\w+ )?uppdrag(?:et|en)?(?: från .{3,60})?", re.IGNORECASE), Form.ASSIGNMENT),
    (re.compile(r"(?:aktivitet(?:er)?|insats(?:er)?|åtgärd(?:er)?)", re.IGNORECASE), Form.ACTIVITY),
)
_STATUS = re.compile(r"status", re.IGNORECASE)
_OWNER = re.compile(r"ansvar\w*\b.{0,40}", re.IGNORECASE)
_BOX = re.compile(r"(?P<box>☐|☒|☑|✓|✔|\[[ xX]?\]|<input[^<>]{0,80}>) ?(?P<words>[^☐☒☑✓✔\[<]{2,40})")
_TAG = re.compile(r"<[^<>]{0,80}>")
_MARKED = re.compile(r"[☒☑✓✔xX]|checked")


def rows_in(block: Block, findings: Findings) -> Iterator[MeasureDraft]:
    """The rows of such a table, without numbers; nothing for any other block."""
    lines = [line for line in block.lines if line.grid]
    if block.kind is not BlockKind.TABLE or len(lines) < 2:
        return
    head = [one_line(each) for each in lines[0].grid]
    form = next((form for rule, form in _NAMES if rule.fullmatch(head[0])), None)
    status = next((n for n, each in enumerate(head) if _STATUS.fullmatch(each)), None)
    owner = next((n for n, each in enumerate(head) if n and _OWNER.fullmatch(each)), None)
    if form is None or (status is None and owner is None):
        return
    for line in lines[1:]:
        title = one_line(line.cell(0))
        if not title or [one_line(each) for each in line.grid] == head:
            continue
        words = "" if status is None else one_line(line.cell(status))
        read = None if not words or NOTHING.fullmatch(words) else status_in(words)
        if words and read is None and not NOTHING.fullmatch(words):
            findings.warning(
                line.number,
                sentence(
                    "Statusen ”%(text)s” känns inte igen och sattes inte. Sätt den när planen är sparad.",
                    text=words[:60],
                ),
            )
        name, address, office = _whose("" if owner is None else one_line(line.cell(owner)))
        yield MeasureDraft(
            number="",
            title=title,
            owner=name,
            owner_email=address,
            unit=office,
            status=read or Status.NOT_STARTED,
            status_words=_TAG.sub(" ", words).strip() if read else "",
            line=line.number,
            form=form,
        )


def status_in(cell: str) -> Status | None:
    """The status that a cell names; of several with boxes, the one that is marked.

    >>> status_in("☐ Ej påbörjad ☒ Pågår ☐ Klar"), status_in("[ ] Pågår [ ] Klar"), status_in("☐ Ej påbörjad")
    (<Status.IN_PROGRESS: 'in_progress'>, None, <Status.NOT_STARTED: 'not_started'>)
    """
    boxes = list(_BOX.finditer(cell))
    if len(boxes) < 2:
        return status_of(_TAG.sub(" ", cell))
    marked = [each["words"] for each in boxes if _MARKED.search(each["box"])]
    return status_of(marked[0]) if len(marked) == 1 else None


def _whose(cell: str) -> tuple[str, str | None, str]:
    """The person's name and address, or the committee or office that answers for it."""
    if not cell or NOTHING.fullmatch(cell):
        return "", None, ""
    if committees_in(cell) or re.search(r"förvaltning|kontor|avdelning|enhet\b", cell, re.IGNORECASE):
        return "", None, cell
    return (*owner_in(cell), "")
