"""Whoever comes to owe a report after her own step was sent is asked for it; clocks and addresses that were wrong."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.ludvika import JONAS, MEETINGS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import DROP, SmtpSink, Stage
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.services.absences import set_absence
from tracker.services.assigning import assign
from tracker.services.finding import find_measure, find_person, find_plan
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store.opening import opened

LAST_STEP, DAY_AFTER = date(2019, 6, 3), date(2019, 6, 4)
KARIN = "karin.sjodin@kommun.example"


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def hand_over(settings: Settings, number: str, email: str, on: date) -> None:
    with opened(settings.database.path) as db:
        plan = find_plan(db, "ludvika-2019")
        assign(db, plan, find_measure(db, plan, number), find_person(db, email), actor=PROGRAM, now=noon(on).now())


def letters(sink: SmtpSink, to: str) -> list[str]:
    texts = []
    for each in sink.taken:
        if each.recipient == to:
            part = message_from_bytes(each.content, policy=policy.default).get_body(("plain",))
            assert part is not None
            texts.append(part.get_content())
    return texts


def test_a_measure_handed_over_after_the_last_step_is_asked_for_the_next_day_once(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    send_due(settings, noon(LAST_STEP))
    with opened(settings.database.path) as db:
        who = holder(db, settings, JONAS, MEETINGS[0])
        answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, LAST_STEP)}
        submit(db, who, answers, now=noon(LAST_STEP).now(), today=LAST_STEP)
    hand_over(settings, "3", JONAS, LAST_STEP)

    send_due(settings, noon(LAST_STEP))
    assert len(letters(smtp_sink, JONAS)) == 1
    for offset in range(8):
        send_due(settings, noon(DAY_AFTER + timedelta(days=offset)))

    mine = letters(smtp_sink, JONAS)
    assert len(mine) == 2
    assert "3. Stödboendeverksamheten" in mine[1]
    assert len(letters(smtp_sink, SAMIRA)) == 1


def test_a_substitute_who_was_reminded_of_her_own_is_asked_for_the_absents_too(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    send_due(settings, noon(LAST_STEP))
    with opened(settings.database.path) as db:
        set_absence(
            db,
            find_person(db, SAMIRA),
            find_person(db, KARIN),
            first_day=DAY_AFTER,
            last_day=date(2019, 6, 14),
            actor=PROGRAM,
            now=noon(LAST_STEP).now(),
        )
    send_due(settings, noon(DAY_AFTER))
    assert "3. Stödboendeverksamheten" in letters(smtp_sink, KARIN)[1]


def test_one_run_on_a_clock_that_was_ahead_silences_nobody(settings: Settings, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(date(2019, 11, 20)))
    before = smtp_sink.copies()[SAMIRA]
    for day in (date(2019, 5, 27), date(2019, 5, 31), date(2019, 8, 12)):
        send_due(settings, noon(day))
    assert smtp_sink.copies()[SAMIRA] == before + 3


def test_a_clock_set_back_repeats_no_step(settings: Settings, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(date(2019, 5, 31)))
    send_due(settings, noon(date(2019, 5, 28)))
    assert smtp_sink.copies()[SAMIRA] == 1


def test_an_uncertain_letter_and_the_next_step_are_not_both_sent_on_one_day(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    smtp_sink.script(Stage.ANSWER, DROP, recipient=SAMIRA)
    send_due(settings, noon(date(2019, 5, 27)))
    taken = smtp_sink.copies()[SAMIRA]
    send_due(settings, noon(date(2019, 5, 31)))
    assert smtp_sink.copies()[SAMIRA] == taken + 1


def test_an_uncertain_letter_is_tried_again_the_same_day_under_the_same_message_id(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    smtp_sink.script(Stage.ANSWER, DROP, recipient=SAMIRA)
    send_due(settings, noon(date(2019, 5, 27)))
    later = noon(date(2019, 5, 27)).now() + timedelta(hours=2)
    send_due(settings, standing_clock(later))
    send_due(settings, noon(date(2019, 5, 28)))
    assert len({each.message_id for each in smtp_sink.taken if each.recipient == SAMIRA}) == 1


def test_an_address_put_right_after_a_failure_is_written_to_the_next_day(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 unknown", times=None, recipient=SAMIRA)
    send_due(settings, noon(LAST_STEP))
    with opened(settings.database.path) as db:
        db.execute("UPDATE person SET email = 'samira.ny@kommun.example' WHERE email = ?", (SAMIRA,))
    send_due(settings, noon(LAST_STEP))
    send_due(settings, noon(DAY_AFTER))
    send_due(settings, noon(date(2019, 6, 5)))
    assert smtp_sink.copies()["samira.ny@kommun.example"] == 1
