"""Everything that a measure's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.period import Period
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan
from tracker.domain.report import ReportVersion
from tracker.domain.rows import row_of
from tracker.domain.status import Status
from tracker.services.balances import standings
from tracker.services.finding import find_measure, find_plan
from tracker.services.measure_facts import Fact, measure_facts, years_table
from tracker.services.report_fields import figures_known, figures_said
from tracker.services.report_marks import Mark, MeetingMarks
from tracker.services.text_table import TextTable
from tracker.store import committees, effects, measures, meetings, people, reports, targets
from tracker.store.opening import reading


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What was said of a measure on one day; "" or nothing where nothing was said. effects: newest of each kind."""

    on: date
    status: Status | None
    effects: dict[EffectKind, Amount]


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """A report that the measure owes, with every version of it, the newest first. Not is_in: those were taken back."""

    meeting: Meeting
    mark: Mark
    is_in: bool
    versions: tuple[ReportVersion, ...]


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """facts: what it stands at. years: of an indicator. kinds: those that any row of the history has."""

    plan: Plan
    committee: Committee
    standing: Standing
    owner: Person | None
    presupposed: bool
    facts: tuple[Fact, ...]
    years: tuple[TextTable, ...]
    parts: tuple[Standing, ...]
    history: tuple[HistoryRow, ...]
    kinds: tuple[EffectKind, ...]
    reports: tuple[MeasureReport, ...]
    before: Measure | None
    after: Measure | None
    replaced_by: Measure | None

    def figures_known(self, part: Standing) -> tuple[str, ...]:
        return figures_known(self.plan, part)

    def figures_said(self, version: ReportVersion) -> tuple[str, ...]:
        return figures_said(self.plan, self.standing, version)


def measure_page(db: Database, settings: Settings, slug: str, number: str, *, today: date) -> MeasurePage | Measure:
    """The page of the measure on that (Stockholm) day; for a part of a measure, the measure that has the page.

    A cancelled meeting, or a measure that counts no more, shows only what was submitted. Raises NotFound.
    """
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure(db, plan, number)
        now = standings(db, plan, today)
        rows = row_of(each.measure for each in now)
        if rows[measure.id] != measure.id:
            return next(each.measure for each in now if each.measure.id == rows[measure.id])
        shown = meetings.of_committee(db, plan.committee_id, settings.meetings.deadline_rule)
        owed = {m: is_in for measure_id, m, is_in in reports.submitted_of_plan(db, plan.id) if measure_id == measure.id}
        versions = _newest_first(reports.versions_of_measure(db, measure.id))
        known, statuses = effects.of_measure(db, measure.id), measures.status_history(db, measure.id)
        presupposed = {each.measure_id for each in targets.presuppositions(db, plan.id)}
        owner = people.by_id(db, measure.owner_id) if measure.owner_id is not None else None
        committee = committees.by_id(db, plan.committee_id)
        replaced_by = measures.replacement(db, measure.id)
    standing = next(each for each in now if each.measure.id == measure.id)
    numbered = [each.measure for each in now if rows[each.measure.id] == each.measure.id and each.measure.number]
    place = numbered.index(measure)
    owing = [each for each in shown if each.id in owed]
    marks = MeetingMarks(owing, settings.reminders.ladder, today)
    history = _history(statuses, [each for each in known if each.period == Period(plan.year)])
    return MeasurePage(
        replaced_by=replaced_by if standing.status is Status.REPLACED else None,
        plan=plan,
        committee=committee,
        standing=standing,
        owner=owner,
        presupposed=measure.id in presupposed,
        facts=measure_facts(plan, standing),
        years=years_table(standing.indicator),
        parts=tuple(each for each in now if each is not standing and rows[each.measure.id] == measure.id),
        history=history,
        kinds=tuple(kind for kind in EffectKind if any(kind in row.effects for row in history)),
        reports=tuple(
            MeasureReport(
                meeting, marks.mark(meeting.id, owed[meeting.id]), owed[meeting.id], versions.get(meeting.id, ())
            )
            for meeting in owing
            if meeting.id in versions or (standing.status.counts and meeting.state is MeetingState.PLANNED)
        ),
        before=numbered[place - 1] if place else None,
        after=numbered[place + 1] if place + 1 < len(numbered) else None,
    )


def _history(statuses: Iterable[tuple[date, Status]], known: Iterable[Effect]) -> tuple[HistoryRow, ...]:
    """A row a day, the newest first, of what was last said that day."""
    status_on = dict(statuses)
    effects_on: dict[date, dict[EffectKind, Amount]] = {}
    for effect in known:
        effects_on.setdefault(effect.as_of, {})[effect.kind] = effect.amount
    days = sorted({*status_on, *effects_on}, reverse=True)
    return tuple(HistoryRow(day, status_on.get(day), effects_on.get(day, {})) for day in days)


def _newest_first(versions: Iterable[tuple[int, ReportVersion]]) -> dict[int, tuple[ReportVersion, ...]]:
    """By meeting."""
    found: dict[int, tuple[ReportVersion, ...]] = {}
    for meeting_id, version in versions:
        found[meeting_id] = (version, *found.get(meeting_id, ()))
    return found
