"""tracker absence, leave and withdraw."""

from datetime import date

import pytest

from tests.cli.running import Tracker
from tracker.clock import parse_now
from tracker.config import load_settings
from tracker.domain.dates import STOCKHOLM
from tracker.services.finding import find_meeting, find_person
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import Answer, due_reports, submit
from tracker.store.opening import opened

ANNA, EBBA = "anna@kommun.example", "ebba@kommun.example"
BEFORE = "2019-05-09"


def _asked(tracker: Tracker, now: str = BEFORE) -> set[str]:
    """Who would be asked for reports before the first meeting."""
    found = tracker.done("reminders", "--until", "2019-05-31", "--json", now=now).json["mails"]
    return {each["to"] for each in found if each["message"] == "reminder"}


def test_a_substitute_is_asked_until_it_is_taken_back(tracker: Tracker) -> None:
    words = ("absence", ANNA, "--substitute", EBBA, "--from", "2019-05-13", "--to", "2019-06-30")
    assert ANNA in _asked(tracker)
    assert "Ebba Ek tillfrågas i stället för Anna Åberg" in tracker.done(*words, now=BEFORE).out
    assert ANNA not in _asked(tracker)
    assert EBBA in _asked(tracker)
    assert "har redan den frånvaron" in tracker.done(*words, now=BEFORE).out
    assert "är tillbaka" in tracker.done("absence", ANNA, "--end", now=BEFORE).out
    assert "ingen frånvaro" in tracker.done("absence", ANNA, "--end", now=BEFORE).out
    assert ANNA in _asked(tracker)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--substitute", EBBA),
        ("--end", "--substitute", EBBA),
        ("--substitute", ANNA, "--from", "2019-05-13", "--to", "2019-06-30"),
        ("--substitute", EBBA, "--from", "2019-06-13", "--to", "2019-05-30"),
        ("--substitute", "ingen@kommun.example", "--from", "2019-05-13", "--to", "2019-06-30"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(tracker: Tracker, words: tuple[str, ...]) -> None:
    assert tracker("absence", ANNA, *words, now=BEFORE).refused()
    assert ANNA in _asked(tracker)


def test_who_leaves_has_her_open_reports_listed(tracker: Tracker) -> None:
    words = ("leave", ANNA, "--on", "2019-08-31")
    said = tracker.done(*words, now=BEFORE).out
    assert "Anna Åberg slutar 31 augusti 2019." in said
    assert "2019-09-04" in said
    assert "2019-06-12" not in said
    assert "slutar redan" in tracker.done(*words, now=BEFORE).out
    listed = tracker.done(*words, "--json", now=BEFORE).json
    assert {each["meeting"] for each in listed} >= {"2019-09-04", "2019-10-09"}
    assert ANNA in _asked(tracker)
    assert ANNA not in {
        each["to"]
        for each in tracker.done("reminders", "--until", "2019-12-31", "--json", now="2019-09-02").json["mails"]
    }


def test_a_report_that_is_taken_back_is_due_again(tracker: Tracker) -> None:
    now = parse_now("2019-05-20")
    with opened(tracker.database) as db:
        rule = load_settings(environment={}).meetings.deadline_rule
        holder = LinkHolder(find_person(db, ANNA), find_meeting(db, 1, date(2019, 6, 12), rule))
        due = due_reports(db, holder, now.astimezone(STOCKHOLM).date())
        answers = {each.report_id: Answer(unchanged=True) for each in due}
        submit(db, holder, answers, now=now, today=date(2019, 5, 20))
    assert ANNA not in _asked(tracker, "2019-05-20")
    words = ("withdraw", tracker.slug(), "2", "--meeting", "2019-06-12")
    assert "tillbakatagen" in tracker.done(*words, now="2019-05-21").out
    assert ANNA in _asked(tracker, "2019-05-21")
    assert "ingen återrapport" in tracker.done(*words, now="2019-05-21").out
    with opened(tracker.database) as db:
        event = db.execute("SELECT * FROM event WHERE action = 'withdraw'").fetchone()
    assert (event["actor_id"], event["actor"]) == (None, "kommandoraden")
    assert "inget sammanträde" in tracker("withdraw", tracker.slug(), "2", "--meeting", "2019-06-13").refused()
