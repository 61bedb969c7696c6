"""The whole reading: a file into a plan's draft and its findings."""

from tracker.documents.reading.committee import committee_of
from tracker.documents.reading.containers import outline_of
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.layout import Layout, layout_of
from tracker.documents.reading.leftovers import report_leftovers
from tracker.documents.reading.measures import measure_of
from tracker.documents.reading.presuppositions import presuppositions_of
from tracker.documents.reading.reference import reference_of
from tracker.documents.reading.rows import Row
from tracker.documents.reading.summary import summary_of
from tracker.documents.reading.target import deficits_in, targets_of
from tracker.documents.reading.title import title_of
from tracker.documents.reading.totals import check_totals, totals_of
from tracker.documents.reading.unit import stated_unit, usual_unit
from tracker.documents.reading.year import year_of
from tracker.domain.draft import MeasureDraft, PlanDraft, Reading, StatedTotalDraft, TargetDraft
from tracker.domain.money import Unit


def read_plan(data: bytes, filename: str) -> Reading:
    """Read an action plan. filename: only its extension matters.

    Returns the draft as far as it was understood and the findings by line; a reading with errors must not be saved.
    Raises UnreadableDocument, with a Swedish line that says what to do, where the file is no readable document at all.
    """
    findings = Findings()
    layout = layout_of(outline_of(data, filename, findings), findings)
    title = title_of(layout.preamble, findings)
    committee = committee_of(layout.preamble, findings)
    year = year_of(title, layout, findings)
    stated = stated_unit(layout.preamble)
    deficits = list(deficits_in(layout.preamble))
    targets = targets_of(deficits, year, findings)
    measures = _measures(layout, year, findings)
    presuppositions = presuppositions_of(layout.preamble, deficits, measures, findings)
    total_rows = [piece for piece in layout.totals if isinstance(piece, Row)]
    totals = totals_of(total_rows, year=year, stated=stated, findings=findings)
    check_totals(totals, measures, presuppositions, year, findings)
    report_leftovers(layout, findings)
    draft = PlanDraft(
        title=title,
        committee=committee,
        year=year,
        reference=reference_of(layout.preamble),
        unit=_unit(targets, measures, totals),
        summary=summary_of(layout.preamble),
        targets=targets,
        presuppositions=presuppositions,
        measures=measures,
        stated_totals=totals,
    )
    return Reading(draft, findings.listed())


def _measures(layout: Layout, year: int, findings: Findings) -> tuple[MeasureDraft, ...]:
    if not layout.parts:
        findings.error(
            0,
            "Inga åtgärder hittades. Skriv varje åtgärd som en numrerad rubrik (”1. Rubrik”) med en rad för beloppet "
            "(”Prognos besparing: 1,2 mnkr”) och en för varje återrapport (”Återrapport 1 Nämnd 2019-06-12”).",
        )
    stated = stated_unit(layout.preamble)
    return tuple(measure_of(part, year=year, stated=stated, findings=findings) for part in layout.parts)


def _unit(
    targets: tuple[TargetDraft, ...], measures: tuple[MeasureDraft, ...], totals: tuple[StatedTotalDraft, ...]
) -> Unit:
    effects = [effect.amount for measure in measures for effect in measure.effects]
    return usual_unit([*(each.amount for each in targets), *effects, *(each.amount for each in totals)])
