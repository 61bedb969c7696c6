"""A report taken back is due again, the sums are as before, and the history holds all of it."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.ludvika import JONAS, MEETINGS, SAMIRA, SLUG, holder, noon, save_ludvika, settings_for
from tests.plan_on_file import ANNA, ludvika, save_example
from tests.plan_on_file import SLUG as EXAMPLE
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Balance
from tracker.domain.draft import EffectDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.services.balances import plan_balance
from tracker.services.finding import find_plan
from tracker.services.reporting import Answer, DueReport, due_reports, submit
from tracker.services.sending import send_due
from tracker.services.withdrawing import withdraw
from tracker.store import effects, reports
from tracker.store.opening import opened

BEFORE, STEP = date(2019, 5, 22), date(2019, 5, 27)
YEAR = Period(2019)


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


def test_an_outcome_that_nobody_knew_before_is_absent_again(settings: Settings) -> None:
    report(settings, Answer("in_progress", "1 mnkr", "0,5 mnkr", ""))
    take_back(settings)
    due, after = standing(settings)
    assert due.standing.outcome is None
    assert after.parts.outcome.low_kr == 0


def save_one(database: Path, *amounts: EffectDraft) -> Settings:
    """Anna's one measure in a plan of 2019, with these amounts."""
    (measure,) = [replace(each, effects=amounts) for each in ludvika().measures if each.number == "3"]
    save_example(database, replace(ludvika(), presuppositions=(), measures=(measure,)))
    return settings_for(database)


def say(settings: Settings, said: Answer | None, *, meeting: int = 0, on: date = BEFORE) -> DueReport:
    """Anna's answer for her measure, None for taking it back; how it stands afterwards."""
    with opened(settings.database.path) as db:
        who = holder(db, settings, ANNA, MEETINGS[meeting])
        (due,) = due_reports(db, who, on)
        if said is None:
            withdraw(db, who, [due.report_id], now=noon(on).now(), today=on)
        else:
            submit(db, who, {due.report_id: said}, now=noon(on).now(), today=on)
        return due_reports(db, who, on)[0]


def sums(settings: Settings, on: date) -> Balance:
    with opened(settings.database.path) as db:
        return plan_balance(db, find_plan(db, EXAMPLE), on)


def amount(kind: EffectKind, kr: int, period: Period = YEAR) -> EffectDraft:
    return EffectDraft(kind, period, Amount.exact(kr))


def test_a_decided_amount_counts_again_when_the_first_forecast_is_taken_back(database: Path) -> None:
    settings = save_one(database, amount(EffectKind.DECIDED, 1_000_000))
    say(settings, Answer("in_progress", "0,4 mnkr", "", ""))
    after = say(settings, None)
    assert after.standing.forecast is None
    assert sums(settings, BEFORE).additional == Total(1_000_000, 1_000_000)


def test_where_no_saving_was_claimed_none_is_claimed_again(database: Path) -> None:
    settings = save_one(database)
    say(settings, Answer("in_progress", "0,4 mnkr", "", ""))
    say(settings, None)
    assert sums(settings, BEFORE).additional == Total()


def test_years_and_full_years_are_kept_apart(database: Path) -> None:
    full_year, next_year = Period(2019, full_year=True), Period(2020)
    settings = save_one(
        database,
        amount(EffectKind.FORECAST, 1_000_000),
        amount(EffectKind.FORECAST, 9_000_000, full_year),
        amount(EffectKind.FORECAST, 8_000_000, next_year),
    )
    said = say(settings, Answer(unchanged=True)).submitted
    assert said is not None
    assert said.forecast is not None
    assert said.forecast.low_kr == 1_000_000
    say(settings, Answer("in_progress", "0,9 mnkr", "", ""))
    say(settings, None)
    assert sums(settings, BEFORE).additional == Total(1_000_000, 1_000_000)
    with opened(settings.database.path) as db:
        assert [each.amount.low_kr for each in effects.of_measure(db, 1)] == [1_000_000, 9_000_000, 8_000_000]


def test_an_amount_that_another_report_still_says_stays_until_that_is_taken_back_too(database: Path) -> None:
    settings = save_one(database, amount(EffectKind.FORECAST, 1_000_000))
    say(settings, Answer("in_progress", "0,4 mnkr", "", ""))
    say(settings, Answer(unchanged=True), meeting=1)
    still = say(settings, None)
    assert still.standing.status is Status.IN_PROGRESS
    assert sums(settings, BEFORE).additional.low_kr == 400_000
    gone = say(settings, None, meeting=1)
    assert gone.standing.status is Status.NOT_STARTED
    assert sums(settings, BEFORE).additional.low_kr == 1_000_000


def test_an_older_report_taken_back_does_not_change_what_a_newer_one_says(database: Path) -> None:
    settings = save_one(database, amount(EffectKind.FORECAST, 1_000_000))
    say(settings, Answer("in_progress", "0,4 mnkr", "", ""))
    say(settings, Answer("paused", "0,3 mnkr", "", ""), meeting=1, on=STEP)
    after = say(settings, None, on=STEP)
    assert after.standing.status is Status.PAUSED
    assert sums(settings, STEP).additional.low_kr == 300_000


def test_how_the_plan_stood_before_the_report_was_taken_back_stays(database: Path) -> None:
    settings = save_one(database, amount(EffectKind.FORECAST, 1_000_000))
    say(settings, Answer("in_progress", "0,4 mnkr", "", ""))
    say(settings, None, on=STEP)
    assert sums(settings, BEFORE).additional.low_kr == 400_000
    assert sums(settings, STEP).additional.low_kr == 1_000_000


def test_what_was_taken_back_is_history_that_refuses_to_be_rewritten(database: Path) -> None:
    settings = save_one(database)
    say(settings, Answer("in_progress", "0,4 mnkr", "", ""))
    say(settings, None)
    with opened(settings.database.path) as db:
        for change in ("DELETE FROM withdrawn_effect", "UPDATE withdrawn_effect SET withdrawn_on = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="is history"):
                db.execute(change)


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
