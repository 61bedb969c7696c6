"""Who is to be reminded of what: each outstanding report's owner, and those whom a missing one is escalated to."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.ladder import Audience
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person, Role
from tracker.domain.reminders import Owing
from tracker.services.offices import Offices
from tracker.store import meetings, people, reports
from tracker.store.reports import Outstanding


@dataclass(frozen=True, slots=True)
class Recipients:
    """owed: for each person and audience, the outstanding reports by meeting id. unreachable: of nobody."""

    owed: dict[tuple[int, Audience], dict[int, list[Outstanding]]]
    meetings: dict[int, Meeting]
    people: dict[int, Person]
    unreachable: list[Outstanding]

    def owings(self) -> list[Owing]:
        """The same, as what reminders are planned from."""
        return [
            Owing(person_id, self.meetings[meeting_id], audience, frozenset(each.report_id for each in outstanding))
            for (person_id, audience), by_meeting in self.owed.items()
            for meeting_id, outstanding in by_meeting.items()
        ]


def recipients(
    db: Database, settings: Settings, today: date, *, begun_by: date | None = None, also: Collection[int] = ()
) -> Recipients:
    """For the meetings that are not over on that (Stockholm) day.

    begun_by: at least for those whose ladder has begun by that day and for the meetings in also; what is owed to those
    that are held after all of these is left out.

    A report without an owner, or whose owner has left, goes to the plan's controller as such; where there is none, to
    the committee's secretaries, else to the administrators (DESIGN 4.3). A missing one is escalated to the owner's
    manager and the secretaries (DESIGN 4.2), not to whom it is missing from. Substitutes stand in for those away.
    """
    everybody = people.every(db)
    offices = Offices(db, everybody, today)
    owed: dict[tuple[int, Audience], dict[int, list[Outstanding]]] = defaultdict(lambda: defaultdict(list))
    unreachable: list[Outstanding] = []
    ahead = {each.id: each for each in meetings.from_date(db, today, settings.meetings.deadline_rule)}
    last = date.max
    if begun_by is not None:
        begins_on = settings.reminders.ladder.begins_on
        begun = (each for each in ahead.values() if each.id in also or begins_on(each.report_deadline) <= begun_by)
        last = max((each.held_on for each in begun), default=today)
    for report in reports.outstanding(db, today, last):
        owners = offices.answering(report.owner_id, report.controller_id, report.committee_id)
        if not owners:
            unreachable.append(report)
        for person_id in owners:
            owed[person_id, Audience.OWNER][report.meeting_id].append(report)
        manager_id = everybody[report.owner_id].manager_id if report.owner_id is not None else None
        manager = offices.stand_in(manager_id)
        supervisors = {*offices.of(Role.SECRETARY, report.committee_id), *([] if manager is None else [manager])}
        for person_id in sorted(supervisors - set(owners)):
            owed[person_id, Audience.SUPERVISOR][report.meeting_id].append(report)
    return Recipients(owed, ahead, everybody, unreachable)
