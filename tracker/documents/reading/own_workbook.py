"""The program's own workbook of a plan, read back cell by cell and without loss (written by writing/workbook.py).

It is known by a document property. Amounts are what the sheet of measures says; how each was written, and the words of
the document, stand in the sheet of effects.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_cells import OwnRow, own_rows
from tracker.documents.reading.own_sheets import Sheets, own_sheets
from tracker.domain.amount import Amount
from tracker.domain.draft import (
    EffectDraft,
    MeasureDraft,
    PlanDraft,
    PresuppositionDraft,
    StatedTotalDraft,
    TargetDraft,
)
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

_Worth = tuple[EffectKind, Period]


def read_own_workbook(data: bytes) -> PlanDraft:
    """The plan. Raises UnreadableDocument naming the cell where something was changed to what cannot be read."""
    workbook = own_sheets(data)
    facts = {row.text(form.FACT): row for row in own_rows(workbook, form.PLAN)}
    year = _fact(facts, "År").whole(form.VALUE)
    measures = _measures(workbook)
    known = {each.number for measure in measures for each in (measure, *measure.sub_measures)}
    return PlanDraft(
        title=_fact(facts, "Titel").text(form.VALUE),
        committee=_fact(facts, "Nämnd").text(form.VALUE),
        year=year,
        kind=_fact(facts, "Slag").one_of(form.VALUE, {each.swedish: each for each in PlanKind}),
        reference=_fact(facts, "Diarienummer").text(form.VALUE),
        unit=_fact(facts, "Enhet").one_of(form.VALUE, {each.value: each for each in Unit}),
        summary=_fact(facts, "Sammanfattning").text(form.VALUE),
        targets=tuple(
            TargetDraft(row.amount(), row.day(form.AS_OF), row.text(form.LABEL), row.line)
            for row in own_rows(workbook, form.TARGETS)
        ),
        presuppositions=tuple(
            PresuppositionDraft(row.text(form.LABEL), row.amount(), row.among(form.NUMBER, known) or None, row.line)
            for row in own_rows(workbook, form.PRESUPPOSED)
        ),
        measures=measures,
        stated_totals=tuple(_stated(row, known) for row in own_rows(workbook, form.STATED)),
    )


def _stated(row: OwnRow, known: Collection[str]) -> StatedTotalDraft:
    """A workbook of before there were sums of anything but the plan lacks the columns that say of what."""
    total = StatedTotalDraft(row.text(form.LABEL), row.amount(), row.days(form.REPORTED_ON), row.line)
    if form.SUM_OF not in row.columns:
        return total
    kinds = {each.swedish: each for each in EffectKind}
    return replace(
        total,
        kind=row.one_of(form.KIND, kinds) if row.has(form.KIND) else None,
        period=Period(row.whole(form.YEAR), row.text(form.FULL_YEAR) == form.YES) if row.has(form.YEAR) else None,
        numbers=row.all_among(form.SUM_OF, known),
    )


def _fact(facts: dict[str, OwnRow], name: str) -> OwnRow:
    if name not in facts:
        raise UnreadableDocument(
            sentence("Arket %(plan)s saknar raden ”%(name)s”. Skriv ut arbetsboken på nytt.", plan=form.PLAN, name=name)
        )
    return facts[name]


def _measures(workbook: Sheets) -> tuple[MeasureDraft, ...]:
    rows = [row for row in own_rows(workbook, form.MEASURES) if row.has(form.ROW)]
    effects = _written(workbook)
    dates: dict[int, list[date]] = {}
    for row in own_rows(workbook, form.REPORTS):
        dates.setdefault(row.whole(form.ROW), []).append(row.day(form.HELD_ON))
    parents = {row.whole(form.ROW): row.whole(form.PART_OF) if row.has(form.PART_OF) else None for row in rows}
    known = set(parents)
    if len(known) < len(rows) or any(parent is not None and parent >= own for own, parent in parents.items()):
        raise UnreadableDocument(
            sentence(
                "Arket %(measures)s: kolumnen %(row)s ska ha varje nummer en gång, i ordning.",
                measures=form.MEASURES,
                row=form.ROW,
            )
        )
    if any(parent is not None and parent not in known for parent in parents.values()):
        raise UnreadableDocument(
            sentence(
                "Arket %(measures)s: kolumnen %(part_of)s pekar på en rad som inte finns.",
                measures=form.MEASURES,
                part_of=form.PART_OF,
            )
        )

    def under(parent: int | None) -> tuple[MeasureDraft, ...]:
        return tuple(
            replace(
                _measure(row, effects.get(row.whole(form.ROW), {})),
                report_dates=tuple(sorted(set(dates.get(row.whole(form.ROW), ())))),
                sub_measures=under(row.whole(form.ROW)),
            )
            for row in rows
            if parents[row.whole(form.ROW)] == parent
        )

    return under(None)


def _measure(row: OwnRow, written: dict[_Worth, EffectDraft]) -> MeasureDraft:
    """A workbook of before there were other kinds of plans lacks the column of forms."""
    kept = form.ROW_FORM in row.columns
    return MeasureDraft(
        number=row.text(form.NUMBER),
        title=row.text(form.TITLE),
        description=row.text(form.DESCRIPTION),
        effects=tuple(_effects(row, written)),
        owner_email=row.text(form.EMAIL) or None,
        unit=row.text(form.UNIT_OF_WORK),
        status=row.one_of(form.STATUS, {each.swedish: each for each in Status}),
        line=row.line,
        form=row.one_of(form.ROW_FORM, {each.swedish: each for each in Form}) if kept else Form.MEASURE,
        falls_to=(row.text(form.FALLS_TO) or None) if kept else None,
    )


def _effects(row: OwnRow, written: dict[_Worth, EffectDraft]) -> Iterator[EffectDraft]:
    """First those that were written out, in their order; then what has been added in an empty cell."""
    offered = _offered(row)
    for worth in [*(each for each in written if each in offered), *(each for each in offered if each not in written)]:
        of = form.effect_name(*worth)
        if not row.has_amount(of):
            continue
        before = written.get(worth)
        amount = row.amount(of, like=before.amount if before else Amount.exact(0))
        yield EffectDraft(*worth, amount, before.label if before else of, row.line)


def _offered(row: OwnRow) -> list[_Worth]:
    """The kinds and periods that the sheet has columns for."""
    years = {int(word[-4:]) for word in (each.partition(",")[0] for each in row.columns) if word[-4:].isdigit()}
    periods = [Period(year, full_year) for full_year in (False, True) for year in sorted(years)]
    return [
        (kind, period)
        for period in periods
        for kind in EffectKind
        if form.amount_columns(form.effect_name(kind, period))[0] in row.columns
    ]


def _written(workbook: Sheets) -> dict[int, dict[_Worth, EffectDraft]]:
    """How the newest effect of each measure, kind and period was written."""
    found: dict[int, dict[_Worth, EffectDraft]] = {}
    for row in own_rows(workbook, form.EFFECTS):
        kind = row.one_of(form.KIND, {each.swedish: each for each in EffectKind})
        period = Period(row.whole(form.YEAR), row.text(form.FULL_YEAR) == form.YES)
        effect = EffectDraft(kind, period, row.amount(), row.text(form.LABEL), row.line)
        found.setdefault(row.whole(form.ROW), {})[kind, period] = effect
    return found
