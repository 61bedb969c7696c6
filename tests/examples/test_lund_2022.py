"""Lund's operational plan for 2022, as its document has it: goals, indicators, assignments, and which sums hold."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Tracker
from tracker.config import Settings
from tracker.services.rehearsing import foretell
from tracker.services.report_form import ReportForm, report_form
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import Answer, AnswerProblems, submit
from tracker.services.summarising import build_summary
from tracker.services.withdrawing import withdraw
from tracker.store import meetings, people
from tracker.store.opening import opened

NAME, BIRGITTA = "lund-2022", "birgitta.falk@kommun.example"
AUGUST, NOW = date(2022, 9, 21), datetime(2022, 8, 25, 8, tzinfo=UTC)
TODAY = NOW.date()


def sums(found: Any) -> dict[tuple[str, str, str], tuple[int, int, bool]]:
    return {
        (table["title"], each["row"], each["column"]): (each["stated"]["low_kr"], each["difference_kr"], each["holds"])
        for table in found["stated_tables"]
        for each in table["sums"]
    }


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def words(value: dict[str, Any] | None) -> str | None:
    return None if value is None else plain(value["written"])


def test_which_of_its_sums_hold(stated: Callable[..., Any]) -> None:
    """13 437 holds for its table; as a net of 34 189 and 21 105 it is 353 off; 672 175 is 1 off by its two parts."""
    found = sums(stated(NAME))
    change = "Specifikation av förändringen mellan 2022 och 2021"
    assert found[change, "Summa förändring", "2022"] == (13_437_000, 0, True)
    assert found["Ramens förändring enligt driftbudgeten", "Netto", "2022"] == (13_437_000, 0, True)
    off = {key: difference for key, (_, difference, holds) in found.items() if not holds}
    assert off == {
        ("Ramens förändring enligt sammanfattningen", "Netto", "2022"): 353_000,
        ("Kommunbidrag", "Kommunbidrag", "2022"): 1_000,
    }
    assert found["Kommunbidrag", "Kommunbidrag", "2022"][0] == 672_175_000
    assert found["Kommunbidrag per verksamhetsområde", "Kommunbidrag", "2022"] == (672_175_000, 0, True)


def test_it_is_not_summed_in_money(stated: Callable[..., Any]) -> None:
    found = stated(NAME)
    assert (found["kind"], found["target"], found["gap"]) == ("operational_plan", None, None)
    assert found["additional"]["low_kr"] == found["additional"]["unknown"] == 0


def test_its_indicators_by_year(stated: Callable[..., Any]) -> None:
    found = {each["number"]: each for each in stated(NAME)["indicators"]}
    assert len(found) == 15
    written = {
        number: {year["year"]: (words(year["target"]), words(year["outcome"])) for year in each["years"]}
        for number, each in found.items()
    }
    assert written["I2"] == {2021: ("85 %", "78 %"), 2022: ("85 %", None)}
    assert written["I3"] == {2021: (None, "nej"), 2022: ("ja", None)}
    assert written["I5"][2021] == ("270", "433")
    assert written["I7"] == {2021: ("3 %", "3,7 %"), 2022: ("3 %", None)}
    assert written["I14"] == {2022: ("180 dagar", "inte mätt än")}
    assert (written["I1"], written["I10"], written["I15"]) == ({}, {}, {})
    assert {number for number, each in found.items() if each["new"]} == {"I1", "I4", "I8", "I10", "I12", "I14", "I15"}
    assert [found[each]["measured_from"] for each in ("I1", "I10", "I15", "I2")] == [2021, 2021, 2022, None]


def test_whether_its_targets_were_reached(stated: Callable[..., Any]) -> None:
    """In 2021 by the document; in 2022 so far by what the owners have reported."""
    found = stated(NAME)
    before = {each["number"]: each["years"][0]["reached"] for each in found["indicators"] if each["years"]}
    assert [number for number, reached in before.items() if reached == "reached"] == ["I11", "I13"]
    assert [number for number, reached in before.items() if reached == "missed"] == ["I2", "I5", "I6", "I7"]
    assert found["indicator_counts"] == {"reached": 2, "missed": 2, "not_measured": 11, "no_target": 0}


def test_when_each_is_followed_up(stated: Callable[..., Any]) -> None:
    for each in stated(NAME)["indicators"]:
        assert each["followed_up"] == ["april", "august", "year_end"]
        assert each["reported_to"] == ["2022-05-18", "2022-09-21", "2023-02-15"]


def test_the_councils_assignments_with_their_status(stated: Callable[..., Any]) -> None:
    assert [(each["title"], each["status"]) for each in stated(NAME)["assignments"]] == [
        ("Ökade volymer", "in_progress"),
        ("Resurstillskott till följd av effektiviseringar", "not_started"),
    ]
    before = stated(NAME, "--as-of", "2022-05-01")["assignments"]
    assert [each["status"] for each in before] == ["not_started", "not_started"]


@pytest.fixture
def copy(tmp_path: Path, example: Callable[[str], Settings]) -> Settings:
    source = example(NAME)
    path = tmp_path / "copy.sqlite"
    path.write_bytes(source.database.path.read_bytes())
    return source.model_copy(update={"database": source.database.model_copy(update={"path": path})})


def form_of(settings: Settings) -> tuple[LinkHolder, ReportForm]:
    with opened(settings.database.path) as db:
        person = people.by_email(db, BIRGITTA)
        meeting = meetings.on(db, 1, AUGUST, settings.meetings.deadline_rule)
        assert person is not None
        assert meeting is not None
        holder = LinkHolder(person, meeting)
        return holder, report_form(db, settings, holder, today=TODAY)


def test_indicators_are_reminded_about_like_measures(copy: Settings) -> None:
    with opened(copy.database.path) as db:
        found = foretell(db, copy, now=NOW, until=AUGUST)
    assert any("Birgitta Falk" in str(each) for each in found)


def test_an_indicator_is_reported_in_the_same_form_and_can_be_taken_back(
    capsys: pytest.CaptureFixture[str], copy: Settings
) -> None:
    holder, form = form_of(copy)
    items = {each.due.measure.number: each for each in form.items}
    assert list(items) == ["I5", "I6", "I7", "I8"]
    assert (items["I6"].shown.outcome, items["I7"].shown.outcome) == ("160", "")
    answers = {
        items["I6"].id: Answer("in_progress", outcome="204", text="Målet är nått."),
        items["I7"].id: Answer("in_progress", outcome="2,95 %"),
        items["I8"].id: Answer("done", outcome="Ja"),
        items["I5"].id: Answer(unchanged=True),
    }
    with opened(copy.database.path) as db:
        assert submit(db, holder, answers, now=NOW, today=TODAY) == 4
        submit(db, holder, answers, now=NOW, today=TODAY)
        new = db.execute("SELECT count(*) FROM indicator_value WHERE as_of = ?", (TODAY.isoformat(),)).fetchone()[0]
        assert new == 3
        summary = build_summary(db, copy, holder.meeting, today=TODAY)
    lines = {line.measure.split(".")[0]: line for line in summary.plans[0].lines}
    assert (lines["I6"].target, lines["I6"].outcome, lines["I6"].reported) == ("200", "204", True)
    told = {(each.measure.split(".")[0], each.before, plain(each.after)) for each in summary.plans[0].changes}
    assert {("I6", "160", "204"), ("I7", "", "2,95 %"), ("I8", "", "ja")} <= told
    tracker = Tracker(capsys, copy.database.path)
    counts = tracker.done("balance", NAME, "--json").json["indicator_counts"]
    assert counts == {"reached": 5, "missed": 1, "not_measured": 9, "no_target": 0}
    with opened(copy.database.path) as db:
        withdraw(db, holder, [items["I6"].id], now=NOW, today=TODAY)
    found = {each["number"]: each for each in tracker.done("balance", NAME, "--json").json["indicators"]}
    assert found["I6"]["years"][-1]["outcome"]["number"] == 160
    assert found["I7"]["years"][-1]["outcome"] == {"written": "2,95\N{NO-BREAK SPACE}%", "number": 295, "decimals": 2}


@pytest.mark.parametrize(
    ("number", "written", "said"), [("I6", "många", "antal"), ("I8", "0,5", "ja eller nej"), ("I7", "3 kr", "andel")]
)
def test_what_is_no_value_is_told_at_its_field(copy: Settings, number: str, written: str, said: str) -> None:
    holder, form = form_of(copy)
    item = next(each for each in form.items if each.due.measure.number == number)
    with opened(copy.database.path) as db, pytest.raises(AnswerProblems) as caught:
        submit(db, holder, {item.id: Answer("in_progress", outcome=written)}, now=NOW, today=TODAY)
    assert said in caught.value.problems[item.id]["outcome"]
