"""Targets, presuppositions and effects by hand: new rows, what they do to the sums, and who said what meanwhile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import ANNA, EVA, SLUG, PlanOnFile, report, save_example
from tests.services.editing import LATER, NOW, PERSONAL_NUMBER, actor, content, edited, measure_id
from tracker.config import Settings, load_settings
from tracker.domain.effect import EffectKind
from tracker.domain.measure import Standing
from tracker.errors import NotFound, Refused
from tracker.services.balances import plan_balance, standings
from tracker.services.effect_editing import (
    CONFIRMED,
    EDITED,
    correct_effect,
    effect_values,
    review_effects,
    set_effects,
)
from tracker.services.finding import find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.meanwhile import ChangedMeanwhile, Edit
from tracker.services.presupposition_editing import (
    end_presupposition,
    find_presupposition,
    presupposition_values,
    review_ended_presupposition,
    review_presupposition,
    save_presupposition,
)
from tracker.services.target_editing import add_target, review_target, target_values, targets_page
from tracker.store import effects, targets
from tracker.store.opening import opened

TODAY = date(2019, 5, 28)


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


@pytest.fixture
def settings(plan: PlanOnFile) -> Settings:
    return load_settings(database=plan.path, environment={})


@pytest.fixture
def db(plan: PlanOnFile) -> Iterator[Database]:
    with opened(plan.path) as opened_db:
        yield opened_db


def gap(db: Database, as_of: date = TODAY) -> int:
    found = plan_balance(db, find_plan(db, SLUG), as_of).gap
    assert found is not None
    return found.high_kr


def standing(db: Database, number: str) -> Standing:
    return next(each for each in standings(db, find_plan(db, SLUG), TODAY) if each.measure.number == number)


def target(db: Database, amount: str, as_of: str, label: str = "") -> Edit:
    return Edit({"amount": amount, "as_of": as_of, "label": label}, target_values(db, find_plan(db, SLUG)))


def test_a_new_forecast_of_the_deficit_counts_and_the_older_stays(db: Database, plan: PlanOnFile) -> None:
    edit = target(db, "31,2", "2019-04-30", "Delårsrapport")
    review = review_target(db, SLUG, edit, actor=actor(plan, EVA), now=NOW)
    assert review.amounts[0].label == "Underskott per 30 april 2019"
    assert review.amounts[0].kronor == "31\xa0200\xa0000\xa0kr"
    assert gap(db) == 27_400_000
    add_target(db, SLUG, edit, actor=actor(plan, EVA), now=NOW)
    assert gap(db) == 28_700_000
    assert gap(db, date(2019, 4, 1)) == 27_400_000
    lines = targets_page(db, SLUG, now=NOW).lines
    assert [(each.target.label, each.counts, each.who) for each in lines] == [
        ("Delårsrapport", True, "eva.lind"),
        ("Underskott per sista mars", False, ""),
    ]


@pytest.mark.parametrize(
    ("as_of", "note", "after"),
    [("2019-01-31", "En nyare uppgift finns", 27_400_000), ("2019-03-31", "redan en uppgift per 31 mars", 28_000_000)],
)
def test_an_older_or_same_date_is_said_before_saving(
    db: Database, plan: PlanOnFile, as_of: str, note: str, after: int
) -> None:
    edit = target(db, "30,5 mnkr", as_of)
    assert note in review_target(db, SLUG, edit, actor=actor(plan, EVA), now=NOW).notes[0]
    add_target(db, SLUG, edit, actor=actor(plan, EVA), now=NOW)
    assert gap(db) == after


def test_each_field_of_a_target_says_what_is_wrong(db: Database, plan: PlanOnFile) -> None:
    edit = target(db, "", "2019-05-29", f"Om {PERSONAL_NUMBER}")
    with pytest.raises(FieldProblems) as refused:
        add_target(db, SLUG, edit, actor=actor(plan, EVA), now=NOW)
    assert set(refused.value.problems) == {"amount", "as_of", "label"}
    for day in ("", "snart", "31 februari", "1919-03-31"):
        with pytest.raises(FieldProblems) as refused:
            add_target(db, SLUG, target(db, "1", day), actor=actor(plan, EVA), now=NOW)
        assert set(refused.value.problems) == {"as_of"}


def test_two_new_forecasts_at_once_meet(db: Database, plan: PlanOnFile) -> None:
    first, second = target(db, "31", "2019-04-30"), target(db, "32", "2019-05-15")
    add_target(db, SLUG, first, actor=actor(plan, ANNA), now=NOW)
    with pytest.raises(ChangedMeanwhile) as met:
        add_target(db, SLUG, second, actor=actor(plan, EVA), now=LATER)
    (change,) = met.value.changes
    assert (change.who, change.before, change.after) == (
        "anna.berg", "29,9\xa0mnkr per 31 mars 2019", "31\xa0mnkr per 30 april 2019",
    )  # fmt: skip
    again = Edit(met.value.values, met.value.shown)
    assert add_target(db, SLUG, again, actor=actor(plan, EVA), now=LATER).amount.low_kr == 32_000_000


def test_a_presupposition_counts_from_its_day_and_before_it_did_not(db: Database, plan: PlanOnFile) -> None:
    typed = {"label": "Lägre hyror", "amount": "2 mnkr", "measure_id": str(measure_id(db, "3"))}
    edit = Edit(typed, {})
    review = review_presupposition(db, SLUG, edit, presupposition_id=None, actor=actor(plan, EVA), now=NOW)
    assert [each.after for each in review.sums if each.label == "Förutsatt"] == ["11,1\xa0mnkr"]
    assert gap(db) == 27_400_000
    save_presupposition(db, SLUG, edit, presupposition_id=None, actor=actor(plan, EVA), now=NOW)
    assert gap(db) == 27_400_000 + 1_000_000 + 1_000_000
    assert gap(db, TODAY - timedelta(days=1)) == 27_400_000


def test_a_changed_presupposition_is_a_new_row(db: Database, plan: PlanOnFile) -> None:
    shown = presupposition_values(find_presupposition(db, find_plan(db, SLUG), 1), find_plan(db, SLUG))
    edit = edited(shown, amount="6")
    save_presupposition(db, SLUG, edit, presupposition_id=1, actor=actor(plan, ANNA), now=NOW)
    now = targets.presuppositions(db, 1)
    before = targets.presuppositions(db, 1, TODAY - timedelta(days=1))
    assert sorted(each.amount.low_kr or 0 for each in now) == [3_600_000, 6_000_000]
    assert sorted(each.amount.low_kr or 0 for each in before) == [3_600_000, 5_500_000]
    mine = edited(shown, amount="7")
    with pytest.raises(ChangedMeanwhile) as met:
        save_presupposition(db, SLUG, mine, presupposition_id=1, actor=actor(plan, EVA), now=LATER)
    assert [(each.who, each.before, each.after) for each in met.value.changes] == [("anna.berg", "5,5", "6")]
    again = Edit(met.value.values, met.value.shown)
    save_presupposition(db, SLUG, again, presupposition_id=1, actor=actor(plan, EVA), now=LATER)
    assert len(targets.presuppositions(db, 1)) == 2


def test_a_form_of_a_presupposition_sent_back_as_it_was_writes_nothing(db: Database, plan: PlanOnFile) -> None:
    shown = presupposition_values(find_presupposition(db, find_plan(db, SLUG), 1), find_plan(db, SLUG))
    before = content(plan.path)
    save_presupposition(db, SLUG, edited(shown), presupposition_id=1, actor=actor(plan, EVA), now=NOW)
    assert content(plan.path) == before


def test_an_ended_presupposition_counts_no_more(db: Database, plan: PlanOnFile) -> None:
    shown = presupposition_values(find_presupposition(db, find_plan(db, SLUG), 2), find_plan(db, SLUG))
    review = review_ended_presupposition(db, SLUG, 2, actor=actor(plan, EVA), now=NOW)
    assert [each.after for each in review.sums if each.label == "Förutsatt"] == ["5,5\xa0mnkr"]
    end_presupposition(db, SLUG, 2, Edit({}, shown), actor=actor(plan, EVA), now=NOW)
    assert [each.label for each in targets.presuppositions(db, 1)] == ["Ludvikamodellen"]
    with pytest.raises(NotFound, match="tagit bort"):
        end_presupposition(db, SLUG, 2, Edit({}, shown), actor=actor(plan, EVA), now=NOW)


def test_each_field_of_a_presupposition_says_what_is_wrong(db: Database, plan: PlanOnFile) -> None:
    edit = Edit({"label": "", "amount": "två", "measure_id": "999"}, {})
    with pytest.raises(FieldProblems) as refused:
        save_presupposition(db, SLUG, edit, presupposition_id=None, actor=actor(plan, EVA), now=NOW)
    assert set(refused.value.problems) == {"label", "amount", "measure_id"}


def effects_form(db: Database, number: str, **changes: str) -> Edit:
    return edited(effect_values(standing(db, number), find_plan(db, SLUG), EDITED), **changes)


def test_new_amounts_are_new_rows_and_those_left_alone_are_none(db: Database, plan: PlanOnFile) -> None:
    edit = effects_form(db, "2", decided="1,5", outcome="200 tkr")
    measure = measure_id(db, "2")
    review = review_effects(db, SLUG, measure, edit, kinds=EDITED, actor=actor(plan, EVA), now=NOW)
    assert [(each.label, each.kronor) for each in review.amounts] == [
        ("Beslutad 2019", "1\xa0500\xa0000\xa0kr"),
        ("Utfall hittills 2019", "200\xa0000\xa0kr"),
    ]
    set_effects(db, SLUG, measure, edit, kinds=EDITED, actor=actor(plan, EVA), now=NOW)
    now = standing(db, "2")
    assert [str(now.effects[kind]) for kind in EDITED] == ["1,5\xa0mnkr", "1,2\xa0mnkr", "200\xa0tkr"]
    assert len(effects.of_measure(db, measure)) == 3


def test_an_emptied_amount_is_asked_about_and_vet_ej_is_unknown(db: Database, plan: PlanOnFile) -> None:
    measure = measure_id(db, "2")
    with pytest.raises(FieldProblems) as refused:
        set_effects(
            db, SLUG, measure, effects_form(db, "2", forecast=""), kinds=EDITED, actor=actor(plan, EVA), now=NOW
        )
    assert "vet ej" in refused.value.problems["forecast"]
    edit = effects_form(db, "2", forecast="vet ej")
    set_effects(db, SLUG, measure, edit, kinds=EDITED, actor=actor(plan, EVA), now=NOW)
    assert plan_balance(db, find_plan(db, SLUG), TODAY).additional.unknown == 2


def test_an_owners_report_meanwhile_is_shown_to_the_controller(
    db: Database, settings: Settings, plan: PlanOnFile
) -> None:
    edit = effects_form(db, "2", forecast="1,1")
    report(plan, settings, ANNA, NOW, status="in_progress", forecast="0,9")
    with pytest.raises(ChangedMeanwhile) as met:
        set_effects(db, SLUG, measure_id(db, "2"), edit, kinds=EDITED, actor=actor(plan, EVA), now=LATER)
    assert [(each.field, each.who, each.before, each.after) for each in met.value.changes] == [
        ("forecast", "Anna Berg", "1,2", "0,9")
    ]
    assert met.value.values["forecast"] == "1,1"


def test_an_outcome_is_confirmed(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    report(plan, settings, ANNA, NOW, status="done", forecast="1,2", outcome="0,4")
    shown = effect_values(standing(db, "2"), find_plan(db, SLUG), CONFIRMED)
    assert shown == {"confirmed": "", "outcome": "0,4"}
    confirm = Edit({"confirmed": "0,4"}, shown)
    set_effects(db, SLUG, measure_id(db, "2"), confirm, kinds=CONFIRMED, actor=actor(plan, EVA), now=LATER)
    assert plan_balance(db, find_plan(db, SLUG), TODAY).parts.confirmed.low_kr == 400_000
    with pytest.raises(ChangedMeanwhile):
        set_effects(
            db, SLUG, measure_id(db, "2"), Edit({"confirmed": "0,3"}, shown),
            kinds=CONFIRMED, actor=actor(plan, EVA), now=LATER,
        )  # fmt: skip


def test_a_mistaken_amount_is_followed_by_what_was_known_before(db: Database, plan: PlanOnFile) -> None:
    measure = measure_id(db, "2")
    edit = effects_form(db, "2", forecast="12", outcome="3")
    set_effects(db, SLUG, measure, edit, kinds=EDITED, actor=actor(plan, EVA), now=NOW)
    wrong = {each.kind: each.id for each in effects.of_measure(db, measure)}
    for kind in (EffectKind.FORECAST, EffectKind.OUTCOME):
        correct_effect(db, SLUG, measure, wrong[kind], kinds=EDITED, actor=actor(plan, EVA), now=LATER)
    now = standing(db, "2")
    assert str(now.forecast) == "1,2\xa0mnkr"
    assert now.outcome is not None
    assert not now.outcome.known
    rows = effects.of_measure(db, measure)
    assert [each.label for each in rows].count("rättad") == 2
    with pytest.raises(Refused, match="nyare belopp"):
        correct_effect(db, SLUG, measure, wrong[EffectKind.FORECAST], kinds=EDITED, actor=actor(plan, EVA), now=LATER)


def test_what_an_owner_reported_is_not_corrected_for_her(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    report(plan, settings, ANNA, datetime(2019, 5, 27, 8, tzinfo=UTC), status="done", forecast="0,9")
    newest = effects.of_measure(db, measure_id(db, "2"))[-1]
    with pytest.raises(Refused, match="kom med en återrapport"):
        correct_effect(db, SLUG, measure_id(db, "2"), newest.id, kinds=EDITED, actor=actor(plan, EVA), now=NOW)


def test_a_confirmation_is_corrected_only_by_who_may_confirm(db: Database, plan: PlanOnFile) -> None:
    measure = measure_id(db, "2")
    edit = Edit({"confirmed": "0,4"}, effect_values(standing(db, "2"), find_plan(db, SLUG), CONFIRMED))
    set_effects(db, SLUG, measure, edit, kinds=CONFIRMED, actor=actor(plan, EVA), now=NOW)
    newest = effects.of_measure(db, measure)[-1]
    with pytest.raises(Refused, match="finns inte längre"):
        correct_effect(db, SLUG, measure, newest.id, kinds=EDITED, actor=actor(plan, EVA), now=NOW)
