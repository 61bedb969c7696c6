"""A plan with all that is known of it, gathered for the documents that hold a whole plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.documents.plan_book import BookEffect, BookReport, BookValue, PlanBook
from tracker.domain.course import Phasing
from tracker.domain.dates import STOCKHOLM
from tracker.domain.draft import (
    EffectDraft,
    IndicatorDraft,
    MeasureDraft,
    PlanDraft,
    PresuppositionDraft,
    StatedTotalDraft,
    TargetDraft,
)
from tracker.domain.effect import Effect
from tracker.domain.indicator import IndicatorStanding, Said
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.domain.person import Person
from tracker.domain.plan import Plan, StatedTotal
from tracker.domain.status import Status
from tracker.services.balances import plan_balance
from tracker.store import (
    committees,
    effects,
    indicators,
    measures,
    meetings,
    people,
    phasings,
    reports,
    stated_tables,
    targets,
)


def plan_book(db: Database, settings: Settings, plan: Plan, *, today: date) -> PlanBook:
    """The plan as it stands at the end of that (Stockholm) day, with its effects until then and every report."""
    listed = measures.of_plan(db, plan.id)
    rows = {each.id: row for row, each in enumerate(listed, 1)}
    history = {each.id: [e for e in effects.of_measure(db, each.id) if e.as_of <= today] for each in listed}
    owners = people.by_ids(db, (each.owner_id for each in listed if each.owner_id is not None))
    days = _report_days(db, settings, plan)
    known = _Known(
        listed=listed,
        effects=history,
        statuses=measures.statuses(db, plan.id, today),
        owners=owners,
        days=days,
        phasings=phasings.of_plan(db, plan.id, plan.year, today),
        indicators=indicators.of_plan(db, plan.id, plan.year, today),
    )
    draft = PlanDraft(
        title=plan.title,
        committee=committees.by_id(db, plan.committee_id).name,
        year=plan.year,
        kind=plan.kind,
        reference=plan.reference,
        unit=plan.unit,
        summary=plan.summary,
        targets=_targets(db, plan),
        presuppositions=_presuppositions(db, plan, listed),
        measures=known.under(None),
        stated_totals=tuple(_stated(each, listed) for each in targets.stated_totals(db, plan.id)),
        stated_tables=tuple(stated_tables.of_plan(db, plan.id)),
    )
    return PlanBook(
        draft=draft,
        as_of=today,
        owners={each.email: each.name for each in owners.values()},
        effects=tuple(
            BookEffect(rows[e.measure_id], e.kind, e.period, e.amount, e.as_of, e.label)
            for each in listed
            for e in history[each.id]
        ),
        reports=_reports(db, rows, days),
        failing=_failing(db, plan, today),
        values=tuple(
            BookValue(rows[each.measure_id], each.said, each.year, each.value, each.as_of)
            for each in indicators.history(db, plan.id, today)
            if each.measure_id in rows
        ),
    )


_Days = dict[int, dict[int, date]]
"""The days of the meetings that each measure is reported to, by measure and meeting."""


def _report_days(db: Database, settings: Settings, plan: Plan) -> _Days:
    held = {
        meeting.id: meeting.held_on
        for meeting in meetings.of_committee(db, plan.committee_id, settings.meetings.deadline_rule)
    }
    days: _Days = {}
    for report in reports.of_plan(db, plan.id):
        days.setdefault(report.measure_id, {})[report.meeting_id] = held[report.meeting_id]
    return days


def _targets(db: Database, plan: Plan) -> tuple[TargetDraft, ...]:
    """Every target, period by period, the oldest first; those of the plan's own year have no period."""
    own = Period(plan.year)
    return tuple(
        TargetDraft(each.amount, each.as_of, each.label, period=None if each.period == own else each.period)
        for each in targets.of_every_period(db, plan.id)
    )


def _stated(each: StatedTotal, listed: list[Measure]) -> StatedTotalDraft:
    numbers = {measure.id: measure.number for measure in listed}
    of = tuple(numbers[measure_id] for measure_id in each.measure_ids)
    return StatedTotalDraft(each.label, each.amount, period=each.period, kind=each.kind, numbers=of)


