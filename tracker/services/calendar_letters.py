"""Letters to those who have a calendar file and whose last day is no longer what it says (issue 3).

A reminder carries what is new to those whom it reaches in time. A letter of its own goes to the others: when the
meeting is cancelled or held after all, when they no longer report to it, and when it moves and no reminder comes by
the day that they have in their calendar.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.appointment import Appointment, CalendarChange
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import Delivery, MessageKind, NewDelivery
from tracker.domain.words import in_swedish
from tracker.mail.message import Attachment
from tracker.services.calendar_changes import Calling, change_of
from tracker.services.calendars import deadline_file
from tracker.services.report_links import report_token
from tracker.store import calendars, committees, deliveries, meetings
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
        return CalendarLetter(change_of(before, said, meeting), committee, before, said, url, file)
    return None
