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
from tracker.errors import Refused
from tracker.services.balances import standings
from tracker.services.example import load_example
from tracker.services.finding import find_measure, find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.indicator_editing import indicator_page, set_indicator_value
from tracker.services.meanwhile import ChangedMeanwhile, Edit, Values
from tracker.services.measure_ending import why_kept
from tracker.services.phasing_editing import phasing_page, review_phasing, set_phasing
from tracker.services.plan_details import plan_details
from tracker.services.reserve_editing import reserve_page, set_falls_to
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

        def phased(typed: Values) -> Edit:
            return Edit(typed, phasing_page(db, plan.slug, measure.id).shown)

        unseen = phased(RAMP)
        set_phasing(db, plan.slug, measure.id, phased(RAMP), actor=PROGRAM, now=now)
        found = [
            plan_details(db, plan, day, standings(db, plan, day)).courses[0].course.in_year_kr
            for day in (datetime(2021, 5, 31, tzinfo=UTC).date(), now.date())
        ]
        assert found == [6_520_000, 8_000 * (10 + 20 + 30 + 40 + 50 * 6)]
        with pytest.raises(ChangedMeanwhile):
            set_phasing(db, plan.slug, measure.id, unseen, actor=PROGRAM, now=now)
        wrong = RAMP | {"kind": "outcome", "first_month": "13", "cap": "1,5", "kr_each_month": ""}
        with pytest.raises(FieldProblems) as refused:
            set_phasing(db, plan.slug, measure.id, phased(wrong), actor=PROGRAM, now=now)
        assert set(refused.value.problems) == {"kind", "first_month", "cap", "kr_each_month"}
        with pytest.raises(FieldProblems, match="fields"):
            set_phasing(
                db, plan.slug, measure.id, phased({"kind": "decided", "shape": "curve"}), actor=PROGRAM, now=now
            )


def test_shares_and_a_ramp_are_shown_before_they_are_saved(tmp_path: Path) -> None:
    now = datetime(2021, 6, 1, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2021") as (db, plan):
        measure = find_measure(db, plan, "1")
        shown = phasing_page(db, plan.slug, measure.id).shown

        def notes(**typed: str) -> str:
            edit = Edit({"kind": "decided"} | typed, shown)
            return " ".join(review_phasing(db, plan.slug, measure.id, edit, actor=PROGRAM, now=now).notes)

        lund = notes(shape="ramp", more_each_month="15", first_month="2", cap="100", kr_each_month="8000")
        assert "Det blir 6\N{NO-BREAK SPACE}520\N{NO-BREAK SPACE}tkr i år." in lund
        assert "1\N{NO-BREAK SPACE}520\N{NO-BREAK SPACE}tkr mindre" in lund
        assert "Ett helt år blir det 9\N{NO-BREAK SPACE}600\N{NO-BREAK SPACE}tkr. Planen anger detsamma." in lund
        assert "februari 120\N{NO-BREAK SPACE}tkr" in lund
        shares = notes(shape="spread", shares="0 0 0 0 0 0 1 1 1 1 1 5")
        assert "juni 0\N{NO-BREAK SPACE}tkr, juli 500\N{NO-BREAK SPACE}tkr" in shares
        assert "december 2\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}tkr" in shares
        assert "Lika mycket varje månad." in notes(shape="spread", shares="")
        for wrong in ("1 2 3", "x " * 12, "0 " * 12):
            with pytest.raises(FieldProblems):
                notes(shape="spread", shares=wrong)
        assert phasing_page(db, plan.slug, measure.id).shown == shown


def test_a_reserve_is_pointed_at_another_post_and_at_none(tmp_path: Path) -> None:
    now = datetime(2021, 6, 1, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2021") as (db, plan):
        reserve, two = (find_measure(db, plan, number) for number in "32")

        def fall(to: str) -> None:
            shown = reserve_page(db, plan.slug, reserve.id).values
            set_falls_to(db, plan.slug, reserve.id, Edit({"falls_to": to}, shown), actor=PROGRAM, now=now)

        def fallen_to() -> list[str]:
            known = standings(db, plan, now.date())
            return [each.to.number for each in plan_details(db, plan, now.date(), known).reserves]

        assert fallen_to() == ["4"]
        fall(str(two.id))
        assert fallen_to() == ["2"]
        assert events.about(db, {"measure": [reserve.id]})[0].after == {"falls_to": two.id}
        fall("")
        assert fallen_to() == []
        for wrong in (str(reserve.id), "999", "x"):
            with pytest.raises(FieldProblems):
                fall(wrong)


def test_targets_and_outcomes_of_any_year(tmp_path: Path) -> None:
    now = datetime(2022, 8, 25, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2022") as (db, plan):
        measure = find_measure(db, plan, "I15")

        def say(**typed: str) -> Reached:
            shown = indicator_page(db, plan.slug, measure.id, today=now.date()).shown
            set_indicator_value(db, plan.slug, measure.id, Edit(typed, shown), actor=PROGRAM, now=now)
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
        with pytest.raises(Refused):
            indicator_page(db, plan.slug, goal.id, today=now.date())


def test_an_indicator_that_was_measured_this_year_stays(tmp_path: Path) -> None:
    """What was measured before that year is the document's own, and goes with it."""
    now = datetime(2022, 8, 25, 8, tzinfo=UTC)
    with example(tmp_path, "lund-2022") as (db, plan):
        measure = find_measure(db, plan, "I9")
        assert "utfall" not in why_kept(db, plan, measure)
        shown = indicator_page(db, plan.slug, measure.id, today=now.date()).shown
        typed = {"said": "outcome", "year": "2022", "value": "9 %"}
        set_indicator_value(db, plan.slug, measure.id, Edit(typed, shown), actor=PROGRAM, now=now)
        assert "Den har ett utfall" in why_kept(db, plan, measure)
