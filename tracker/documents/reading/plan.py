"""The whole reading of an outline: into a plan's draft and its findings."""

from collections.abc import Sequence

from tracker.documents.reading.committee import committee_of
from tracker.documents.reading.confidence import confidence_of
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.reading import READERS, plan_of_kind
from tracker.documents.reading.kinds.recognition import recognised
from tracker.documents.reading.layout import Layout, layout_of
from tracker.documents.reading.leftovers import report_leftovers
from tracker.documents.reading.measures import measure_of
from tracker.documents.reading.merging import merged
from tracker.documents.reading.outline import Block, Outline
from tracker.documents.reading.places import placed
from tracker.documents.reading.plausible import check_sizes
from tracker.documents.reading.presuppositions import presuppositions_of
from tracker.documents.reading.quotes import quotes_of
from tracker.documents.reading.reference import reference_of
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.summary import summary_of
from tracker.documents.reading.tables.dates import dates_in_table, split_date_table, with_dates
from tracker.documents.reading.tables.finding import Table, split_tables
from tracker.documents.reading.tables.loose import loose_dates, loose_totals
from tracker.documents.reading.tables.reading import TableReading, read_tables, years_named
from tracker.documents.reading.tables.stated import stated_tables
from tracker.documents.reading.target import deficits_in, targets_of
from tracker.documents.reading.title import title_of
from tracker.documents.reading.totals import check_totals, scoped, totals_of
from tracker.documents.reading.unit import stated_unit, usual_unit
from tracker.documents.reading.year import year_of
from tracker.domain.draft import Fact, MeasureDraft, PlanDraft, Reading, StatedTotalDraft, TargetDraft
from tracker.domain.money import Unit
from tracker.domain.words import sentence

_TOTALS = (RowKind.TOTAL, RowKind.EFFECT, RowKind.REPORT)


def plan_in(outline: Outline, findings: Findings) -> Reading:
    """The plan in an outline. findings: what was found on the way to it, with the answers to an earlier reading.

    Returns the draft as far as it was understood and the findings by line; a reading with errors must not be saved.
    """
    known = recognised(outline, findings)
    if known is not None and known.kind.rules.laid_out in READERS:
        return plan_of_kind(outline, known, findings)
    tables, without_tables = split_tables(outline)
    date_table, text = split_date_table(without_tables)
    layout = _layout(layout_of(text, findings), tables)
    title = title_of(layout.preamble, findings)
    committee = committee_of(layout.preamble, findings)
    year = year_of(title, layout, findings, tables=years_named(tables))
    stated = stated_unit(layout.preamble)
    deficits = list(deficits_in(layout.preamble, stated, findings))
    targets = targets_of(deficits, year, findings)
    from_tables = read_tables(tables, year=year, stated=stated, findings=findings)
    measures = _measures(layout, from_tables, year=year, stated=stated, findings=findings)
    if date_table is not None:
        days = dates_in_table(date_table, year, findings)
        measures = with_dates(measures, days, date_table.line, findings)
    elif tables and not layout.parts:
        measures = loose_dates(layout.preamble, measures, year, findings)
    presuppositions = presuppositions_of(layout.preamble, deficits, measures, findings)
    total_rows = [piece for piece in layout.totals if isinstance(piece, Row) and piece.kind in _TOTALS]
    if tables and not layout.parts:
        total_rows = loose_totals(layout.preamble, tables)
    totals = totals_of(total_rows, year=year, stated=stated, findings=findings)
    presupposed = {each.measure_number for each in presuppositions if each.measure_number is not None}
    of_tables = scoped(from_tables.totals, measures, presupposed, year)
    check_totals(totals, measures, presuppositions, year, findings)
    check_sizes(measures, targets, findings)
    report_leftovers(layout, findings)
    draft = PlanDraft(
        title=title,
        committee=committee,
        year=year,
        reference=reference_of(layout.preamble),
        unit=_unit(targets, measures, [*totals, *of_tables]),
        summary=summary_of(layout.preamble),
        targets=targets,
        presuppositions=presuppositions,
        measures=tuple(measures),
        stated_totals=(*totals, *of_tables),
        stated_tables=stated_tables(text, findings),
    )
    found = findings.listed()
    confidence = confidence_of(draft, outline, found, from_tables.lines | _lines_of(date_table))
    evidence = known.evidence if known is not None else ()
    return Reading(placed(draft, findings), found, confidence, quotes_of(outline, draft, found), evidence)


def _layout(layout: Layout, tables: Sequence[Table]) -> Layout:
    """Where tables hold the measures, numbered texts without an amount or a report are no measures."""
    if not tables or any(
        isinstance(piece, Row) and piece.kind in _TOTALS for part in layout.parts for piece in part.pieces
    ):
        return layout
    texts = [piece for part in layout.parts for piece in (part.heading, *part.pieces)]
    return Layout([*layout.preamble, *texts, *layout.totals, *layout.rest], [], [], [])


def _measures(
    layout: Layout, tables: TableReading, *, year: int, stated: Unit | None, findings: Findings
) -> list[MeasureDraft]:
    if not layout.parts and not tables.measures:
        findings.error(
            0,
            sentence(
                "Inga åtgärder hittades. Skriv varje åtgärd som en numrerad rubrik (”1. Rubrik”) med en rad för "
                "beloppet "
                "(”Prognos besparing: 1,2 mnkr”) och en för varje återrapport (”Återrapport 1 Nämnd 2019-06-12”), "
                "eller "
                "alla i en tabell med kolumnerna Nr, Åtgärd, Ansvarig och Effekt (tkr)."
            ),
            Fact.MEASURES,
        )
    in_text = [measure_of(part, year=year, stated=stated, findings=findings) for part in layout.parts]
    return merged(in_text, tables.measures, findings)


def _unit(targets: Sequence[TargetDraft], measures: Sequence[MeasureDraft], totals: Sequence[StatedTotalDraft]) -> Unit:
    effects = [
        effect.amount for measure in measures for each in (measure, *measure.sub_measures) for effect in each.effects
    ]
    return usual_unit([*(each.amount for each in targets), *effects, *(each.amount for each in totals)])


def _lines_of(block: Block | None) -> set[int]:
    return {line.number for line in block.lines} if block is not None else set()
