"""Letters to those who have a calendar file and whose last day is no longer what it says (issue 3).

A reminder carries what is new to those whom it reaches in time. A letter of its own goes to the others: when the
meeting is cancelled or held after all, when they no longer report to it, and when it moves and no reminder comes by
the day that they have in their calendar.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.appointment import Appointment, CalendarChange, calendar_change
from tracker.domain.dates import STOCKHOLM, day_and_month
from tracker.domain.delivery import Delivery, MessageKind, NewDelivery
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.words import in_swedish
from tracker.mail.message import Attachment
from tracker.services.calendar_notes import appointment
from tracker.services.calendars import deadline_file
from tracker.services.offices import Offices
from tracker.services.recipients import Recipients, recipients
from tracker.services.reminding import files_to_come
from tracker.services.report_links import report_token
from tracker.store import calendars, committees, deliveries, meetings, people
from tracker.store.calendars import CalendarEntry
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class CalendarLetters:
    """How many letters were added to the ledger, and how many waiting ones were cancelled."""

    planned: int
    cancelled: int


def plan_calendar_letters(db: Database, settings: Settings, *, now: datetime) -> CalendarLetters:
    """Plan a letter to everybody who is to be told; cancel what waits and no longer holds. now: UTC.

    Comes after the planning of reminders, which tell what they can. In one transaction of its own.
    """
    with writing(db):
        today = now.astimezone(STOCKHOLM).date()
        told = calendars.told_ahead(db, today)
        if not told:
            return CalendarLetters(0, 0)
        calling = Calling(db, settings, told, now=now)
        stale = [each.delivery_id for each in told if each.waiting and not calling.as_wanted(each)]
        cancelled = deliveries.cancel(
            db, stale, reason=in_swedish("Gäller inte längre så som det var planerat."), now=now
        )
        if cancelled:
            told = calendars.told_ahead(db, today)
        due = [each for each in told if calling.for_letter(each)]
        for each in due:
            _plan(db, settings, calling, each, now=now)
        return CalendarLetters(len(due), len(cancelled))


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
        self.people = people.every(db)
        offices = Offices(db, self.people, today)
        self._reporting: dict[int, set[int | None]] = defaultdict(set)
        of_meetings = {each.meeting_id for each in told}
        for meeting_id, owner_id, controller_id, committee_id in calendars.reported_by(db, of_meetings):
            self._reporting[meeting_id] |= {owner_id, *offices.answering(owner_id, controller_id, committee_id)}
        self._meetings: dict[int, Meeting] = {}
        self._to_come: dict[tuple[int, int], date] | None = None

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
        if self._to_come is None:
            owed = self._owed or recipients(self._db, self._settings, self._today)
            self._to_come = files_to_come(self._db, self._settings, owed, now=self._now)
        coming = self._to_come.get((entry.person_id, entry.meeting_id))
        return coming is None or coming > entry.appointment.report_deadline

    def reason(self, entry: CalendarEntry) -> str:
        """Why a letter goes out, in Swedish."""
        change = _change(entry.appointment, self.wanted(entry), self.meeting(entry.meeting_id))
        return in_swedish(f"{_WHY[change]} (sammanträdet {day_and_month(entry.appointment.held_on)})")


def _plan(db: Database, settings: Settings, calling: Calling, entry: CalendarEntry, *, now: datetime) -> None:
    ladder = settings.reminders.ladder
    person, meeting, wanted = calling.people[entry.person_id], calling.meeting(entry.meeting_id), calling.wanted(entry)
    sequence = calendars.next_sequence(db, person.id, meeting.id)
    new = NewDelivery(
        key=f"calendar:{person.id}:{meeting.id}:{sequence}",
        message=MessageKind.CALENDAR,
        person_id=person.id,
        address=person.email,
        reason=calling.reason(entry),
        send_after=max(ladder.instant(ladder.next_slot(now)).astimezone(UTC), now),
        give_up_at=datetime.combine(meeting.held_on + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC),
    )
    delivery_id = deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now)
    assert delivery_id is not None  # The number in its key has never been used.
    calendars.insert(db, wanted, delivery_id=delivery_id, person_id=person.id, meeting_id=meeting.id, sequence=sequence)


_WHY = {
    CalendarChange.CANCELLED: in_swedish("Sammanträdet är inställt"),
    CalendarChange.NOT_YOURS: in_swedish("Har inte längre något att återrapportera"),
    CalendarChange.MOVED: in_swedish("Sammanträdet är flyttat"),
    CalendarChange.NEW_DEADLINE: in_swedish("Sista dag är ändrad"),
    CalendarChange.ON_AGAIN: in_swedish("Ska återrapportera igen"),
}


def _change(before: Appointment | None, said: Appointment, meeting: Meeting) -> CalendarChange:
    return calendar_change(before, said, meeting_cancelled=meeting.state is MeetingState.CANCELLED)


@dataclass(frozen=True, slots=True)
class CalendarLetter:
    """What a letter says: what has changed, from what (None where that is not known) to what, and the form's link."""

    change: CalendarChange
    committee: str
    before: Appointment | None
    now: Appointment
    url: str
    file: Attachment


def calendar_letter(db: Database, settings: Settings, delivery: Delivery, key: str) -> CalendarLetter | None:
    """The letter of a row in the ledger, the same however often it is written; None where it has no file."""
    for meeting_id, (sequence, said) in calendars.of_delivery(db, delivery.id).items():
        meeting = meetings.by_id(db, meeting_id, settings.meetings.deadline_rule)
        assert meeting is not None
        earlier = calendars.told(db, delivery.person_id, meeting_id, before=sequence)
        before = earlier.appointment if earlier else None
        committee = committees.by_id(db, meeting.committee_id).name
        token = report_token(db, key, person_id=delivery.person_id, meeting_id=meeting_id)
        url = f"{settings.site.base_url}/reports/{token}"
        file = deadline_file(
            settings,
            said,
            person_id=delivery.person_id,
            meeting_id=meeting_id,
            sequence=sequence,
            committee=committee,
            url=url,
            stamp=delivery.dated,
        )
        return CalendarLetter(_change(before, said, meeting), committee, before, said, url, file)
    return None
