"""Submitting reports: what is saved, what is refused, and that nothing is ever rewritten."""

import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.ludvika import JONAS, MEETINGS, SAMIRA, SLUG, holder, noon, save_ludvika, settings_for
from tests.plan_on_file import ANNA, ludvika, save_example
from tests.plan_on_file import SLUG as EXAMPLE
from tracker.config import Settings
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.services.balances import plan_balance
from tracker.services.finding import find_plan
from tracker.services.reporting import Answer, AnswerProblems, DueReport, due_reports, submit
from tracker.store import effects, reports
from tracker.store.opening import opened

TODAY = date(2019, 5, 27)


@pytest.fixture
def settings(database: Path) -> Settings:
    return save_ludvika(database)


def due(db: Database, settings: Settings, email: str = SAMIRA, meeting: date = MEETINGS[0]) -> list[DueReport]:
    return due_reports(db, holder(db, settings, email, meeting), TODAY)


def answer(
    db: Database, settings: Settings, said: Answer, *, email: str = SAMIRA, meeting: date = MEETINGS[0]
) -> DueReport:
    """Answer the person's first report; how it stands afterwards."""
    report_id = due(db, settings, email, meeting)[0].report_id
    who = holder(db, settings, email, meeting)
    submit(db, who, {report_id: said}, now=noon(TODAY).now(), today=TODAY)
    return due(db, settings, email, meeting)[0]


def problems(db: Database, settings: Settings, said: Answer) -> dict[str, str]:
    """What is wrong with an answer, by field; nothing of it may have been saved."""
    with pytest.raises(AnswerProblems) as refused:
        answer(db, settings, said)
    assert due(db, settings)[0].submitted is None
    (wrong,) = refused.value.problems.values()
    return dict(wrong)


