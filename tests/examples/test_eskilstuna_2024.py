"""Eskilstuna's needs for 2024 to 2026, as its document has them: intervals, groups, years, and what is not granted."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.cli.running import Tracker
from tracker.config import Settings
from tracker.domain.effect import EffectKind
from tracker.domain.event import PROGRAM
from tracker.domain.period import Period
from tracker.services.effect_editing import set_effects
from tracker.services.finding import find_measure, find_plan
from tracker.services.meanwhile import Edit
from tracker.store.opening import opened

YEARS = {2024: (36_800_000, 41_800_000), 2025: (39_400_000, 44_400_000), 2026: (40_000_000, 45_000_000)}


def span(total: dict[str, Any]) -> tuple[int, int]:
    return total["low_kr"], total["high_kr"]


def test_what_is_asked_for_each_year(stated: Callable[..., Any]) -> None:
    found = stated("eskilstuna-2024")
    assert found["kind"] == "needs"
    assert span(found["target"]) == YEARS[2024]
    assert {each["year"]: span(each["target"]) for each in found["periods"]} == YEARS


def test_each_group_in_each_year(stated: Callable[..., Any]) -> None:
    groups = {
        each["year"]: [span(group["requested"]) for group in each["groups"]]
        for each in stated("eskilstuna-2024")["periods"]
    }
    assert groups == {
        2024: [(29_800_000, 34_800_000), (6_500_000, 6_500_000), (500_000, 500_000)],
        2025: [(31_900_000, 36_900_000), (6_500_000, 6_500_000), (1_000_000, 1_000_000)],
        2026: [(32_000_000, 37_000_000), (6_500_000, 6_500_000), (1_500_000, 1_500_000)],
    }


def test_every_need_in_every_year(stated: Callable[..., Any]) -> None:
    tenths = {
        each["year"]: [need["forecast"]["low_kr"] // 100_000 for need in each["measures"]]
        for each in stated("eskilstuna-2024")["periods"]
    }
    assert tenths == {
        2024: [5, 23, 100, 39, 100, 20, 11, 65, 5],
        2025: [5, 24, 100, 39, 100, 40, 11, 65, 10],
        2026: [5, 25, 100, 39, 100, 40, 11, 65, 15],
    }


def test_nothing_is_granted_until_it_is_decided_and_that_is_not_nought(stated: Callable[..., Any]) -> None:
    found = stated("eskilstuna-2024")
    assert found["additional"] == {"low_kr": 0, "high_kr": 0, "unknown": 9, "provisional": False}
    assert span(found["gap"]) == YEARS[2024]


def test_requested_against_granted(capsys: Any, tmp_path: Path, example: Callable[[str], Settings]) -> None:
    """On a copy: one need is granted in whole, one in part, one is refused, and one in a later year."""
    path = tmp_path / "granted.sqlite"
    path.write_bytes(example("eskilstuna-2024").database.path.read_bytes())
    with opened(path) as db:
        plan = find_plan(db, "eskilstuna-2024")
        for number, granted in {"5": "10,0", "3": "12,0", "4": "0"}.items():
            need = find_measure(db, plan, number)
            edit = Edit({"decided": granted}, {"decided": ""})
            now = datetime(2023, 9, 4, 8, tzinfo=UTC)
            set_effects(db, plan.slug, need.id, edit, kinds=(EffectKind.DECIDED,), actor=PROGRAM, now=now)
        edit = Edit({"decided": "4,0"}, {"decided": ""})
        six, later = find_measure(db, plan, "6").id, Period(2025)
        set_effects(db, plan.slug, six, edit, kinds=(EffectKind.DECIDED,), actor=PROGRAM, now=now, period=later)
    found = Tracker(capsys, path).done("balance", "eskilstuna-2024", "--json").json
    assert found["additional"] == {"low_kr": 22_000_000, "high_kr": 22_000_000, "unknown": 6, "provisional": False}
    assert span(found["gap"]) == (14_800_000, 19_800_000)
    behov = found["groups"][0]
    assert (span(behov["requested"]), span(behov["sum"])) == ((29_800_000, 34_800_000), (22_000_000, 22_000_000))
    assert span(found["periods"][1]["gap"]) == (35_400_000, 40_400_000)
    assert found["periods"][1]["additional"]["unknown"] == 8


def test_the_investments_are_seven_million_each_year(stated: Callable[..., Any]) -> None:
    (table,) = stated("eskilstuna-2024")["stated_tables"]
    assert [each["column"] for each in table["sums"]] == ["2024", "2025", "2026", "2027", "2028"]
    assert all(each["holds"] and each["stated"]["low_kr"] == 7_000_000 for each in table["sums"])
