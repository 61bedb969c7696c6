"""Letters to those whose calendars are wrong by now, over real SMTP."""

from datetime import date
from pathlib import Path

import pytest

from tests.calendar_mail import (
    FIRST,
    SATURDAY,
    SECOND,
    cancelled,
    change,
    handed_over,
    mails,
    moved,
    reinstated,
    reported,
    run,
    said,
    uids,
)
from tests.ludvika import JONAS, SAMIRA, TOVE, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink, Stage
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.event import PROGRAM
from tracker.services.absences import leave, set_absence
from tracker.services.calendar_letters import CalendarLetters, plan_calendar_letters
from tracker.services.finding import find_person
from tracker.services.meeting_changes import cancel
from tracker.services.sending import send_due
from tracker.store import deliveries
from tracker.store.opening import opened


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


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


def test_planning_twice_adds_nothing(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    cancelled(settings, FIRST)
    with opened(settings.database.path) as db:
        assert plan_calendar_letters(db, settings, now=noon(SECOND).now()) == CalendarLetters(4, 0)
        assert plan_calendar_letters(db, settings, now=noon(SECOND).now()) == CalendarLetters(0, 0)
