"""Calendar files over real SMTP: who gets which, under which SEQUENCE, when the world changes."""

from collections.abc import Callable
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from sqlite_utils import Database

from tests.ludvika import JONAS, MEETINGS, SAMIRA, TOVE, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import DROP, SmtpSink, Stage
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.event import PROGRAM
from tracker.domain.meeting import Meeting
from tracker.services.absences import leave, set_absence
from tracker.services.calendar_letters import CalendarLetters, plan_calendar_letters
from tracker.services.finding import find_meeting, find_person
from tracker.services.meeting_changes import cancel, move, reinstate
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import SendResult, send_due
from tracker.store import deliveries
from tracker.store.opening import opened

KARIN = "karin.sjodin@kommun.example"
JUNE = MEETINGS[0]
FIRST, SECOND, SATURDAY = date(2019, 5, 20), date(2019, 5, 27), date(2019, 5, 25)
"""The first run (the step of 16 May lies before it), the next step, and a day off."""


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


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


def change(settings: Settings, day: date, what: Callable[[Database, Meeting], None], held_on: date = JUNE) -> None:
    with opened(settings.database.path) as db:
        what(db, find_meeting(db, 1, held_on, settings.meetings.deadline_rule))


def moved(settings: Settings, day: date, to: date, *, held_on: date = JUNE) -> None:
    change(settings, day, lambda db, it: move(db, it, to, actor=PROGRAM, now=noon(day).now()), held_on)


def cancelled(settings: Settings, day: date) -> None:
    change(settings, day, lambda db, it: cancel(db, it, actor=PROGRAM, now=noon(day).now()))


def reinstated(settings: Settings, day: date) -> None:
    change(settings, day, lambda db, it: reinstate(db, it, actor=PROGRAM, now=noon(day).now()))


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


