"""Calendar files in reminders over real SMTP: which ones carry them, under which SEQUENCE."""

from datetime import date
from pathlib import Path

import pytest

from tests.calendar_mail import FIRST, SECOND, cancelled, files, mails, moved, run, said, try_again, uids
from tests.ludvika import JONAS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import DROP, SmtpSink, Stage
from tracker.config import Settings
from tracker.mail.message import Composed
from tracker.services.composing import Composer
from tracker.services.reminding import plan_due
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store import deliveries
from tracker.store.opening import opened


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


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


def test_a_refused_reminder_has_told_nothing_and_the_next_one_does(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "550 no such user", times=1, recipient=SAMIRA)
    run(settings, FIRST)
    run(settings, SECOND)
    assert said(smtp_sink, SAMIRA) == [("PUBLISH", 1, "CONFIRMED", "2019-05-31")]


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


def test_a_reminder_carries_what_it_has_told_of_a_meeting_that_was_reported_to_meanwhile(settings: Settings) -> None:
    """Between planning and writing: the ledger says already that her calendar knows."""
    day = date(2019, 8, 14)
    moved(settings, FIRST, date(2019, 9, 6), held_on=date(2019, 10, 9))
    with opened(settings.database.path) as db:
        plan_due(db, settings, now=noon(day).now())
        (planned,) = [each for each in deliveries.all_deliveries(db) if each.address == SAMIRA]
        who = holder(db, settings, SAMIRA, date(2019, 9, 4))
        answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, day)}
        submit(db, who, answers, now=noon(day).now(), today=day)
        composed = Composer(settings, noon(day), "key")(db, planned)
    assert isinstance(composed, Composed)
    assert "4 september" not in composed.subject
    assert [each.name for each in composed.attachments] == ["aterrapport-2019-09-04.ics", "aterrapport-2019-09-06.ics"]


def test_a_deadline_by_another_rule_is_told_too(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, FIRST)
    rule = settings.meetings.model_copy(update={"report_days_before": 5})
    run(settings.model_copy(update={"meetings": rule}), SECOND)
    assert said(smtp_sink, SAMIRA)[-1] == ("PUBLISH", 1, "CONFIRMED", "2019-06-04")


def test_a_reminder_after_the_last_day_carries_nothing(settings: Settings, smtp_sink: SmtpSink) -> None:
    run(settings, date(2019, 6, 3))
    assert len(mails(smtp_sink, SAMIRA)) == 1
    assert said(smtp_sink, SAMIRA) == []
