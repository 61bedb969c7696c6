"""A report taken back is due again, the sums are as before, and the history holds all of it."""

from datetime import date
from pathlib import Path

import pytest

from tests.ludvika import JONAS, MEETINGS, SAMIRA, SLUG, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.balance import Balance
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.services.balances import plan_balance
from tracker.services.finding import find_plan
from tracker.services.reporting import Answer, DueReport, due_reports, submit
from tracker.services.sending import send_due
from tracker.services.withdrawing import withdraw
from tracker.store import reports
from tracker.store.opening import opened

BEFORE, STEP = date(2019, 5, 22), date(2019, 5, 27)


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def report(settings: Settings, said: Answer) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, SAMIRA, MEETINGS[0])
        (due,) = due_reports(db, who, BEFORE)
        submit(db, who, {due.report_id: said}, now=noon(BEFORE).now(), today=BEFORE)


def take_back(settings: Settings, on: date = BEFORE) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, SAMIRA, MEETINGS[0])
        (due,) = due_reports(db, who, on)
        withdraw(db, who, [due.report_id], now=noon(on).now(), today=on)


def standing(settings: Settings) -> tuple[DueReport, Balance]:
    with opened(settings.database.path) as db:
        (due,) = due_reports(db, holder(db, settings, SAMIRA, MEETINGS[0]), STEP)
        return due, plan_balance(db, find_plan(db, SLUG), STEP)


def test_taking_back_two_versions_restores_status_forecast_and_sums(settings: Settings) -> None:
    _, before = standing(settings)
    report(settings, Answer("done", "2 mnkr", "", "Första"))
    report(settings, Answer("done", "3 mnkr", "", "Andra"))
    _, meanwhile = standing(settings)
    assert meanwhile.additional != before.additional

    take_back(settings)

    due, after = standing(settings)
    assert due.submitted is None
    assert due.standing.status is Status.NOT_STARTED
    assert after.additional == before.additional
    with opened(settings.database.path) as db:
        assert [each.text for _, each in reports.versions_of_measure(db, due.measure.id)] == ["Första", "Andra"]


def test_an_outcome_that_nobody_knew_before_is_unknown_again(settings: Settings) -> None:
    report(settings, Answer("in_progress", "1 mnkr", "0,5 mnkr", ""))
    take_back(settings)
    due, after = standing(settings)
    assert due.standing.outcome is not None
    assert not due.standing.outcome.known
    assert after.parts.outcome.low_kr == 0


def test_what_was_taken_back_is_reminded_about_again_and_may_be_reported_anew(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    report(settings, Answer(unchanged=True))
    send_due(settings, noon(BEFORE))
    assert smtp_sink.copies()[SAMIRA] == 0
    assert smtp_sink.copies()[JONAS] == 1

    take_back(settings)
    send_due(settings, noon(STEP))
    assert smtp_sink.copies()[SAMIRA] == 1

    report(settings, Answer(unchanged=True))
    assert standing(settings)[0].submitted is not None


def test_a_report_in_a_frozen_follow_up_stays(settings: Settings) -> None:
    report(settings, Answer(unchanged=True))
    send_due(settings, noon(date(2019, 6, 5)))
    with pytest.raises(Refused, match="fryst"):
        take_back(settings, date(2019, 6, 5))


def test_taking_back_twice_is_refused(settings: Settings) -> None:
    report(settings, Answer(unchanged=True))
    take_back(settings)
    with pytest.raises(Refused, match="redan tillbakatagen"):
        take_back(settings)
