"""Everything that a plan's page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Balance
from tracker.domain.counting import counted
from tracker.domain.kind import Rules
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.money import Unit, sum_decimals
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan, Presupposition
from tracker.domain.report import ReportState
from tracker.domain.rows import row_of
from tracker.domain.status import Status
from tracker.language import gettext as _
from tracker.services.balances import plan_balance, standings
from tracker.services.finding import find_plan
from tracker.services.plan_figures import Figures, figures
from tracker.services.report_marks import Mark, MeetingMarks
from tracker.services.since_last_meeting import SinceLastMeeting, since_last_meeting
from tracker.spoken import kronor, span
from tracker.store import committees, meetings, people, reports, targets
from tracker.store.opening import reading

FILTERED_FROM = 15
"""A list of this many measures gets its filter (DESIGN 9)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which measures of the plan are asked for: an owner's (0: nobody's), those of a status; None is all."""

    owner_id: int | None = None
    status: Status | None = None

    @property
    def everything(self) -> bool:
        return self.owner_id is None and self.status is None

    def fits(self, standing: Standing) -> bool:
        owner_id = standing.measure.owner_id or 0
        return self.owner_id in (None, owner_id) and self.status in (None, standing.status)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A numbered measure in the table. parts: what it consists of, in order. marks: one a meeting, None: none owed."""

    standing: Standing
    owner: str
    presupposed: bool
    parts: tuple[Standing, ...]
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class PresupposedRow:
    """A saving that the target counts already. number: of the measure that it is, "" where it stands alone."""

    label: str
    amount: Amount
    forecast: Amount | None
    number: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """decimals: the most that any measure's amount has. total, unknown: of the rows that are shown, in words.

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
    decimals: int
    total: str
    unknown: str
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
    reported_to = {meeting_id for _, meeting_id, _ in owed}
    shown = tuple(each for each in every_meeting if each.id in reported_to and each.state is MeetingState.PLANNED)
    table = _Table(
        now,
        owners=owners,
        presupposed={each.measure_id for each in presupposed if each.measure_id is not None},
        owed=owed,
        shown=shown,
        marks=MeetingMarks(shown, settings.reminders.ladder, today),
    )
    rows = table.rows(wanted)
    total = _total(rows, plan.kind.rules)
    return PlanPage(
        plan=plan,
        committee=committee,
        figures=figures(plan, balance),
        since=since,
        rows=rows,
        meetings=shown,
        states=tuple(each for each in ReportState if any(m and m.state is each for row in rows for m in row.marks)),
        decimals=max((a.decimals for s in now if (a := s.worth) and a.known and a.unit is plan.unit), default=0),
        total=span(total.low_kr, total.high_kr, plan.unit, sum_decimals(plan.unit, total.low_kr, total.high_kr)),
        unknown=_unknown(total),
        presupposed=tuple(_presupposed(each, now) for each in presupposed),
        stated=tuple(_stated(plan.unit, balance)),
        wanted=wanted,
        owners=tuple(owners.values()),
        filtered=not wanted.everything or table.count >= FILTERED_FROM,
    )


class _Table:
    """The table of measures, in the document's order."""

    def __init__(
        self,
        now: Sequence[Standing],
        *,
        owners: dict[int, Person],
        presupposed: set[int],
        owed: Iterable[tuple[int, int, bool]],
        shown: Sequence[Meeting],
        marks: MeetingMarks,
    ) -> None:
        self._owners, self._presupposed, self._shown, self._marks = owners, presupposed, shown, marks
        self._owed = {(measure_id, meeting_id): submitted for measure_id, meeting_id, submitted in owed}
        self._parts: dict[int, list[Standing]] = {}
        rows = row_of(each.measure for each in now)
        for standing in now:
            if rows[standing.measure.id] != standing.measure.id:
                self._parts.setdefault(rows[standing.measure.id], []).append(standing)
        self._top = [each for each in now if rows[each.measure.id] == each.measure.id]
        self.count = len(self._top)

    def rows(self, wanted: Wanted) -> tuple[PlanRow, ...]:
        return tuple(self._row(each) for each in self._top if wanted.fits(each))

    def _row(self, standing: Standing) -> PlanRow:
        measure = standing.measure
        owner = self._owners.get(measure.owner_id or 0)
        return PlanRow(
            standing=standing,
            owner=owner.name if owner else "",
            presupposed=measure.id in self._presupposed,
            parts=tuple(self._parts.get(measure.id, ())),
            marks=tuple([self._mark(standing, each.id) for each in self._shown]),
        )

    def _mark(self, standing: Standing, meeting_id: int) -> Mark | None:
        submitted = self._owed.get((standing.measure.id, meeting_id))
        if submitted is None or not (submitted or standing.status.counts):
            return None
        return self._marks.mark(meeting_id, submitted)


def _total(rows: Iterable[PlanRow], rules: Rules) -> Total:
    """The sum of the shown measures that cover the target, with their parts."""
    shown = [each for row in rows for each in ((*row.parts,) if row.presupposed else (row.standing, *row.parts))]
    return counted(shown, rules).total


def _unknown(total: Total) -> str:
    """
    >>> _unknown(Total(0, 0, 2))
    'och 2 utan belopp'
    """
    return _("och %(count)s utan belopp", count=total.unknown) if total.unknown else ""


def _presupposed(each: Presupposition, now: Iterable[Standing]) -> PresupposedRow:
    standing = next((s for s in now if s.measure.id == each.measure_id), None)
    if standing is None:
        return PresupposedRow(each.label, each.amount, None, "")
    forecast = standing.forecast if standing.status.counts else Amount.exact(0, each.amount.unit)
    return PresupposedRow(each.label, each.amount, forecast, standing.measure.number)


def _stated(unit: Unit, balance: Balance) -> Iterable[tuple[str, str]]:
    for each in balance.stated:
        stated, computed, difference = (
            kronor(kr, unit, sum_decimals(unit, kr))
            for kr in (each.amount_kr, each.computed_kr, abs(each.difference_kr))
        )
        if not each.difference_kr:
            text = _("dokumentet anger %(stated)s, och det ger åtgärderna också.", stated=stated)
        elif each.difference_kr < 0:
            text = _(
                "dokumentet anger %(stated)s, %(difference)s mindre än åtgärderna, som ger %(computed)s.",
                stated=stated,
                difference=difference,
                computed=computed,
            )
        else:
            text = _(
                "dokumentet anger %(stated)s, %(difference)s mer än åtgärderna, som ger %(computed)s.",
                stated=stated,
                difference=difference,
                computed=computed,
            )
        yield each.label, text
