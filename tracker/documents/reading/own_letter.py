"""The program's own letter of a plan that is written row by row, read back (written by writing/plan_document.py).

Read are the plan's facts, its targets, every row with its amounts, dates and indicator, and the sums that are stated of
the whole plan. The sums by year and the months follow from the rows; the tables of the plan's own document are in the
workbook.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.documents import letter_form as letter
from tracker.documents.reading.committee import NO_COMMITTEE, committee_line
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.recognition import KIND_KEY
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.own_letter_parts import LetterPart, letter_parts
from tracker.documents.reading.own_letter_rows import OwnRows, days_in, read_amount
from tracker.documents.reading.places import placed
from tracker.documents.reading.quotes import quotes_of
from tracker.documents.reading.title import NO_TITLE
from tracker.domain.draft import Evidence, Fact, PlanDraft, PresuppositionDraft, Reading, StatedTotalDraft, TargetDraft
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.words import sentence

_MATTER = re.compile(re.escape(letter.MATTER).replace("%s", "(.+?)"))
_PRESUPPOSED = re.compile(re.escape(letter.PRESUPPOSED).replace("%s", "(.+?)", 1).replace("%s", "(.+?)"))
_OF_MEASURE = re.compile(re.escape(letter.OF_MEASURE).replace("%s", r"(\S+)") + "$")
_REFERENCE = re.compile(r"Dnr\s(.+)")
_REPORT = re.compile(r"Återrapport \d+ Nämnd")
_CELLS = 2


@dataclass(frozen=True, slots=True)
class _Facts:
    kind: PlanKind
    year: int
    unit: Unit


def own_letter(outline: Outline, findings: Findings) -> Reading | None:
    """The plan; None where the document is no letter of ours of such a plan, or a person says that it is of another."""
    parts = letter_parts(outline.blocks)
    found = next(((each, part.line) for part in parts if (each := _facts(part.text)) is not None), None)
    if found is None or findings.answers.get(KIND_KEY, found[0].kind) != found[0].kind:
        return None
    facts, line = found
    rows = OwnRows(facts.kind, facts.year, findings)
    begun = next((place for place, part in enumerate(parts) if letter.ROWS_FOLLOW in part.text), None)
    if begun is None:
        return None
    after = None
    for part in parts[begun + 1 :]:
        if rows.add(part):
            continue
        if part.heading in letter.AFTER_ROWS:
            after = part
            break
        # A row that is not understood must not be left out unseen.
        rows.unread(part.line, part.heading)
    summary = [block.text for part in parts[:begun] if part.heading == letter.SUMMARY for block in part.blocks]
    draft = PlanDraft(
        title=_title(parts, findings),
        committee=_committee(parts, facts.kind, findings),
        year=facts.year,
        kind=facts.kind,
        reference=_reference(parts[:2]),
        unit=facts.unit,
        summary="\n\n".join(summary),
        targets=tuple(_targets(parts[begun], facts, findings)),
        presuppositions=tuple(_presuppositions(parts[begun], rows, findings)),
        measures=rows.measures(),
        stated_totals=tuple(_totals(after, findings)) if after and after.heading == letter.TOTALS else (),
    )
    listed = findings.listed()
    why = Evidence(sentence("dokumentet säger vilket slag det är"), line, findings.where(line))
    return Reading(placed(draft, findings), listed, 100, quotes_of(outline, draft, listed), (why,))


def _reference(parts: list[LetterPart]) -> str:
    """In the letterhead, which stands before the title."""
    cells = [cell for part in parts for line in part.lines for cell in line.cells]
    return next((found[1] for cell in cells if (found := _REFERENCE.fullmatch(cell))), "")


def _facts(text: str) -> _Facts | None:
    found = _MATTER.search(text)
    if not found:
        return None
    kinds, units = {each.swedish: each for each in PlanKind}, {each.value: each for each in Unit}
    if found[1] not in kinds or not found[2].isdecimal() or found[3] not in units:
        return None
    return _Facts(kinds[found[1]], int(found[2]), units[found[3]])


def _title(parts: list[LetterPart], findings: Findings) -> str:
    title = next((part.heading for part in parts if part.level == 1), "")
    if not title:
        findings.error(0, NO_TITLE, Fact.TITLE)
    return title


def _committee(parts: list[LetterPart], kind: PlanKind, findings: Findings) -> str:
    """Who adopts the plan, else who the letterhead says."""
    proposed = f"{letter.ADOPTS}{kind.words.the_name}."
    adopting = next((part.text.removesuffix(proposed) for part in parts if part.text.endswith(proposed)), "")
    head = [cell for part in parts[:2] for line in part.lines for cell in line.cells]
    committee = adopting or next((name for cell in head if (name := committee_line(cell))), "")
    if not committee:
        findings.error(0, NO_COMMITTEE, Fact.COMMITTEE)
    return committee


def _targets(part: LetterPart, facts: _Facts, findings: Findings) -> Iterator[TargetDraft]:
    """What the sentence of the kind says, for each period; in a plan that asks for money it follows from the rows."""
    if facts.kind.rules.target_from is not None:
        return
    states = re.escape(facts.kind.words.states)
    for name, pattern in (("day", r".+?"), ("year", r"(?:helår )?\d{4}"), ("amount", r".+?")):
        states = states.replace(re.escape(f"%({name})s"), f"(?P<{name}>{pattern})")
    for found in re.finditer(states, part.text):
        days = days_in(found["day"])
        amount = read_amount(found["amount"], part.line, findings)
        if days and amount is not None:
            period = Period(int(found["year"][-4:]), found["year"].startswith("helår"))
            own = period == Period(facts.year)
            yield TargetDraft(amount, days[0], "", part.line, period=None if own else period)


def _presuppositions(part: LetterPart, rows: OwnRows, findings: Findings) -> Iterator[PresuppositionDraft]:
    for found in _PRESUPPOSED.finditer(part.text):
        amount = read_amount(found[2], part.line, findings)
        of = _OF_MEASURE.search(found[1])
        if of and not any(row.measure.number == of[1] for row in rows.rows):
            rows.unread(part.line, found[1])
        elif amount is not None:
            label = _OF_MEASURE.sub("", found[1])
            yield PresuppositionDraft(label, amount, of[1] if of else None, part.line)


def _totals(part: LetterPart, findings: Findings) -> Iterator[StatedTotalDraft]:
    """Each sum with the days that are listed below it."""
    label, amount, line = "", None, 0
    days: list[date] = []
    for each in part.lines:
        if _REPORT.match(each.text):
            days += days_in(each.text)
        elif len(each.cells) == _CELLS:
            if amount is not None:
                yield StatedTotalDraft(label, amount, tuple(days), line)
            label, amount, line, days = (
                each.cells[0],
                read_amount(each.cells[1], each.number, findings),
                each.number,
                [],
            )
    if amount is not None:
        yield StatedTotalDraft(label, amount, tuple(days), line)
