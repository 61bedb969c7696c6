"""Which calendar file a reminder is to carry. Apart from writing the files: planning needs none of their parts."""

from datetime import date

from sqlite_utils import Database

from tracker.domain.appointment import Appointment
from tracker.domain.meeting import Meeting
from tracker.store import calendars


def appointment(meeting: Meeting) -> Appointment:
    """What a calendar is to say of a meeting to somebody who reports to it."""
    return Appointment(meeting.held_on, meeting.report_deadline)


def carries_file(meeting: Meeting, day: date) -> bool:
    """Whether a reminder on that (Stockholm) day may carry a file: none does for a day that has passed."""
    return day <= meeting.report_deadline


def note_in_reminder(db: Database, meeting: Meeting, *, delivery_id: int, person_id: int, today: date) -> None:
    """Let a reminder carry a calendar file where the person's calendar does not say so yet. Inside a transaction.

    The first reminder for a meeting does, and the first after its dates changed; none for a day that has passed.
    """
    wanted, told = appointment(meeting), calendars.told(db, person_id, meeting.id)
    if not carries_file(meeting, today) or (told and told.certain and told.appointment.says_same(wanted)):
        return
    calendars.insert(
        db,
        wanted,
        delivery_id=delivery_id,
        person_id=person_id,
        meeting_id=meeting.id,
        sequence=calendars.next_sequence(db, person_id, meeting.id),
    )
