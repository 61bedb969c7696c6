"""Adding, changing, moving and ending measures; nothing that was reported is lost by it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import ANNA, BO, EVA, SLUG, PlanOnFile, report, save_example
from tests.services.editing import LATER, NOW, PERSONAL_NUMBER, actor, content, edited, measure_id
from tracker.config import Settings, load_settings
from tracker.domain.measure import Standing
from tracker.domain.status import Status
from tracker.errors import NotFound, Refused
from tracker.services.balances import plan_balance, standings
from tracker.services.dispatching import dispatch_due
from tracker.services.finding import find_measure, find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.meanwhile import ChangedMeanwhile, Edit
from tracker.services.measure_editing import NewRow, add_measure, edit_measure, move_measure, review_new_measure
from tracker.services.measure_ending import (
    end_measure,
    ending_values,
    remove_measure,
    restore_measure,
    review_ending,
    why_kept,
)
from tracker.services.measure_fields import measure_values
from tracker.services.plan_page import plan_page
from tracker.services.plan_table import Wanted
from tracker.store import measures, people, reports
from tracker.store.opening import opened

TODAY = date(2019, 5, 28)
NEW = {"number": "7", "title": "Färre hyrbilar", "forecast": "1,2 mnkr", "meetings": "2019-06-12 2019-09-04"}


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


def standing(db: Database, number: str) -> Standing:
    return next(each for each in standings(db, find_plan(db, SLUG), TODAY) if each.measure.number == number)


def numbers(db: Database) -> list[str]:
    return [each.number for each in measures.of_plan(db, 1) if each.parent_id is None]


def values_of(db: Database, settings: Settings, number: str) -> dict[str, str]:
    plan = find_plan(db, SLUG)
    return measure_values(db, plan, find_measure(db, plan, number), settings.meetings.deadline_rule)


def test_a_new_measure_counts_is_last_and_owes_its_reports(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    typed = NEW | {"owner_id": str(plan.people[BO])}
    review = review_new_measure(db, settings, SLUG, typed, actor=actor(plan, EVA), now=NOW)
    assert [(each.amount, each.kronor) for each in review.amounts] == [
        ("inget belopp", ""),
        ("1,2\xa0mnkr", "1\xa0200\xa0000\xa0kr"),
    ]
    gap = next(each for each in review.sums if each.label == "Kvar att täcka")
    assert (gap.before, gap.after) == ("27,4\xa0mnkr", "26,2\xa0mnkr")
    assert "7" not in numbers(db)
    added = add_measure(db, settings, SLUG, typed, actor=actor(plan, EVA), now=NOW)
    assert numbers(db)[-1] == "7"
    assert added.owner_id == plan.people[BO]
    assert len(reports.of_measure(db, added.id)) == 2
    assert plan_balance(db, find_plan(db, SLUG), TODAY).gap.low_kr == 26_200_000  # type: ignore[union-attr]


def test_a_measure_that_came_later_is_new_since_the_last_meeting(
    db: Database, settings: Settings, plan: PlanOnFile
) -> None:
    add_measure(db, settings, SLUG, NEW, actor=actor(plan, EVA), now=NOW)
    since = plan_page(db, settings, SLUG, wanted=Wanted(), today=TODAY).since
    assert since is not None
    assert [(each.measure, each.after) for each in since.changes] == [("7. Färre hyrbilar", "ny")]
    assert since.gap == "Gapet har minskat med 1,2\xa0mnkr sedan planen beslutades."


def test_a_part_stands_last_of_its_measures_parts(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    typed = {"number": "2g", "title": "Sjunde delen"}
    add_measure(db, settings, SLUG, typed, row=NewRow(parent_id=measure_id(db, "2")), actor=actor(plan, EVA), now=NOW)
    order = [each.number for each in measures.of_plan(db, 1)]
    assert order[order.index("2f") + 1] == "2g"
    assert order[order.index("2g") + 1] == "3"
    with pytest.raises(Refused, match="en gång till"):
        add_measure(
            db, settings, SLUG, typed, row=NewRow(parent_id=measure_id(db, "2g")), actor=actor(plan, EVA), now=NOW
        )


def test_each_field_of_a_measure_says_what_is_wrong(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    wrong = {
        "number": "2",
        "title": "",
        "description": f"Om {PERSONAL_NUMBER}",
        "unit": "x" * 101,
        "owner_id": "999",
        "meetings": "2019-06-13",
        "forecast": "mycket",
        "decided": "-1 mnkr",
    }
    before = content(plan.path)
    with pytest.raises(FieldProblems) as refused:
        add_measure(db, settings, SLUG, wrong, actor=actor(plan, EVA), now=NOW)
    assert set(refused.value.problems) == set(wrong)
    assert content(plan.path) == before


@pytest.mark.parametrize("number", ["", "7/8", "..", "7 a", "x" * 13, "?"])
def test_a_number_that_cannot_stand_in_an_address_is_refused(
    db: Database, settings: Settings, plan: PlanOnFile, number: str
) -> None:
    with pytest.raises(FieldProblems) as refused:
        add_measure(db, settings, SLUG, NEW | {"number": number}, actor=actor(plan, EVA), now=NOW)
    assert set(refused.value.problems) == {"number"}


def test_editing_gives_the_measure_to_another_and_moves_its_reports(
    db: Database, settings: Settings, plan: PlanOnFile
) -> None:
    shown = values_of(db, settings, "2")
    change = edited(shown, title="Ny rubrik", owner_id=str(plan.people[BO]), meetings="2019-06-12 2019-12-11")
    edit_measure(db, settings, SLUG, measure_id(db, "2"), change, actor=actor(plan, EVA), now=NOW)
    now = values_of(db, settings, "2")
    assert now == shown | {
        "title": "Ny rubrik", "owner_id": str(plan.people[BO]), "meetings": "2019-06-12 2019-12-11",
    }  # fmt: skip
    assert [role.value for role, _ in people.roles(db)[plan.people[BO]]] == ["manager"]


def test_a_measure_can_be_without_an_owner(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    change = edited(values_of(db, settings, "2"), owner_id="")
    edited_measure = edit_measure(db, settings, SLUG, measure_id(db, "2"), change, actor=actor(plan, EVA), now=NOW)
    assert edited_measure.owner_id is None


def test_what_was_reported_to_a_meeting_stays(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    report(plan, settings, ANNA, NOW, status="done", forecast="1", text="Klart.")
    change = edited(values_of(db, settings, "2"), meetings="")
    edit_measure(db, settings, SLUG, measure_id(db, "2"), change, actor=actor(plan, EVA), now=LATER)
    assert values_of(db, settings, "2")["meetings"] == "2019-06-12"
    assert len(reports.versions_of_measure(db, measure_id(db, "2"))) == 1


def test_two_who_edit_one_measure_meet(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    shown = values_of(db, settings, "2")
    first = edited(shown, title="Annas", meetings="2019-06-12", owner_id=str(plan.people[EVA]))
    edit_measure(db, settings, SLUG, measure_id(db, "2"), first, actor=actor(plan, ANNA), now=NOW)
    with pytest.raises(ChangedMeanwhile) as met:
        edit_measure(
            db, settings, SLUG, measure_id(db, "2"), edited(shown, title="Evas"), actor=actor(plan, EVA), now=LATER
        )
    words = {each.field: (each.who, each.before, each.after) for each in met.value.changes}
    assert words["title"][2] == "Annas"
    assert words["owner_id"] == ("anna.berg", "Anna Berg", "Eva Lind")
    assert words["meetings"][2] == "12 juni"
    assert met.value.values["title"] == "Evas"
    assert met.value.values["meetings"] == "2019-06-12"


def test_measures_pass_each_other_with_their_parts(db: Database, plan: PlanOnFile) -> None:
    move_measure(db, SLUG, measure_id(db, "3"), up=True, actor=actor(plan, EVA), now=NOW)
    assert numbers(db) == ["1", "3", "2", "4", "5", "6"]
    order = [each.number for each in measures.of_plan(db, 1)]
    assert order[order.index("2") : order.index("4")] == ["2", "2a", "2b", "2c", "2d", "2e", "2f"]
    move_measure(db, SLUG, measure_id(db, "2b"), up=False, actor=actor(plan, EVA), now=NOW)
    assert [each.number for each in measures.of_plan(db, 1) if each.number.startswith("2")][:4] == [
        "2", "2a", "2c", "2b",
    ]  # fmt: skip
    before = content(plan.path)
    move_measure(db, SLUG, measure_id(db, "1"), up=True, actor=actor(plan, EVA), now=NOW)
    assert content(plan.path) == before


def test_a_measure_that_nothing_was_said_of_can_be_removed_and_its_number_used_again(
    db: Database, settings: Settings, plan: PlanOnFile
) -> None:
    remove_measure(db, SLUG, measure_id(db, "2"), actor=actor(plan, EVA), now=NOW)
    assert "2" not in numbers(db)
    assert plan_balance(db, find_plan(db, SLUG), TODAY).additional.low_kr == 1_300_000
    assert db.execute("SELECT count(*) FROM effect").fetchone()[0] == 5
    with pytest.raises(NotFound):
        find_measure(db, find_plan(db, SLUG), "2a")
    add_measure(db, settings, SLUG, NEW | {"number": "2"}, actor=actor(plan, EVA), now=NOW)


def test_what_was_reported_keeps_its_measure(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    report(plan, settings, ANNA, NOW)
    with pytest.raises(Refused, match="återrapporterad"):
        remove_measure(db, SLUG, measure_id(db, "2"), actor=actor(plan, EVA), now=LATER)
    with pytest.raises(Refused, match="förutsätter den"):
        remove_measure(db, SLUG, measure_id(db, "6"), actor=actor(plan, EVA), now=LATER)
    dispatch_due(db, settings, now=datetime(2019, 6, 7, 8, tzinfo=UTC))
    assert "nämnden har fått" in why_kept(db, find_plan(db, SLUG), find_measure(db, find_plan(db, SLUG), "4"))


def test_a_cancelled_measure_counts_no_more_and_is_taken_up_again_as_it_was(
    db: Database, settings: Settings, plan: PlanOnFile
) -> None:
    report(plan, settings, ANNA, NOW, status="delayed", forecast="1")
    shown = ending_values(standing(db, "2"))
    edit, number = Edit({}, shown), measure_id(db, "2")
    review = review_ending(db, SLUG, number, edit, status=Status.CANCELLED, actor=actor(plan, EVA), now=LATER)
    assert [each.after for each in review.sums if each.label == "Kvar att täcka"] == ["28,6\xa0mnkr"]
    assert standing(db, "2").status is Status.DELAYED
    end_measure(db, SLUG, number, edit, status=Status.CANCELLED, actor=actor(plan, EVA), now=LATER)
    assert standing(db, "2").status is standing(db, "2a").status is Status.CANCELLED
    with pytest.raises(Refused, match="redan avslutad"):
        end_measure(db, SLUG, number, edit, status=Status.CANCELLED, actor=actor(plan, EVA), now=LATER)
    restore_measure(db, SLUG, number, actor=actor(plan, EVA), now=LATER)
    assert (standing(db, "2").status, standing(db, "2a").status) == (Status.DELAYED, Status.NOT_STARTED)
    with pytest.raises(Refused, match="redan upptagen"):
        restore_measure(db, SLUG, number, actor=actor(plan, EVA), now=LATER)


def test_a_replaced_measure_says_by_which(db: Database, plan: PlanOnFile) -> None:
    edit = Edit({"replaced_by_id": str(measure_id(db, "3"))}, ending_values(standing(db, "2")))
    end_measure(db, SLUG, measure_id(db, "2"), edit, status=Status.REPLACED, actor=actor(plan, EVA), now=NOW)
    replacement = measures.replacement(db, measure_id(db, "2"))
    assert replacement is not None
    assert replacement.number == "3"
    assert standing(db, "2").status is Status.REPLACED


@pytest.mark.parametrize("chosen", ["", "999", "2"])
def test_a_measure_is_replaced_by_another_of_the_plan(db: Database, plan: PlanOnFile, chosen: str) -> None:
    value = str(measure_id(db, chosen)) if chosen == "2" else chosen
    edit = Edit({"replaced_by_id": value}, ending_values(standing(db, "2")))
    with pytest.raises(FieldProblems):
        end_measure(db, SLUG, measure_id(db, "2"), edit, status=Status.REPLACED, actor=actor(plan, EVA), now=NOW)


def test_what_is_reported_meanwhile_is_shown_before_a_measure_is_cancelled(
    db: Database, settings: Settings, plan: PlanOnFile
) -> None:
    shown = ending_values(standing(db, "2"))
    report(plan, settings, ANNA, NOW, status="done", forecast="1,2", outcome="0,4")
    with pytest.raises(ChangedMeanwhile) as met:
        end_measure(
            db, SLUG, measure_id(db, "2"), Edit({}, shown), status=Status.CANCELLED, actor=actor(plan, EVA), now=LATER
        )
    said = {each.field: (each.who, each.before, each.after) for each in met.value.changes}
    assert said == {
        "status": ("Anna Berg", "ej påbörjad", "genomförd"),
        "outcome": ("Anna Berg", "inget", "0,4\xa0mnkr"),
    }


def test_another_plans_measure_is_not_found(db: Database, settings: Settings, plan: PlanOnFile) -> None:
    save_example(plan.path, slug="annan")
    other = measure_id(db, "2", plan_id=2)
    with pytest.raises(NotFound):
        move_measure(db, SLUG, other, up=True, actor=actor(plan, EVA), now=NOW)
    with pytest.raises(NotFound):
        remove_measure(db, SLUG, other, actor=actor(plan, EVA), now=NOW)
    with pytest.raises(NotFound):
        edit_measure(db, settings, SLUG, other, Edit({}, {}), actor=actor(plan, EVA), now=NOW)
