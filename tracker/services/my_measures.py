"""A manager's own page: what is due from her and when, over all committees, and the measures that she answers for."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.absence import Absence
from tracker.domain.ladder import Audience
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan
from tracker.services.balances import standings
from tracker.services.recipients import recipients
from tracker.services.report_fields import figures_known
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import DueReport, due_reports
from tracker.store import absences, committees, own_measures, plans, summaries
from tracker.store.opening import reading


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """What the person reports to one meeting. open: its ladder has begun, or somebody has reported already."""

    committee: Committee
    meeting: Meeting
    due: tuple[DueReport, ...]
    open: bool
    frozen: bool

    @property
    def left(self) -> tuple[DueReport, ...]:
        return tuple(each for each in self.due if each.submitted is None)


@dataclass(frozen=True, slots=True)
class MyMeasure:
    """A measure that the person owns, and the meeting that it is due to next."""

    plan: Plan
    committee: Committee
    standing: Standing
    next: Meeting | None

    @property
    def figures(self) -> tuple[str, ...]:
        return figures_known(self.plan, self.standing)


@dataclass(frozen=True, slots=True)
class MyPage:
    """meetings: those that are not over, in order of last day. away: absences of hers that are not over.

    standing_in_for: whose work she does today.
    """

    person: Person
    meetings: tuple[MyMeeting, ...]
    measures: tuple[MyMeasure, ...]
    away: tuple[tuple[Absence, Person], ...]
    standing_in_for: tuple[Person, ...]

    @property
    def now(self) -> tuple[MyMeeting, ...]:
        """Those that can be reported to now and still wait for something."""
        return tuple(each for each in self.meetings if each.open and each.left)

    @property
    def done(self) -> tuple[MyMeeting, ...]:
        return tuple(each for each in self.meetings if each.due and not each.left)

    @property
    def later(self) -> tuple[MyMeeting, ...]:
        return tuple(each for each in self.meetings if not each.open and each.left)


def my_page(db: Database, settings: Settings, person: Person, *, today: date) -> MyPage:
    """The person's page on that (Stockholm) day."""
    with reading(db):
        owed = recipients(db, settings, today)
        asked = set(owed.owed.get((person.id, Audience.OWNER), {}))
        wanted = asked | own_measures.meetings_of(db, person.id)
        known = {each.id: each for each in committees.every(db)}
        frozen = summaries.frozen_meetings(db, today)
        found = []
        for meeting in sorted(owed.meetings.values(), key=lambda each: (each.report_deadline, each.id)):
            due = due_reports(db, LinkHolder(person, meeting), today) if meeting.id in wanted else []
            if due:
                begun = settings.reminders.ladder.opens_on(meeting.report_deadline) <= today
                is_open = begun or any(each.submitted for each in due)
                committee = known[meeting.committee_id]
                found.append(MyMeeting(committee, meeting, tuple(due), is_open, meeting.id in frozen))
        everybody = owed.people
        away = absences.from_day(db, today)
        return MyPage(
            person=person,
            meetings=tuple(found),
            measures=tuple(_my_measures(db, person, found, known, today)),
            away=tuple((each, everybody[each.substitute_id]) for each in away if each.person_id == person.id),
            standing_in_for=tuple(
                everybody[each.person_id] for each in away if each.substitute_id == person.id and each.holds(today)
            ),
        )


def _my_measures(
    db: Database, person: Person, found: list[MyMeeting], known: dict[int, Committee], today: date
) -> list[MyMeasure]:
    next_of: dict[int, Meeting] = {}
    for each in reversed(found):
        next_of |= {report.measure.id: each.meeting for report in each.left}
    mine = []
    for plan_id in own_measures.plans_of(db, person.id):
        plan = plans.by_id(db, plan_id)
        mine += [
            MyMeasure(plan, known[plan.committee_id], standing, next_of.get(standing.measure.id))
            for standing in standings(db, plan, today)
            if standing.measure.owner_id == person.id
        ]
    return mine