def test_the_first_reminder_carries_the_last_day_and_the_second_does_not(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    run(settings, FIRST)
    run(settings, SECOND)

    first, second = mails(smtp_sink, SAMIRA)
    assert list(second.iter_attachments()) == []
    (part,) = first.iter_attachments()
    assert part.get_filename() == "aterrapport-2019-06-12.ics"
    assert {name: part.get_param(name) for name in ("method", "charset")} == {"method": "PUBLISH", "charset": "utf-8"}
    (event,) = files(first)[0].walk("VEVENT")
    assert event["SUMMARY"] == "Återrapport till Social- och utbildningsnämnden 12 juni 2019"
    text = first.get_body(("plain",))
    assert text is not None
    assert str(event["URL"]) in text.get_content()
    assert said(smtp_sink, SAMIRA) == [("PUBLISH", 0, "CONFIRMED", "2019-05-31")]
    assert uids(smtp_sink, SAMIRA) != uids(smtp_sink, JONAS)


def test_the_reminder_after_a_move_carries_the_same_event_anew(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    moved(settings, FIRST, date(2019, 6, 26))
    for day in (FIRST, date(2019, 5, 29), date(2019, 6, 11)):
        run(settings, day)

    assert said(smtp_sink, SAMIRA) == [
        ("PUBLISH", 0, "CONFIRMED", "2019-05-31"),
        ("PUBLISH", 1, "CONFIRMED", "2019-06-14"),
    ]
    assert len(uids(smtp_sink, SAMIRA)) == 1
    assert len(mails(smtp_sink, SAMIRA)) == 3


def test_moved_twice_is_one_change_and_moved_back_is_none(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    moved(settings, FIRST, date(2019, 6, 26))
    moved(settings, FIRST, date(2019, 6, 19), held_on=date(2019, 6, 26))
    run(settings, date(2019, 5, 27))
    moved(settings, FIRST, date(2019, 6, 20), held_on=date(2019, 6, 19))
    moved(settings, FIRST, date(2019, 6, 19), held_on=date(2019, 6, 20))
    run(settings, date(2019, 6, 5))

    assert len(mails(smtp_sink, SAMIRA)) == 3
    assert [sequence for _, sequence, *_ in said(smtp_sink, SAMIRA)] == [0, 1]


def test_a_cancelled_meeting_takes_the_day_out_of_every_calendar_that_has_it(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    run(settings, FIRST)
    reported(settings, JONAS, FIRST)
    moved(settings, FIRST, date(2019, 6, 13))
    run(settings, date(2019, 5, 21))
    cancelled_on = date(2019, 5, 22)
    change(
        settings,
        cancelled_on,
        lambda db, it: cancel(db, it, actor=PROGRAM, now=noon(cancelled_on).now()),
        date(2019, 6, 13),
    )

    run(settings, cancelled_on)

    assert said(smtp_sink, SAMIRA)[-1] == ("CANCEL", 2, "CANCELLED", "2019-06-03")
    assert said(smtp_sink, JONAS)[-1] == ("CANCEL", 2, "CANCELLED", "2019-06-03")
    assert len(uids(smtp_sink, SAMIRA)) == 1
    mail = mails(smtp_sink, SAMIRA)[-1]
    assert mail["Subject"] == "Sammanträdet 13 juni är inställt"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert "har ställt in sammanträdet torsdag 13 juni 2019" in body.get_content()
        assert "/reports/" not in body.get_content()
    assert TOVE not in smtp_sink.copies()


def test_a_meeting_that_is_held_after_all_comes_back_under_a_higher_number(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    run(settings, FIRST)
    cancelled(settings, FIRST)
    run(settings, date(2019, 5, 21))
    reinstated(settings, date(2019, 5, 21))
    run(settings, date(2019, 5, 22))
    run(settings, SECOND)

    assert said(smtp_sink, SAMIRA) == [
        ("PUBLISH", 0, "CONFIRMED", "2019-05-31"),
        ("CANCEL", 1, "CANCELLED", "2019-05-31"),
        ("PUBLISH", 2, "CONFIRMED", "2019-05-31"),
    ]
    assert mails(smtp_sink, SAMIRA)[2]["Subject"] == "Återrapport till sammanträdet 12 juni, senast 31 maj"
    assert len(mails(smtp_sink, SAMIRA)) == 4


def test_cancelled_and_reinstated_before_anybody_was_told_is_nothing(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    cancelled(settings, SATURDAY)
    assert send_due(settings, noon(SATURDAY)).planned == 4
    reinstated(settings, SATURDAY)
    assert send_due(settings, noon(SATURDAY)).cancelled == 4

    run(settings, SECOND)

    assert len(said(smtp_sink, SAMIRA)) == 1
    assert len(mails(smtp_sink, SAMIRA)) == 2


def test_nobody_who_never_had_a_file_is_told(settings: Settings, smtp_sink: SmtpSink) -> None:
    cancelled(settings, FIRST)
    assert run(settings, FIRST).idle
    assert not smtp_sink.taken


def test_a_person_whose_measure_is_handed_over_is_told_and_the_new_one_is_reminded(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    run(settings, FIRST)
    handed_over(settings, "3", TOVE)
    run(settings, date(2019, 5, 21))

    assert mails(smtp_sink, SAMIRA)[-1]["Subject"] == "Du behöver inte återrapportera till sammanträdet 12 juni"
    assert said(smtp_sink, SAMIRA)[-1] == ("CANCEL", 1, "CANCELLED", "2019-05-31")
    assert said(smtp_sink, TOVE) == [("PUBLISH", 0, "CONFIRMED", "2019-05-31")]

    handed_over(settings, "3", SAMIRA)
    run(settings, date(2019, 5, 22))
    assert said(smtp_sink, SAMIRA)[-1] == ("PUBLISH", 2, "CONFIRMED", "2019-05-31")
    assert said(smtp_sink, TOVE)[-1] == ("CANCEL", 1, "CANCELLED", "2019-05-31")


def test_whoever_has_reported_is_told_of_a_move_by_a_letter_of_its_own(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    reported(settings, SAMIRA, FIRST)
    moved(settings, FIRST, date(2019, 6, 26))
    run(settings, date(2019, 5, 21))

    assert mails(smtp_sink, SAMIRA)[-1]["Subject"] == "Sammanträdet 12 juni är flyttat till 26 juni"
    assert said(smtp_sink, SAMIRA)[-1] == ("PUBLISH", 1, "CONFIRMED", "2019-06-14")
    assert len(mails(smtp_sink, JONAS)) == 1, "a reminder by the new dates will tell"


def test_a_substitute_is_told_when_it_is_over_and_the_owner_keeps_her_day_all_along(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    run(settings, FIRST)
    with opened(settings.database.path) as db:
        set_absence(
            db,
            find_person(db, SAMIRA),
            find_person(db, TOVE),
            first_day=date(2019, 5, 24),
            last_day=SECOND,
            actor=PROGRAM,
            now=noon(FIRST).now(),
        )
    run(settings, SECOND)
    assert said(smtp_sink, TOVE) == [("PUBLISH", 0, "CONFIRMED", "2019-05-31")]
    run(settings, date(2019, 5, 28))
    assert said(smtp_sink, TOVE)[-1] == ("CANCEL", 1, "CANCELLED", "2019-05-31")
    assert len(said(smtp_sink, SAMIRA)) == 1


def test_a_person_who_has_left_is_not_written_to(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    with opened(settings.database.path) as db:
        leave(db, find_person(db, SAMIRA), last_day=FIRST, actor=PROGRAM, now=noon(FIRST).now())
    cancelled(settings, FIRST)
    run(settings, date(2019, 5, 21))
    assert len(mails(smtp_sink, SAMIRA)) == 1


def test_a_refused_reminder_has_told_nothing_and_the_next_one_does(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "550 no such user", times=1, recipient=SAMIRA)
    run(settings, FIRST)
    run(settings, SECOND)
    assert said(smtp_sink, SAMIRA) == [("PUBLISH", 1, "CONFIRMED", "2019-05-31")]


def try_again(settings: Settings, day: date) -> None:
    """Let the time pass until the next attempt, and make it."""
    with opened(settings.database.path) as db:
        db.execute("UPDATE delivery SET next_attempt_at = send_after WHERE state IN ('deferred', 'uncertain')")
    send_due(settings, noon(day))


@pytest.mark.parametrize("meeting_is_cancelled", [False, True])
def test_a_reminder_that_perhaps_came_is_followed_up_as_if_it_had_and_repeated_as_if_it_had_not(
    settings: Settings, smtp_sink: SmtpSink, meeting_is_cancelled: bool
) -> None:
    smtp_sink.script(Stage.ANSWER, DROP, times=1, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    smtp_sink.script(Stage.RCPT, "550 no such user", times=1, recipient=SAMIRA)
    try_again(settings, FIRST)
    if meeting_is_cancelled:
        cancelled(settings, FIRST)

    run(settings, SECOND)

    first, last = said(smtp_sink, SAMIRA)
    assert first == ("PUBLISH", 0, "CONFIRMED", "2019-05-31")
    assert last == (
        ("CANCEL", 1, "CANCELLED", "2019-05-31") if meeting_is_cancelled else ("PUBLISH", 1, "CONFIRMED", "2019-05-31")
    )


def test_a_deferred_reminder_is_the_same_file_when_it_is_tried_again(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.ANSWER, "450 taken, but try again", times=1, recipient=SAMIRA)
    send_due(settings, noon(FIRST))
    try_again(settings, FIRST)

    one, two = (each for each in smtp_sink.taken if each.recipient == SAMIRA)
    assert one.content == two.content


def test_a_refused_letter_is_not_written_again_and_again(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    cancelled(settings, FIRST)
    smtp_sink.script(Stage.RCPT, "550 no such user", times=None, recipient=SAMIRA)
    run(settings, date(2019, 5, 21))
    assert run(settings, date(2019, 5, 22)).idle
    with opened(settings.database.path) as db:
        failed = deliveries.all_deliveries(db, states=[DeliveryState.FAILED])
    assert [each.message for each in failed] == [MessageKind.CALENDAR]


def test_a_waiting_letter_follows_its_person_to_a_new_address(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    cancelled(settings, SATURDAY)
    send_due(settings, noon(SATURDAY))
    with opened(settings.database.path) as db:
        db.execute("UPDATE person SET email = 'samira.ny@kommun.example' WHERE email = ?", (SAMIRA,))
    run(settings, SECOND)
    assert len(mails(smtp_sink, SAMIRA)) == 1
    assert [method for method, *_ in said(smtp_sink, "samira.ny@kommun.example")] == ["CANCEL"]


def test_a_deadline_by_another_rule_is_told_too(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    rule = settings.meetings.model_copy(update={"report_days_before": 5})
    run(settings.model_copy(update={"meetings": rule}), SECOND)
    assert said(smtp_sink, SAMIRA)[-1] == ("PUBLISH", 1, "CONFIRMED", "2019-06-04")


def test_a_reminder_after_the_last_day_carries_nothing(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, date(2019, 6, 3))
    assert len(mails(smtp_sink, SAMIRA)) == 1
    assert said(smtp_sink, SAMIRA) == []


def test_planning_twice_adds_nothing(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    cancelled(settings, FIRST)
    with opened(settings.database.path) as db:
        assert plan_calendar_letters(db, settings, now=noon(SECOND).now()) == CalendarLetters(4, 0)
        assert plan_calendar_letters(db, settings, now=noon(SECOND).now()) == CalendarLetters(0, 0)
