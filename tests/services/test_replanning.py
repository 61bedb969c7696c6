"""What becomes of reminders when the world changes between planning and sending (DESIGN 4.3 and 4.4)."""

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.ludvika import EBBA, JONAS, MATS, SAMIRA, TOVE, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink, Stage
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.services.recipients import recipients
from tracker.services.reminding import plan_due
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store import deliveries, people
from tracker.store.opening import opened

STEP = date(2019, 5, 27)
LATER = date(2019, 5, 31)


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def states(settings: Settings) -> dict[DeliveryState, int]:
    with opened(settings.database.path) as db:
        return {state: count for state, count in deliveries.counts_by_state(db).items() if count}


def test_a_report_that_comes_in_after_planning_stops_its_mail(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        assert plan_due(db, settings, now=noon(STEP).now()).planned == 4
        who = holder(db, settings, SAMIRA, date(2019, 6, 12))
        answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, STEP)}
        submit(db, who, answers, now=noon(STEP).now(), today=STEP)

    result = send_due(settings, noon(STEP))

    assert result.cancelled == 1
    assert smtp_sink.copies()[SAMIRA] == 0
    assert states(settings) == {DeliveryState.SENT: 3, DeliveryState.CANCELLED: 1}


def test_planning_twice_adds_nothing(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        first = plan_due(db, settings, now=noon(STEP).now())
        second = plan_due(db, settings, now=noon(STEP).now())
    assert (first.planned, second.planned, second.cancelled) == (4, 0, 0)


def test_three_weeks_of_standstill_bring_only_the_latest_step(settings: Settings, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(date(2019, 5, 10)))
    assert not smtp_sink.taken

    send_due(settings, noon(date(2019, 6, 3)))

    assert set(smtp_sink.copies().values()) == {1}
    with opened(settings.database.path) as db:
        assert {row["step"] for row in db.query("SELECT step FROM reminder")} == {1}


def test_a_mail_that_was_deferred_is_overtaken_by_the_next_step(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "450 try later", times=None, recipient=SAMIRA)
    send_due(settings, noon(STEP))
    assert states(settings)[DeliveryState.DEFERRED] == 1

    smtp_sink.rules.clear()
    send_due(settings, noon(LATER))

    assert smtp_sink.copies()[SAMIRA] == 1
    assert DeliveryState.DEFERRED not in states(settings)


def test_a_deferred_mail_waits_through_the_weekend(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "450 try later", times=None, recipient=SAMIRA)
    send_due(settings, noon(date(2019, 5, 16)))
    smtp_sink.rules.clear()

    assert send_due(settings, noon(date(2019, 5, 18))).tally.sent == 0
    assert states(settings)[DeliveryState.DEFERRED] == 1

    send_due(settings, noon(date(2019, 5, 20)))
    assert smtp_sink.copies()[SAMIRA] == 1


def test_a_measure_without_owner_goes_to_the_controller_as_such(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        db.execute("UPDATE measure SET owner_id = NULL WHERE number = '3'")

    send_due(settings, noon(STEP))

    assert smtp_sink.copies()[SAMIRA] == 0
    mail = next(each for each in smtp_sink.taken if each.recipient == TOVE)
    text = message_from_bytes(mail.content, policy=policy.default).get_body(("plain",))
    assert text is not None
    assert "Ingen ansvarig är utsedd." in text.get_content()
    with opened(settings.database.path) as db:
        who = holder(db, settings, TOVE, date(2019, 6, 12))
        assert [each.measure.number for each in due_reports(db, who, STEP)] == ["3"]


def test_the_reports_of_a_person_who_has_left_go_to_the_controller(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        db.execute("UPDATE person SET left_on = '2019-05-24' WHERE email = ?", (JONAS,))

    send_due(settings, noon(STEP))

    assert smtp_sink.copies()[JONAS] == 0
    assert smtp_sink.copies()[TOVE] == 1


def test_a_new_address_is_written_to_instead_of_the_old_one(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        plan_due(db, settings, now=noon(STEP).now())
        db.execute("UPDATE person SET email = 'samira.ny@kommun.example' WHERE email = ?", (SAMIRA,))

    send_due(settings, noon(STEP))

    assert smtp_sink.copies()[SAMIRA] == 0
    assert smtp_sink.copies()["samira.ny@kommun.example"] == 1


def test_a_cancelled_meeting_cancels_what_waits_for_it(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        plan_due(db, settings, now=noon(STEP).now())
        db.execute("UPDATE meeting SET state = 'cancelled' WHERE held_on = '2019-06-12'")

    send_due(settings, noon(STEP))

    assert not smtp_sink.taken
    assert states(settings) == {DeliveryState.CANCELLED: 4}


def test_no_reminder_for_a_meeting_that_is_over(settings: Settings, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(date(2019, 6, 13)))
    assert not smtp_sink.taken


def test_an_owner_without_manager_is_escalated_to_the_secretary_alone(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        db.execute("UPDATE person SET manager_id = NULL")

    send_due(settings, noon(date(2019, 6, 4)))

    assert smtp_sink.copies()[MATS] == 1
    assert smtp_sink.copies()[EBBA] == 0


def test_a_report_that_reaches_nobody_is_told(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        db.execute("UPDATE measure SET owner_id = NULL WHERE number = '3'")
        db.execute("UPDATE plan SET controller_id = NULL")
        db.execute("DELETE FROM person_role WHERE role IN ('secretary', 'administrator')")
        unreachable = recipients(db, settings, STEP).unreachable
        assert people.by_email(db, SAMIRA) is not None
    assert {each.measure for each in unreachable} == {"3. Stödboendeverksamheten"}