def _presuppositions(db: Database, plan: Plan, listed: list[Measure]) -> tuple[PresuppositionDraft, ...]:
    numbers = {each.id: each.number for each in listed}
    return tuple(
        PresuppositionDraft(each.label, each.amount, numbers.get(each.measure_id or 0) or None)
        for each in targets.presuppositions(db, plan.id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of a plan's measures, by the measure's id; gathers them with their parts, as a draft has them."""

    listed: Sequence[Measure]
    effects: Mapping[int, Sequence[Effect]]
    statuses: Mapping[int, Status]
    owners: Mapping[int, Person]
    days: _Days
    phasings: Sequence[Phasing]
    indicators: Mapping[int, IndicatorStanding]

    def under(self, parent_id: int | None) -> tuple[MeasureDraft, ...]:
        return tuple(self._draft(each) for each in self.listed if each.parent_id == parent_id)

    def _draft(self, measure: Measure) -> MeasureDraft:
        newest = {(each.kind, each.period): each for each in self.effects[measure.id]}
        owner = self.owners.get(measure.owner_id or 0)
        indicator = self.indicators.get(measure.id)
        return MeasureDraft(
            number=measure.number,
            title=measure.title,
            description=measure.description,
            effects=tuple(EffectDraft(e.kind, e.period, e.amount, e.label) for e in newest.values()),
            report_dates=tuple(sorted(self.days.get(measure.id, {}).values())),
            sub_measures=self.under(measure.id),
            owner_email=owner.email if owner else None,
            unit=measure.unit,
            status=self.statuses.get(measure.id, Status.NOT_STARTED),
            form=measure.form,
            falls_to=next((each.number for each in self.listed if each.id == measure.falls_to_id), None),
            phasings=tuple((each.kind, each.shape) for each in self.phasings if each.measure_id == measure.id),
            indicator=None if indicator is None else _indicator(indicator),
        )


def _indicator(standing: IndicatorStanding) -> IndicatorDraft:
    indicator = standing.indicator
    of_said = {Said.TARGET: standing.targets, Said.OUTCOME: standing.outcomes}
    return IndicatorDraft(
        measured=indicator.measured,
        better=indicator.better,
        followed_up=indicator.followed_up,
        measured_from=indicator.measured_from,
        values=tuple(
            (said, year, of_said[said][year])
            for year in sorted({*standing.targets, *standing.outcomes})
            for said in Said
            if year in of_said[said]
        ),
    )


def _reports(db: Database, rows: dict[int, int], days: _Days) -> tuple[BookReport, ...]:
    said = {
        meeting_id: reports.newest_versions(db, meeting_id)
        for meeting_id in {meeting_id for of_measure in days.values() for meeting_id in of_measure}
    }
    found = []
    for measure_id, of_measure in days.items():
        for meeting_id, held_on in of_measure.items():
            version = said[meeting_id].get(measure_id)
            if measure_id not in rows:
                continue
            if version is None:
                found.append(BookReport(rows[measure_id], held_on))
                continue
            found.append(
                BookReport(
                    row=rows[measure_id],
                    held_on=held_on,
                    status=version.status,
                    forecast=version.forecast,
                    outcome=version.outcome,
                    text=version.text,
                    author=version.author,
                    submitted_on=version.submitted_at.astimezone(STOCKHOLM).date(),
                    value=version.value,
                )
            )
    return tuple(found)


def _failing(db: Database, plan: Plan, today: date) -> tuple[int, int]:
    """What of the presupposed is not expected any more, as the balance has it (DESIGN 3.3)."""
    balance = plan_balance(db, plan, today)
    gap, target = balance.gap, balance.target
    if gap is None or target is None or target.amount.low_kr is None or target.amount.high_kr is None:
        return (0, 0)
    added = balance.additional
    return (gap.low_kr - target.amount.low_kr + added.high_kr, gap.high_kr - target.amount.high_kr + added.low_kr)
