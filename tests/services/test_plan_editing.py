"""Making a plan and changing what it says of itself: what is saved, refused, and shown of another's change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, EVA, SLUG, PlanOnFile, save_example
from tests.services.editing import LATER, NOW, PERSONAL_NUMBER, actor, content, edited
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.plan import Target
from tracker.errors import NotFound
from tracker.services.finding import find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.meanwhile import ChangedMeanwhile
from tracker.services.plan_editing import edit_plan, make_plan, plan_values
from tracker.store import events, targets
from tracker.store.opening import opened

NEW = {"title": "Åtgärdsplan 2020", "year": "2020", "unit": "tkr", "reference": "", "summary": "", "controller_id": ""}


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


@pytest.fixture
def db(plan: PlanOnFile) -> Iterator[Database]:
    with opened(plan.path) as opened_db:
        yield opened_db


def test_a_plan_made_by_hand_has_its_name_in_addresses_and_an_event(db: Database, plan: PlanOnFile) -> None:
    made = make_plan(db, COMMITTEE_SLUG, NEW, actor=actor(plan, EVA), now=NOW)
    again = make_plan(db, COMMITTEE_SLUG, NEW, actor=actor(plan, EVA), now=NOW)
    assert (made.slug, again.slug) == ("atgardsplan-2020", "atgardsplan-2020-2")
    assert find_plan(db, "atgardsplan-2020").unit is Unit.TKR
    (event,) = events.about(db, {"plan": [made.id]})
    assert (event.actor, event.action, event.after["title"]) == ("eva.lind", "make", "Åtgärdsplan 2020")


def test_a_plan_is_of_the_kind_that_was_chosen_and_stays_so_when_something_stands_in_it(
    db: Database, plan: PlanOnFile
) -> None:
    who = actor(plan, EVA)
    made = make_plan(db, COMMITTEE_SLUG, NEW | {"kind": "allocation"}, actor=who, now=NOW)
    assert made.kind.words.target == "ram"
    edit_plan(db, made.slug, edited(plan_values(made), title="Ny", kind="needs"), actor=who, now=NOW)
    changed = find_plan(db, made.slug)
    assert changed.kind.words.measure == "behov"
    targets.insert(db, made.id, Target(Period(2020), NOW.date(), Amount.exact(1), "Ram"), recorded_at=NOW)
    with pytest.raises(FieldProblems) as refused:
        edit_plan(db, made.slug, edited(plan_values(changed), kind="allocation"), actor=who, now=NOW)
    assert set(refused.value.problems) == {"kind"}
    edit_plan(db, made.slug, edited(plan_values(changed), kind="", title="Nyare"), actor=who, now=NOW)
    assert (find_plan(db, made.slug).title, find_plan(db, made.slug).kind) == ("Nyare", changed.kind)


def test_each_field_says_what_is_wrong_with_it_and_nothing_is_saved(db: Database, plan: PlanOnFile) -> None:
    before = content(plan.path)
    wrong = {"title": " ", "year": "19", "unit": "USD", "reference": "x" * 61, "controller_id": "999", "kind": "budget"}
    with pytest.raises(FieldProblems) as refused:
        make_plan(db, COMMITTEE_SLUG, NEW | wrong, actor=actor(plan, EVA), now=NOW)
    assert set(refused.value.problems) == set(wrong)
    assert content(plan.path) == before


@pytest.mark.parametrize("field", ["title", "reference", "summary"])
def test_a_personal_identity_number_is_refused(db: Database, plan: PlanOnFile, field: str) -> None:
    with pytest.raises(FieldProblems) as refused:
        make_plan(db, COMMITTEE_SLUG, NEW | {field: f"Om {PERSONAL_NUMBER}"}, actor=actor(plan, EVA), now=NOW)
    assert "personnummer" in refused.value.problems[field]


def test_an_unknown_committee_is_not_found(db: Database, plan: PlanOnFile) -> None:
    with pytest.raises(NotFound):
        make_plan(db, "nope", NEW, actor=actor(plan, EVA), now=NOW)


def test_an_edit_writes_before_and_after_of_what_changed_alone(db: Database, plan: PlanOnFile) -> None:
    shown = plan_values(find_plan(db, SLUG))
    edit_plan(db, SLUG, edited(shown, title="Ny rubrik"), actor=actor(plan, EVA), now=NOW)
    event = events.about(db, {"plan": [1]})[0]
    assert (event.before, event.after) == ({"title": "Åtgärdsplan 2019, Social välfärd"}, {"title": "Ny rubrik"})
    assert find_plan(db, SLUG).title == "Ny rubrik"


def test_a_form_sent_back_as_it_was_shown_writes_nothing(db: Database, plan: PlanOnFile) -> None:
    shown = plan_values(find_plan(db, SLUG))
    before = content(plan.path)
    sent = {name: value.replace("\n", "\r\n") for name, value in shown.items()}
    edit_plan(db, SLUG, edited(shown, **sent), actor=actor(plan, EVA), now=NOW)
    assert content(plan.path) == before


def test_the_year_stays_while_amounts_are_of_it(db: Database, plan: PlanOnFile) -> None:
    shown = plan_values(find_plan(db, SLUG))
    with pytest.raises(FieldProblems) as refused:
        edit_plan(db, SLUG, edited(shown, year="2020"), actor=actor(plan, EVA), now=NOW)
    assert "belopp för 2019" in refused.value.problems["year"]


def test_the_second_to_save_is_shown_the_others_change_and_keeps_her_own(db: Database, plan: PlanOnFile) -> None:
    shown = plan_values(find_plan(db, SLUG))
    first = edited(shown, title="Annas rubrik", controller_id=str(plan.people[BO]))
    edit_plan(db, SLUG, first, actor=actor(plan, ANNA), now=NOW)
    second = edited(shown, title="Evas rubrik", reference="SUN 2019/118")
    with pytest.raises(ChangedMeanwhile) as met:
        edit_plan(db, SLUG, second, actor=actor(plan, EVA), now=LATER)
    title, controller = met.value.changes
    assert (title.field, title.who, title.at) == ("title", "anna.berg", NOW)
    assert (title.before, title.after) == ("Åtgärdsplan 2019, Social välfärd", "Annas rubrik")
    assert (controller.before, controller.after) == ("Eva Lind", "Bo Ek")
    assert find_plan(db, SLUG).title == "Annas rubrik"
    assert met.value.values["title"] == "Evas rubrik"
    assert met.value.values["reference"] == "SUN 2019/118"
    assert met.value.values["controller_id"] == str(plan.people[BO])
    edit_plan(db, SLUG, edited(met.value.shown, **met.value.values), actor=actor(plan, EVA), now=LATER)
    now = find_plan(db, SLUG)
    assert (now.title, now.reference, now.controller_id) == ("Evas rubrik", "SUN 2019/118", plan.people[BO])


def test_two_who_make_the_same_change_do_not_meet(db: Database, plan: PlanOnFile) -> None:
    shown = plan_values(find_plan(db, SLUG))
    for email in (ANNA, EVA):
        edit_plan(db, SLUG, edited(shown, title="Samma rubrik"), actor=actor(plan, email), now=NOW)
    assert find_plan(db, SLUG).title == "Samma rubrik"
