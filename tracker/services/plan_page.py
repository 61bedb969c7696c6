"""Everything that a plan's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.balance import Balance
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.money import sum_decimals
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan, Presupposition
from tracker.domain.report import ReportState
from tracker.language import gettext as _
from tracker.services.balances import plan_balance, standings
from tracker.services.detail_tables import detail_tables
from tracker.services.finding import find_plan
from tracker.services.plan_details import plan_details
from tracker.services.plan_figures import Figures, figures
from tracker.services.plan_progress import Progress, progress
from tracker.services.plan_table import Column, PlanRow, PlanTable, Wanted
from tracker.services.report_marks import MeetingMarks
from tracker.services.since_last_meeting import SinceLastMeeting, since_last_meeting
from tracker.services.text_table import TextTable
from tracker.spoken import kronor
from tracker.store import committees, meetings, people, reports, targets
from tracker.store.opening import reading

FILTERED_FROM = 15
"""A list of this many measures gets its filter (DESIGN 9)."""


@dataclass(frozen=True, slots=True)
class PresupposedRow:
    """A saving that the target counts already. number: of the measure that it is, "" where it stands alone."""

    label: str
    amount: Amount
    forecast: Amount | None
    number: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """columns: of amounts, with their sums over the rows that are shown. measured: whether a row is an indicator.

    progress: instead of a gap, in a plan that is not summed in money. details: what else the plan says, a table each.
    stated: of each total that the document states, its label and a sentence on it. filtered: whether the list gets its
    filter.
    """

    plan: Plan
    committee: Committee
    figures: Figures
    since: SinceLastMeeting | None
    rows: tuple[PlanRow, ...]
    meetings: tuple[Meeting, ...]
    states: tuple[ReportState, ...]
    columns: tuple[Column, ...]
    measured: bool
    progress: Progress | None
    details: tuple[TextTable, ...]
    presupposed: tuple[PresupposedRow, ...]
    stated: tuple[tuple[str, str], ...]
    wanted: Wanted
    owners: tuple[Person, ...]
    filtered: bool


def plan_page(db: Database, settings: Settings, slug: str, *, wanted: Wanted, today: date) -> PlanPage:
    """The page of the plan on that (Stockholm) day. Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        now = standings(db, plan, today)
        presupposed = targets.presuppositions(db, plan.id)
        balance = plan_balance(db, plan, today, now)
        every_meeting = meetings.of_committee(db, plan.committee_id, settings.meetings.deadline_rule)
        owed = reports.submitted_of_plan(db, plan.id)
        since = since_last_meeting(db, plan, now=now, balance=balance, meetings=every_meeting, until=today)
        owners = people.by_ids(db, {each.measure.owner_id for each in now if each.measure.owner_id is not None})
        committee = committees.by_id(db, plan.committee_id)
        details = plan_details(db, plan, today, now)
    reported_to = {meeting_id for _, meeting_id, _ in owed}
    shown = tuple(each for each in every_meeting if each.id in reported_to and each.state is MeetingState.PLANNED)
    table = PlanTable(
        plan,
        now,
        owners=owners,
        presupposed={each.measure_id for each in presupposed if each.measure_id is not None},
        owed=owed,
        shown=shown,
        marks=MeetingMarks(shown, settings.reminders.ladder, today),
    )
    rows = table.rows(wanted)
    marked = {mark.state for row in rows for mark in row.marks if mark}
    return PlanPage(
        plan=plan,
        committee=committee,
        figures=figures(plan, balance),
        since=since,
        rows=rows,
        meetings=shown,
        states=tuple(each for each in ReportState if each in marked),
        columns=table.columns(rows),
        measured=any(each.indicator for each in now),
        progress=None if plan.kind.rules.in_money else progress(now),
        details=detail_tables(plan, details),
        presupposed=tuple(_presupposed(each, now) for each in presupposed),
        stated=tuple(_stated(plan, balance)),
        wanted=wanted,
        owners=tuple(owners.values()),
        filtered=not wanted.everything or table.count >= FILTERED_FROM,
    )


def _presupposed(each: Presupposition, now: Iterable[Standing]) -> PresupposedRow:
    standing = next((s for s in now if s.measure.id == each.measure_id), None)
    if standing is None:
        return PresupposedRow(each.label, each.amount, None, "")
    forecast = standing.forecast if standing.status.counts else Amount.exact(0, each.amount.unit)
    return PresupposedRow(each.label, each.amount, forecast, standing.measure.number)


def _stated(plan: Plan, balance: Balance) -> Iterable[tuple[str, str]]:
    measures = _(plan.kind.words.the_measures)
    for each in balance.stated:
        stated, computed, difference = (
            kronor(kr, plan.unit, sum_decimals(plan.unit, kr))
            for kr in (each.amount_kr, each.computed_kr, abs(each.difference_kr))
        )
        if not each.difference_kr:
            text = _("dokumentet anger %(stated)s, och det ger %(measures)s också.", stated=stated, measures=measures)
        elif each.difference_kr < 0:
            text = _(
                "dokumentet anger %(stated)s, %(difference)s mindre än %(measures)s, som ger %(computed)s.",
                stated=stated,
                difference=difference,
                measures=measures,
                computed=computed,
            )
        else:
            text = _(
                "dokumentet anger %(stated)s, %(difference)s mer än %(measures)s, som ger %(computed)s.",
                stated=stated,
                difference=difference,
                measures=measures,
                computed=computed,
            )
        yield each.label, text
