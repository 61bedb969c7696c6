"""What only some kinds of plan have, set by hand: months, reserves, and values of indicators."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.ludvika import settings_for
from tracker.domain.event import PROGRAM
from tracker.domain.indicator import Reached
from tracker.domain.plan import Plan
from tracker.errors import NotFound
from tracker.services.balances import standings
from tracker.services.example import load_example
from tracker.services.finding import find_measure, find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.indicator_editing import set_indicator_value
from tracker.services.phasing_editing import set_falls_to, set_phasing
from tracker.services.plan_details import plan_details
from tracker.store import events
from tracker.store.opening import opened

RAMP = {
    "kind": "decided",
    "shape": "ramp",
    "more_each_month": "10",
    "first_month": "3",
    "cap": "50",
    "kr_each_month": "8 000",
}


@contextmanager
def example(folder: Path, name: str) -> Iterator[tuple[Database, Plan]]:
    settings = settings_for(folder / "example.sqlite")
    load_example(settings, name)
    with opened(settings.database.path) as db:
        yield db, find_plan(db, name)


def test_a_new_ramp_counts_from_its_day_and_the_old_one_stays(tmp_path: Path) -> None:
    now = datetime(2021, 6, 1, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2021") as (db, plan):
        measure = find_measure(db, plan, "1")
        set_phasing(db, plan.slug, measure.id, RAMP, actor=PROGRAM, now=now)
        found = [
            plan_details(db, plan, day, standings(db, plan, day)).courses[0].course.in_year_kr
            for day in (datetime(2021, 5, 31, tzinfo=UTC).date(), now.date())
        ]
        assert found == [6_520_000, 8_000 * (10 + 20 + 30 + 40 + 50 * 6)]
        wrong = RAMP | {"kind": "outcome", "first_month": "13", "cap": "1,5", "kr_each_month": ""}
        with pytest.raises(FieldProblems) as refused:
            set_phasing(db, plan.slug, measure.id, wrong, actor=PROGRAM, now=now)
        assert set(refused.value.problems) == {"kind", "first_month", "cap", "kr_each_month"}
        with pytest.raises(FieldProblems, match="fields"):
            set_phasing(db, plan.slug, measure.id, {"kind": "decided", "shape": "curve"}, actor=PROGRAM, now=now)


def test_a_reserve_is_pointed_at_another_post_and_at_none(tmp_path: Path) -> None:
    now = datetime(2021, 6, 1, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2021") as (db, plan):
        reserve, two = (find_measure(db, plan, number) for number in "32")

        def fallen_to() -> list[str]:
            known = standings(db, plan, now.date())
            return [each.to.number for each in plan_details(db, plan, now.date(), known).reserves]

        assert fallen_to() == ["4"]
        set_falls_to(db, plan.slug, reserve.id, {"falls_to": str(two.id)}, actor=PROGRAM, now=now)
        assert fallen_to() == ["2"]
        assert events.about(db, {"measure": [reserve.id]})[0].after == {"falls_to": two.id}
        set_falls_to(db, plan.slug, reserve.id, {"falls_to": ""}, actor=PROGRAM, now=now)
        assert fallen_to() == []
        for wrong in (str(reserve.id), "999", "x"):
            with pytest.raises(FieldProblems):
                set_falls_to(db, plan.slug, reserve.id, {"falls_to": wrong}, actor=PROGRAM, now=now)


def test_targets_and_outcomes_of_any_year(tmp_path: Path) -> None:
    now = datetime(2022, 8, 25, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2022") as (db, plan):
        measure = find_measure(db, plan, "I15")

        def say(**typed: str) -> Reached:
            set_indicator_value(db, plan.slug, measure.id, typed, actor=PROGRAM, now=now)
            known = standings(db, plan, now.date())
            found = next(each.indicator for each in known if each.measure.id == measure.id)
            assert found is not None
            return found.reached()

        def rows() -> int:
            sql = "SELECT count(*) FROM indicator_value WHERE measure_id = ?"
            return int(db.execute(sql, (measure.id,)).fetchone()[0])

        assert say(said="target", year="2022", value="40") is Reached.NOT_MEASURED
        assert say(said="outcome", year="2022", value="38") is Reached.MISSED
        assert say(said="target", year="2023", value="60") is Reached.MISSED
        assert say(said="target", year="", value="38") is Reached.REACHED
        assert rows() == 4
        say(said="target", year="2022", value="38,0")
        assert rows() == 4
        with pytest.raises(FieldProblems) as refused:
            say(said="both", year="22", value="ja")
        assert set(refused.value.problems) == {"said", "year", "value"}
        goal = find_measure(db, plan, "M1")
        with pytest.raises(NotFound):
            set_indicator_value(db, plan.slug, goal.id, {"said": "target", "value": "1"}, actor=PROGRAM, now=now)
