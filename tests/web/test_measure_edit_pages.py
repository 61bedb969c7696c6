"""The controller's pages of measures: adding, changing, ordering, ending, their amounts and confirming the outcome."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, BO, EVA, SLUG, PlanOnFile, report
from tests.services.editing import measure_id
from tests.signing_in import client_of
from tests.web.conftest import Fetch
from tests.web.editing import fill, review_and_save, send
from tests.web.page_checks import check
from tests.web.trying import dump, press
from tracker.config import Settings
from tracker.store.opening import opened

PLAN = f"/plans/{SLUG}"
EDIT = f"{PLAN}/edit/measures"
SAID = datetime(2019, 5, 27, 8, tzinfo=UTC)


@pytest.fixture
def two(plan: PlanOnFile) -> str:
    """The address of measure 2's form."""
    with opened(plan.path) as db:
        return f"{EDIT}/{measure_id(db, '2')}"


def test_a_measure_is_reviewed_and_added_to_every_meeting_to_come(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    typed = {"title": "Färre hyrbilar", "forecast": "1,2 mnkr", "owner_id": str(plan.people[BO])}
    reviewed = check(fill(client, f"{EDIT}/new", **typed).text)
    assert "Prognos 1,2 mnkr = 1 200 000 kr" in reviewed.words
    assert "Kvar att täcka Nu 27,4 mnkr Sedan 26,2 mnkr" in reviewed.words
    saved = send(client, f"{EDIT}/new", reviewed, action="save")
    assert saved.headers["Location"] == f"{PLAN}/measures/7"
    words = fetch(f"{PLAN}/measures/7").words
    assert "7. Färre hyrbilar" in words
    assert words.count("sista dag") == 5
    assert "Ansvarig Bo Ek" in words


def test_a_wrong_measure_keeps_its_boxes_and_what_was_typed(plan: PlanOnFile, client: FlaskClient) -> None:
    typed: dict[str, Any] = {
        "title": "",
        "number": "2",
        "forecast": "mycket",
        "description": "Behåll det.",
        "meetings": ["2019-09-04"],
    }
    answer = fill(client, f"{EDIT}/new", **typed)
    assert answer.status_code == 422
    page = check(answer.text)
    problems = ("#number", "#title", "#forecast")
    assert [each["href"] for each in page.all("a") if each["href"] in problems] == list(problems)
    boxes = [each["value"] for each in page.all("input") if each["type"] == "checkbox" and "checked" in each]
    assert boxes == ["2019-09-04"]
    assert "Behåll det." in page.text


def test_a_part_is_added_to_its_measure(plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str) -> None:
    address = f"{EDIT}/new?parent={two.rsplit('/', 1)[1]}"
    assert "Ny del av 2." in fetch(address).words
    assert review_and_save(client, address, title="Sjunde delen").status_code == 303
    assert "2g. Sjunde delen" in fetch(f"{PLAN}/measures/2").words


def test_a_measure_is_changed_and_given_to_another(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str
) -> None:
    typed: dict[str, Any] = {
        "title": "Ny rubrik",
        "owner_id": str(plan.people[EVA]),
        "meetings": ["2019-06-12", "2019-12-11"],
    }
    assert fill(client, two, **typed).status_code == 303
    words = fetch(f"{PLAN}/measures/2").words
    assert "2. Ny rubrik" in words
    assert "Ansvarig Eva Lind" in words
    assert words.count("sista dag") == 2


def test_what_was_reported_cannot_be_unticked(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str, settings: Settings
) -> None:
    report(plan, settings, ANNA, SAID)
    page = fetch(two)
    assert "Står kvar: 12 juni 2019" in page.words
    send(client, two, page, meetings=[])
    assert "Onsdag 12 juni 2019 inlämnad" in fetch(f"{PLAN}/measures/2").words


def test_two_who_edit_one_measure_meet(plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str) -> None:
    mine = fetch(two)
    fill(client, two, owner_id=str(plan.people[EVA]))
    answer = send(client, two, mine, title="Min rubrik")
    assert answer.status_code == 409
    page = check(answer.text)
    assert "Ansvarig Från Anna Berg till Eva Lind" in page.words
    assert any(each["value"] == str(plan.people[EVA]) and "selected" in each for each in page.all("option"))
    assert send(client, two, page).status_code == 303
    assert "2. Min rubrik" in fetch(f"{PLAN}/measures/2").words


def test_measures_are_moved_by_their_buttons(plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str) -> None:
    answer = press(client, f"{two}/move", EDIT, direction="up")
    assert answer.headers["Location"] == f"{EDIT}#measure-{two.rsplit('/', 1)[1]}"
    words = fetch(EDIT).words
    assert "är flyttad upp" in words
    assert words.index("2f. Automatiserad") < words.index("1. Organisationsförändringar")


def test_a_measure_is_removed_while_nothing_was_reported(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str
) -> None:
    assert "Det går inte att ångra" in fetch(f"{two}/end").words
    assert press(client, f"{two}/remove", f"{two}/end").status_code == 303
    fetch(f"{PLAN}/measures/2", 404)
    fetch(two, 404)


def test_a_reported_measure_is_kept_and_cancelled_and_taken_up_again(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str, settings: Settings
) -> None:
    report(plan, settings, ANNA, SAID, status="in_progress", forecast="1,2")
    assert "Den kan inte tas bort. Den är återrapporterad" in fetch(f"{two}/end").words
    assert press(client, f"{two}/remove", f"{two}/end").status_code == 409
    reviewed = check(fill(client, f"{two}/cancel").text)
    assert "Kvar att täcka Nu 27,2 mnkr Sedan 28,4 mnkr" in reviewed.words
    assert send(client, f"{two}/cancel", reviewed, action="save").status_code == 303
    assert "Utgår. Räknas inte" in fetch(f"{PLAN}/measures/2").words
    assert press(client, f"{two}/restore", two).status_code == 303
    assert "Status pågår" in fetch(f"{PLAN}/measures/2").words


def test_a_measure_is_replaced_by_another(plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str) -> None:
    assert fill(client, f"{two}/replace").status_code == 422
    with opened(plan.path) as db:
        three = str(measure_id(db, "3"))
    assert review_and_save(client, f"{two}/replace", replaced_by_id=three).status_code == 303
    page = fetch(f"{PLAN}/measures/2")
    assert "Ersatt av 3. Stödboendeverksamheten" in page.words


def test_what_is_reported_while_one_cancels_is_shown_first(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str, settings: Settings
) -> None:
    mine = fetch(f"{two}/cancel")
    report(plan, settings, ANNA, SAID, status="done", forecast="1,2")
    answer = send(client, f"{two}/cancel", mine)
    assert answer.status_code == 409
    assert "Status Från ej påbörjad till genomförd Anna Berg" in check(answer.text).words


def test_amounts_are_reviewed_saved_and_a_mistake_is_undone(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str
) -> None:
    reviewed = check(fill(client, f"{two}/effects", forecast="12").text)
    assert "Prognos 2019 12 mnkr = 12 000 000 kr" in reviewed.words
    assert send(client, f"{two}/effects", reviewed, action="save").status_code == 303
    page = fetch(f"{two}/effects")
    wrong = [each["action"] for each in page.all("form") if each["action"].endswith("/correct")]
    assert len(wrong) == 1
    assert press(client, wrong[0], f"{two}/effects").status_code == 303
    words = fetch(f"{two}/effects").words
    assert "Prognos rättad 1,2 mnkr Av Tora Testare" in words
    assert "Prognos 12 mnkr Av Tora Testare" in words


def test_an_owners_report_meanwhile_is_shown(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str, settings: Settings
) -> None:
    mine = fetch(f"{two}/effects")
    report(plan, settings, ANNA, SAID, status="done", forecast="0,9")
    answer = send(client, f"{two}/effects", mine, forecast="1,1")
    assert answer.status_code == 409
    page = check(answer.text)
    assert "Prognos 2019 Från 1,2 till 0,9 Anna Berg, 27 maj 2019" in page.words
    assert {each["name"]: each["value"] for each in page.all("input")}["forecast"] == "1,1"


def test_an_outcome_is_confirmed_as_it_was_reported(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, two: str, settings: Settings
) -> None:
    report(plan, settings, ANNA, SAID, status="done", forecast="1,2", outcome="0,4")
    assert {each["name"]: each.get("value") for each in fetch(f"{two}/confirm").all("input")}["confirmed"] == "0,4"
    assert review_and_save(client, f"{two}/confirm").status_code == 303
    assert "Bekräftat utfall 0,4 mnkr" in fetch(f"{PLAN}/measures/2").words
    assert "Bekräftat utfall 0,4 mnkr" in fetch(PLAN).words


def test_only_who_may_sees_the_ways_in(plan: PlanOnFile, app: Flask, client: FlaskClient, two: str) -> None:
    manager = client_of(app, plan.path, ANNA)
    for address in (PLAN, f"{PLAN}/measures/2"):
        assert "/edit" in client.get(address).text
        assert "/edit" not in manager.get(address).text
    assert manager.get(two).status_code == 403
    assert manager.get(f"{two}/confirm").status_code == 403


@pytest.mark.parametrize("page", ["", "/end", "/cancel", "/replace", "/effects", "/confirm"])
def test_opening_a_page_changes_nothing(plan: PlanOnFile, client: FlaskClient, two: str, page: str) -> None:
    client.get(two)
    before = dump(plan.path)
    assert client.get(two + page).status_code == 200
    assert dump(plan.path) == before


def test_without_the_forms_token_nothing_happens(plan: PlanOnFile, client: FlaskClient, two: str) -> None:
    client.get(two)
    before = dump(plan.path)
    for address in (
        two, f"{two}/move", f"{two}/remove", f"{two}/cancel", f"{two}/replace", f"{two}/restore", f"{two}/effects",
        f"{two}/effects/1/correct", f"{two}/confirm", f"{EDIT}/new", f"{PLAN}/edit", f"{PLAN}/edit/targets",
        f"{PLAN}/edit/presuppositions/new", f"{PLAN}/edit/presuppositions/1", f"{PLAN}/edit/presuppositions/1/end",
    ):  # fmt: skip
        assert client.post(address, data={"action": "save"}).status_code == 400, address
    assert dump(plan.path) == before
