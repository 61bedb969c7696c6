"""An id in an address leads only to what belongs to the rest of the address: guessing another's finds nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, COMMITTEE_SLUG, EVA, SLUG, PlanOnFile, ludvika, save_example
from tests.services.editing import measure_id
from tests.signing_in import client_of
from tests.web.conftest import NOW
from tests.web.trying import dump, form_token
from tracker.domain.person import Role
from tracker.services.plan_saving import Source
from tracker.services.plan_uploads import keep_upload
from tracker.store import people
from tracker.store.opening import opened, writing

ROUTES = Path(__file__).with_name("routes.txt").read_text(encoding="utf-8").splitlines()
GUESSABLE = ("<int:measure_id>", "<int:presupposition_id>", "<int:effect_id>", "<int:upload_id>")


@pytest.fixture
def controller(plan: PlanOnFile, app: Flask) -> FlaskClient:
    """Of the plan's committee alone; another committee has a plan just like it."""
    save_example(plan.path, replace(ludvika(), committee="Byggnadsnämnden"), slug="annan")
    with opened(plan.path) as db, writing(db):
        people.add_role(db, plan.people[ANNA], Role.CONTROLLER, 1)
    return client_of(app, plan.path, ANNA)


@pytest.fixture
def others(plan: PlanOnFile, controller: FlaskClient) -> dict[str, str]:
    """What stands in the addresses: ids that are there, and are another committee's or another person's."""
    with opened(plan.path) as db:
        theirs = db.execute("SELECT id FROM presupposition WHERE plan_id = 2").fetchone()[0]
        effect = db.execute(
            "SELECT effect.id FROM effect JOIN measure ON measure.id = measure_id WHERE plan_id = 2"
        ).fetchone()[0]
        upload = keep_upload(db, COMMITTEE_SLUG, Source("plan.txt", b"Plan 2020"), person_id=plan.people[EVA], now=NOW)
        return {
            "/committees/<slug>": f"/committees/{COMMITTEE_SLUG}",
            "/plans/<slug>": f"/plans/{SLUG}",
            "<int:measure_id>": str(measure_id(db, "2", plan_id=2)),
            "<int:presupposition_id>": str(theirs),
            "<int:effect_id>": str(effect),
            "<int:upload_id>": str(upload),
        }


def test_an_id_of_another_committee_or_person_finds_nothing_and_changes_nothing(
    plan: PlanOnFile, controller: FlaskClient, others: dict[str, str]
) -> None:
    token = form_token(controller, "/account")
    before, tried = dump(plan.path), 0
    for route in ROUTES:
        method, address = route.split(" ", 1)
        if not any(each in address for each in GUESSABLE):
            continue
        for pattern, value in others.items():
            address = address.replace(pattern, value)
        fields = {"csrf_token": token, "action": "save", "title": "x", "amount": "1", "direction": "up", "label": "x"}
        answer = controller.open(address, method=method, data=fields if method == "POST" else None)
        assert answer.status_code == 404, f"{route}: {answer.status_code}"
        tried += 1
    assert tried > 20
    assert dump(plan.path) == before


def test_an_effect_of_another_measure_of_ones_own_plan_cannot_be_corrected_through_this_one(
    plan: PlanOnFile, controller: FlaskClient
) -> None:
    with opened(plan.path) as db:
        two, three = measure_id(db, "2"), measure_id(db, "3")
        effect = db.execute("SELECT id FROM effect WHERE measure_id = ?", (three,)).fetchone()[0]
    token = form_token(controller, "/account")
    before = dump(plan.path)
    address = f"/plans/{SLUG}/edit/measures/{two}/effects/{effect}/correct"
    assert controller.post(address, data={"csrf_token": token}).status_code in (404, 409)
    assert dump(plan.path) == before


def test_an_id_of_another_plan_in_a_field_is_refused(
    plan: PlanOnFile, controller: FlaskClient, others: dict[str, str]
) -> None:
    with opened(plan.path) as db:
        two = measure_id(db, "2")
    their_measure = others["<int:measure_id>"]
    for address, fields in (
        (f"/plans/{SLUG}/edit/measures/{two}/replace", {"replaced_by_id": their_measure}),
        (f"/plans/{SLUG}/edit/measures/new?parent={their_measure}", {"title": "x"}),
        (f"/plans/{SLUG}/edit/measures/new", {"title": "x", "meetings": "2019-06-13"}),
        (f"/plans/{SLUG}/edit/measures/new", {"title": "x", "owner_id": "99"}),
        (f"/plans/{SLUG}/edit/presuppositions/new", {"label": "x", "amount": "1", "measure_id": their_measure}),
    ):
        token = form_token(controller, "/account")
        before = dump(plan.path)
        for action in ("review", "save"):
            answer = controller.post(address, data={"csrf_token": token, "action": action, **fields})
            assert answer.status_code in (404, 409, 422), f"{address} {fields}: {answer.status_code}"
        assert dump(plan.path) == before
