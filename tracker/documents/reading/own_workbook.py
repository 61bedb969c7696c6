"""The program's own workbook of a plan, read back cell by cell and without loss (written by writing/workbook.py).

It is known by a document property. What its kind of plan calls things is what its sheets and columns are called.
"""

from collections.abc import Collection
from dataclasses import replace

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_cells import OwnRow, own_rows
from tracker.documents.reading.own_measures import effects_by_word, own_measures
from tracker.documents.reading.own_sheets import own_sheets
from tracker.documents.reading.own_tables import own_tables
from tracker.domain.draft import PlanDraft, PresuppositionDraft, StatedTotalDraft, TargetDraft
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument


def read_own_workbook(data: bytes) -> PlanDraft:
    """The plan. Raises UnreadableDocument naming the cell where something was changed to what cannot be read."""
    workbook = own_sheets(data)
    facts = {row.text(form.FACT): row for row in own_rows(workbook, form.PLAN)}
    kind = _fact(facts, "Slag").one_of(form.VALUE, {each.swedish: each for each in PlanKind})
    draft = PlanDraft(
        title=_fact(facts, "Titel").text(form.VALUE),
        committee=_fact(facts, "Nämnd").text(form.VALUE),
        year=_fact(facts, "År").whole(form.VALUE),
        kind=kind,
        reference=_fact(facts, "Diarienummer").text(form.VALUE),
        unit=_fact(facts, "Enhet").one_of(form.VALUE, {each.value: each for each in Unit}),
        summary=_fact(facts, "Sammanfattning").text(form.VALUE),
        targets=tuple(_target(row) for row in own_rows(workbook, form.targets_sheet(kind), needed=False)),
        measures=own_measures(workbook, kind),
        stated_tables=own_tables(workbook),
    )
    known = {each.number for each in draft.every_measure}
    return replace(
        draft,
        presuppositions=tuple(
            PresuppositionDraft(row.text(form.LABEL), row.amount(), row.among(form.NUMBER, known) or None, row.line)
            for row in own_rows(workbook, form.PRESUPPOSED, needed=False)
        ),
        stated_totals=tuple(_stated(row, kind, known) for row in own_rows(workbook, form.STATED, needed=False)),
    )


def _target(row: OwnRow) -> TargetDraft:
    """A workbook of before there were targets of other years lacks the columns that say so."""
    target = TargetDraft(row.amount(), row.day(form.AS_OF), row.text(form.LABEL), row.line)
    if form.YEAR not in row.columns or not row.has(form.YEAR):
        return target
    return replace(target, period=_period(row))


def _period(row: OwnRow) -> Period:
    return Period(row.whole(form.YEAR), row.text(form.FULL_YEAR) == form.YES)


def _stated(row: OwnRow, kind: PlanKind, known: Collection[str]) -> StatedTotalDraft:
    """A workbook of before there were sums of anything but the plan lacks the columns that say of what."""
    total = StatedTotalDraft(row.text(form.LABEL), row.amount(), row.days(form.REPORTED_ON), row.line)
    if form.sum_of(kind) not in row.columns:
        return total
    return replace(
        total,
        kind=row.one_of(form.KIND, effects_by_word(kind)) if row.has(form.KIND) else None,
        period=_period(row) if row.has(form.YEAR) else None,
        numbers=row.all_among(form.sum_of(kind), known),
    )


def _fact(facts: dict[str, OwnRow], name: str) -> OwnRow:
    if name not in facts:
        raise UnreadableDocument(
            sentence("Arket %(plan)s saknar raden ”%(name)s”. Skriv ut arbetsboken på nytt.", plan=form.PLAN, name=name)
        )
    return facts[name]
