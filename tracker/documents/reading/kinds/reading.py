"""The reading of a document of another kind than an action plan: what every plan says of itself, and the kind's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tracker.documents.reading.committee import committee_of
from tracker.documents.reading.confidence import confidence_of
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.allocation import allocation_in
from tracker.documents.reading.kinds.needs import needs_in
from tracker.documents.reading.kinds.operational import goals_in
from tracker.documents.reading.kinds.parts import Parts
from tracker.documents.reading.kinds.recognition import Recognised
from tracker.documents.reading.kinds.unread import amounts_of
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.places import placed
from tracker.documents.reading.quotes import quotes_of
from tracker.documents.reading.reference import reference_of
from tracker.documents.reading.stream import stream
from tracker.documents.reading.summary import summary_of
from tracker.documents.reading.title import title_of
from tracker.documents.reading.unit import usual_unit
from tracker.documents.reading.year import YEAR_KEY, years_in
from tracker.domain.draft import Fact, PlanDraft, Reading
from tracker.domain.laid_out import LaidOut
from tracker.domain.words import sentence

READERS: Mapping[LaidOut, Callable[[Outline, int, Findings], Parts]] = {
    LaidOut.POSTS: allocation_in,
    LaidOut.NEEDS: needs_in,
    LaidOut.GOALS: goals_in,
}
"""An action plan is read by plan.py."""


def plan_of_kind(outline: Outline, known: Recognised, findings: Findings) -> Reading:
    """The plan in an outline whose kind is known."""
    pieces = stream(outline)
    title = title_of(pieces, findings)
    if known.name and not known.is_named_in(title):
        title = known.name
    read = READERS[known.kind.rules.laid_out](outline, _year(title, findings), findings)
    if not read.year:
        none = sentence("Planens år framgår inte. Skriv året i rubriken, till exempel ”Verksamhetsplan 2026”.")
        findings.error(0, none, Fact.YEAR)
    amounts = [*amounts_of(read.measures), *(each.amount for each in read.targets)]
    amounts += [cell for table in read.tables for row in table.rows for cell in row.cells if cell is not None]
    draft = PlanDraft(
        title=title,
        committee=committee_of(pieces, findings),
        year=read.year,
        kind=known.kind,
        reference=reference_of(pieces),
        unit=usual_unit(amounts),
        summary=summary_of(pieces),
        targets=read.targets,
        measures=read.measures,
        stated_totals=read.totals,
        stated_tables=read.tables,
    )
    found = findings.listed()
    confidence = confidence_of(draft, outline, found, set(read.lines))
    evidence = tuple(replace(each, place=findings.where(each.line)) for each in known.evidence)
    return Reading(placed(draft, findings), found, confidence, quotes_of(outline, draft, found), evidence)


def _year(title: str, findings: Findings) -> int:
    """What a person has answered, else the one that the title names; 0 where neither says."""
    answered = findings.answers.get(YEAR_KEY, "")
    named = years_in(answered) or years_in(title)
    return named[0] if len(named) == 1 else 0