def test_a_report_changes_status_forecast_and_the_sum(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        now = answer(db, settings, Answer("in_progress", "1,4 mnkr", "0,2", "Två ungdomar har flyttat in."))
        plan = find_plan(db, SLUG)
        additional = plan_balance(db, plan, TODAY).additional
    assert now.standing.status is Status.IN_PROGRESS
    assert str(now.standing.forecast) == "1,4\xa0mnkr"
    assert now.standing.outcome is not None
    assert now.standing.outcome.low_kr == 200_000
    assert now.submitted is not None
    assert now.submitted.text == "Två ungdomar har flyttat in."
    assert additional.low_kr == 1_200_000 + 1_400_000 + 300_000


def test_unchanged_is_a_report_of_its_own_and_adds_no_effect(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        before = db.execute("SELECT count(*) FROM effect").fetchone()[0]
        now = answer(db, settings, Answer(unchanged=True))
        after = db.execute("SELECT count(*) FROM effect").fetchone()[0]
    assert now.submitted is not None
    assert now.submitted.unchanged
    assert before == after


def test_a_form_sent_back_as_it_was_shown_adds_no_effect(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        for email in (SAMIRA, "karin.sjodin@kommun.example", "per-olof.oberg@kommun.example"):
            shown = due(db, settings, email)[0].standing
            before = db.execute("SELECT count(*) FROM effect").fetchone()[0]
            assert shown.worth is not None
            answer(db, settings, Answer(shown.status.value, shown.worth.as_written, "", ""), email=email)
            assert db.execute("SELECT count(*) FROM effect").fetchone()[0] == before


def test_a_correction_is_a_new_version_and_the_first_one_stays(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        first = answer(db, settings, Answer("in_progress", "1,4 mnkr", "", "Första"))
        answer(db, settings, Answer("in_progress", "1,3 mnkr", "", "Andra"))
        versions = reports.versions_of_measure(db, first.measure.id)
        history = [str(each.amount) for each in effects.of_measure(db, first.measure.id)]
    assert [each.text for _, each in versions] == ["Första", "Andra"]
    assert [str(each.forecast) for _, each in versions] == ["1,4\xa0mnkr", "1,3\xa0mnkr"]
    assert history == ["1\xa0mnkr", "1,4\xa0mnkr", "1,3\xa0mnkr"]


@pytest.mark.parametrize("table", ["effect", "report_version", "measure_status", "target", "event"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id + 1000"])
def test_history_refuses_to_be_rewritten(settings: Settings, table: str, change: str) -> None:
    with opened(settings.database.path) as db:
        answer(db, settings, Answer("in_progress", "1,4 mnkr", "", ""))
        with pytest.raises(sqlite3.IntegrityError, match="is history"):
            db.execute(change.format(table))


def test_vet_ej_is_unknown_and_never_zero(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        now = answer(db, settings, Answer("in_progress", "vet ej", "", ""))
        additional = plan_balance(db, find_plan(db, SLUG), TODAY).additional
    assert now.standing.forecast is not None
    assert not now.standing.forecast.known
    assert (additional.low_kr, additional.unknown) == (1_500_000, 2)


def test_each_field_says_what_is_wrong_with_it(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        wrong = problems(db, settings, Answer("finns inte", "mycket", "-1 mnkr", "x" * 4001))
    assert set(wrong) == {"status", "forecast", "outcome", "text"}
    assert "Skriv till exempel 1,2 mnkr" in wrong["forecast"]
    assert "högst 4000" in wrong["text"]


def test_an_emptied_forecast_is_asked_about(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        assert "vet ej" in problems(db, settings, Answer("in_progress", "", "", ""))["forecast"]


@pytest.mark.parametrize("number", ["640823-3234", "19640823-3234", "6408233234", "640823+3234"])
def test_a_personal_identity_number_is_refused(settings: Settings, number: str) -> None:
    with opened(settings.database.path) as db:
        assert "personnummer" in problems(db, settings, Answer("done", "1 mnkr", "", f"Gäller {number}."))["text"]


def test_a_wrong_answer_among_right_ones_saves_none(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, JONAS, MEETINGS[0])
        first, second = (each.report_id for each in due(db, settings, JONAS))
        answers = {first: Answer("done", "1,2 mnkr", "", ""), second: Answer("done", "två", "", "")}
        with pytest.raises(AnswerProblems):
            submit(db, who, answers, now=noon(TODAY).now(), today=TODAY)
        assert all(each.submitted is None for each in due(db, settings, JONAS))


def test_another_persons_report_is_refused(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        theirs = due(db, settings, JONAS)[0].report_id
        who = holder(db, settings, SAMIRA, MEETINGS[0])
        with pytest.raises(Refused, match="ny ansvarig"):
            submit(db, who, {theirs: Answer(unchanged=True)}, now=noon(TODAY).now(), today=TODAY)
        assert due(db, settings, JONAS)[0].submitted is None


def test_what_was_last_said_is_shown_at_the_next_meeting(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        answer(db, settings, Answer("in_progress", "1,4 mnkr", "", "Två ungdomar."))
        later = due(db, settings, meeting=MEETINGS[1])[0]
    assert later.submitted is None
    assert later.last_said is not None
    assert (later.last_said[0], later.last_said[1].text) == (MEETINGS[0], "Två ungdomar.")


def test_a_cancelled_measure_owes_nothing_more(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        answer(db, settings, Answer("cancelled", "0", "", "Boendet byggs inte ut."))
        assert due(db, settings, meeting=MEETINGS[1]) == []
        assert SAMIRA not in {
            row["email"]
            for each in reports.outstanding(db, TODAY)
            for row in db.query("SELECT email FROM person WHERE id = ?", [each.owner_id])
        }


def written(db: Database) -> list[int]:
    """How many versions, events of them, effects and statuses there are."""
    return [
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in ("report_version", "event", "effect", "measure_status")
    ]


@pytest.mark.parametrize(
    "said",
    [
        Answer("in_progress", "0,9 mnkr", "", "Hej"),
        Answer("done", "vet ej", "0,2", "Hej\r\ndär"),
        Answer("not_started", "1 mnkr", "", ""),
        Answer(unchanged=True),
    ],
)
def test_the_same_form_sent_twice_is_one_report(settings: Settings, said: Answer) -> None:
    with opened(settings.database.path) as db:
        answer(db, settings, said)
        once = written(db)
        answer(db, settings, said)
        assert written(db) == once


def test_something_else_in_between_makes_the_same_answer_new(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        first = answer(db, settings, Answer("in_progress", "0,9 mnkr", "", "Hej"))
        answer(db, settings, Answer("in_progress", "0,8 mnkr", "", "Hej"))
        answer(db, settings, Answer("in_progress", "0,9 mnkr", "", "Hej"))
        answer(db, settings, Answer(unchanged=True))
        assert len(reports.versions_of_measure(db, first.measure.id)) == 4


def test_the_same_form_from_two_threads_is_one_report(settings: Settings) -> None:
    def send() -> None:
        with opened(settings.database.path) as db:
            answer(db, settings, Answer("in_progress", "0,9 mnkr", "", "Hej"))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with opened(settings.database.path) as db:
        assert written(db)[0] == 1


def test_a_report_is_newer_than_a_plan_dated_in_the_future(database: Path) -> None:
    (measure,) = (each for each in ludvika().measures if each.number == "3")
    for year, plan in enumerate((replace(ludvika(), presuppositions=(), targets=()), ludvika()), 2020):
        targets = tuple(replace(each, as_of=date(2020, 3, 31)) for each in plan.targets)
        own_year = replace(measure, effects=tuple(replace(each, period=Period(year)) for each in measure.effects))
        draft = replace(plan, year=year, presuppositions=(), targets=targets, measures=(own_year,))
        save_example(database, draft, slug=f"{EXAMPLE}-{year}")
    settings = settings_for(database)
    with opened(database) as db:
        for each in due(db, settings, ANNA):
            who = holder(db, settings, ANNA, MEETINGS[0])
            said = Answer("in_progress", "0,4 mnkr", "", "")
            submit(db, who, {each.report_id: said}, now=noon(TODAY).now(), today=TODAY)
        for year in (2020, 2021):
            plan_now = find_plan(db, f"{EXAMPLE}-{year}")
            assert plan_balance(db, plan_now, date(2021, 2, 1)).additional.low_kr == 400_000
