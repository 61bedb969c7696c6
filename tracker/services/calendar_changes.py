"""What the calendars that were told of a last day are to say of it by now, and whether a letter must tell them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.appointment import Appointment, CalendarChange, calendar_change
from tracker.domain.dates import STOCKHOLM, day_and_month
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.words import in_swedish
from tracker.services.calendar_notes import appointment
from tracker.services.offices import Offices
from tracker.services.recipients import Recipients, recipients
from tracker.services.reminding import files_to_come
from tracker.store import calendars, meetings, people
from tracker.store.calendars import CalendarEntry

_WHY = {
    CalendarChange.CANCELLED: in_swedish("Sammanträdet är inställt"),
    CalendarChange.NOT_YOURS: in_swedish("Har inte längre något att återrapportera"),
    CalendarChange.MOVED: in_swedish("Sammanträdet är flyttat"),
    CalendarChange.NEW_DEADLINE: in_swedish("Sista dag är ändrad"),
    CalendarChange.ON_AGAIN: in_swedish("Ska återrapportera igen"),
}


class Calling:
    """What the calendars that were told something are to say at an instant."""

    def __init__(
        self,
        db: Database,
        settings: Settings,
        told: Iterable[CalendarEntry],
        *,
        now: datetime,
        owed: Recipients | None = None,
    ) -> None:
        """now: aware. owed: what recipients() says of that day, where it is known already."""
        self._db, self._settings, self._now, self._owed = db, settings, now, owed
        self._today = today = now.astimezone(STOCKHOLM).date()
        self.people = people.every(db) if owed is None else owed.people
        offices = Offices(db, self.people, today)
        self._reporting: dict[int, set[int | None]] = defaultdict(set)
        of_meetings = {each.meeting_id for each in told}
        for meeting_id, owner_id, controller_id, committee_id in calendars.reported_by(db, of_meetings):
            self._reporting[meeting_id] |= {owner_id, *offices.answering(owner_id, controller_id, committee_id)}
        self._meetings: dict[int, Meeting] = {}
        self._to_come: dict[int, dict[int, date]] = {}

    def meeting(self, meeting_id: int) -> Meeting:
        if meeting_id not in self._meetings:
            found = meetings.by_id(self._db, meeting_id, self._settings.meetings.deadline_rule)
            assert found is not None
            self._meetings[meeting_id] = found
        return self._meetings[meeting_id]

    def wanted(self, entry: CalendarEntry) -> Appointment:
        """What the person's calendar is to say. A measure's owner stays with it while somebody stands in for her."""
        meeting, told = self.meeting(entry.meeting_id), entry.appointment
        if meeting.state is MeetingState.CANCELLED or entry.person_id not in self._reporting[entry.meeting_id]:
            return Appointment(told.held_on, told.report_deadline, cancelled=True)
        return appointment(meeting)

    def as_wanted(self, entry: CalendarEntry) -> bool:
        """Whether what waits to be sent still holds, and is on its way to somebody who is here, at her address."""
        person = self.people[entry.person_id]
        return (
            entry.appointment.says_same(self.wanted(entry))
            and entry.address == person.email
            and person.is_here(self._today)
        )

    def for_letter(self, entry: CalendarEntry) -> bool:
        """Whether what the person was told is wrong by now, and no reminder puts it right by the day it says."""
        wanted = self.wanted(entry)
        if entry.appointment.says_same(wanted) or not self.people[entry.person_id].is_here(self._today):
            return False
        if entry.appointment.cancelled != wanted.cancelled:
            return True
        if entry.meeting_id not in self._to_come:
            self._owed = self._owed or recipients(self._db, self._settings, self._today)
            meeting = self.meeting(entry.meeting_id)
            self._to_come[meeting.id] = files_to_come(self._db, self._settings, self._owed, meeting, now=self._now)
        coming = self._to_come[entry.meeting_id].get(entry.person_id)
        return coming is None or coming > entry.appointment.report_deadline

    def reason(self, entry: CalendarEntry) -> str:
        """Why a letter goes out, in Swedish."""
        change = change_of(entry.appointment, self.wanted(entry), self.meeting(entry.meeting_id))
        return in_swedish(f"{_WHY[change]} (sammanträdet {day_and_month(entry.appointment.held_on)})")


def change_of(before: Appointment | None, said: Appointment, meeting: Meeting) -> CalendarChange:
    """What has become of what a calendar said before (None: not known), now that it is to say this."""
    return calendar_change(before, said, meeting_cancelled=meeting.state is MeetingState.CANCELLED)
