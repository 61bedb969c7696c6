"""What tests of calendar files do: run days, change meetings, and read the files that came by mail."""

from collections.abc import Callable
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

from icalendar import Calendar, Component
from sqlite_utils import Database

from tests.ludvika import MEETINGS, holder, noon
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.domain.meeting import Meeting
from tracker.services.finding import find_meeting
from tracker.services.meeting_changes import cancel, move, reinstate
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import SendResult, send_due
from tracker.store.opening import opened

JUNE = MEETINGS[0]
FIRST, SECOND, SATURDAY = date(2019, 5, 20), date(2019, 5, 27), date(2019, 5, 25)
"""The first run (the step of 16 May lies before it), the next step, and a day off."""


def mails(sink: SmtpSink, address: str) -> list[EmailMessage]:
    """What has come to somebody, oldest first."""
    mine = [message_from_bytes(each.content, policy=policy.default) for each in sink.taken if each.recipient == address]
    assert all(isinstance(each, EmailMessage) for each in mine)
    return mine


def files(mail: EmailMessage) -> list[Component]:
    """The calendars that a mail carries."""
    return [
        Calendar.from_ical(part.get_content())
        for part in mail.iter_attachments()
        if part.get_content_type() == "text/calendar"
    ]


def said(sink: SmtpSink, address: str) -> list[tuple[str, int, str, str]]:
    """Method, SEQUENCE, status and last day of every file that has come to somebody, oldest first."""
    found = []
    for mail in mails(sink, address):
        for calendar in files(mail):
            (event,) = calendar.walk("VEVENT")
            found.append(
                (
                    str(calendar["METHOD"]),
                    int(str(event["SEQUENCE"])),
                    str(event["STATUS"]),
                    str(event.decoded("DTSTART")),
                )
            )
    return found


def uids(sink: SmtpSink, address: str) -> set[str]:
    return {str(each["UID"]) for mail in mails(sink, address) for file in files(mail) for each in file.walk("VEVENT")}


def run(settings: Settings, day: date) -> SendResult:
    """A run at noon; a second one right after it finds nothing to do."""
    result = send_due(settings, noon(day))
    assert send_due(settings, noon(day)).idle
    return result


def change(settings: Settings, what: Callable[[Database, Meeting], None], held_on: date = JUNE) -> None:
    with opened(settings.database.path) as db:
        what(db, find_meeting(db, 1, held_on, settings.meetings.deadline_rule))


def moved(settings: Settings, day: date, to: date, *, held_on: date = JUNE) -> None:
    change(settings, lambda db, it: move(db, it, to, actor=PROGRAM, now=noon(day).now()), held_on)


def cancelled(settings: Settings, day: date) -> None:
    change(settings, lambda db, it: cancel(db, it, actor=PROGRAM, now=noon(day).now()))


def reinstated(settings: Settings, day: date) -> None:
    change(settings, lambda db, it: reinstate(db, it, actor=PROGRAM, now=noon(day).now()))


def reported(settings: Settings, email: str, day: date) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, email, JUNE)
        answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, day)}
        submit(db, who, answers, now=noon(day).now(), today=day)


def handed_over(settings: Settings, number: str, to: str) -> None:
    with opened(settings.database.path) as db:
        db.execute(
            "UPDATE measure SET owner_id = (SELECT id FROM person WHERE email = ?) WHERE number = ?", (to, number)
        )


def try_again(settings: Settings, day: date) -> None:
    """Let the time pass until the next attempt, and make it."""
    with opened(settings.database.path) as db:
        db.execute("UPDATE delivery SET next_attempt_at = send_after WHERE state IN ('deferred', 'uncertain')")
    send_due(settings, noon(day))
