"""The controller's pages of a plan: a new one, what one says of itself, its target and what that counts on already."""

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import COMMITTEE_SLUG, EVA, SLUG, PlanOnFile
from tests.web.conftest import Fetch
from tests.web.editing import fill, review_and_save, send
from tests.web.page_checks import check
from tests.web.trying import dump

PLAN = f"/plans/{SLUG}"
NEW = f"/committees/{COMMITTEE_SLUG}/plans/new"
TARGETS = f"{PLAN}/edit/targets"
PRESUPPOSITIONS = f"{PLAN}/edit/presuppositions"


def test_a_plan_is_made_by_hand_and_its_page_says_what_comes_next(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    answer = fill(client, NEW, title="Åtgärdsplan 2020", year="2020", unit="tkr")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/plans/atgardsplan-2020")
    page = fetch("/plans/atgardsplan-2020")
    assert "Planen är skapad." in page.words
    links = [each["href"] for each in page.all("a")]
    assert "/plans/atgardsplan-2020/edit/targets" in links
    assert "/plans/atgardsplan-2020/edit/measures/new" in links
    assert len([each for each in page.all("a") if "primary" in each.get("class", "")]) == 1


@pytest.mark.parametrize(
    ("kind", "links"),
    [
        ("allocation", ["targets", "group"]),
        ("needs", ["measures/new", "group"]),
        ("operational_plan", ["measures/new", "assignment", "indicator", "goal", "focus_area"]),
    ],
)
def test_an_empty_plan_of_each_kind_says_where_to_begin(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, kind: str, links: list[str]
) -> None:
    fill(client, NEW, title="Tom", year="2020", kind=kind)
    found = fetch("/plans/tom").all("a")
    primary = [each["href"] for each in found if "primary" in each.get("class", "")]
    others = [each["href"].partition("?form=")[2] for each in found if "?form=" in each["href"]]
    assert [*primary, *others] == [f"/plans/tom/edit/{links[0]}", *links[1:]]


def test_a_wrong_plan_keeps_what_was_typed_and_says_so_twice(plan: PlanOnFile, client: FlaskClient) -> None:
    before = dump(plan.path)
    answer = fill(
        client, NEW, title="", year="nitton", summary="Behåll <b>det</b> här.", controller_id=str(plan.people[EVA])
    )
    assert answer.status_code == 422
    page = check(answer.text)
    assert page.title.startswith("Fel: ")
    assert [each["href"] for each in page.all("a") if each["href"] in ("#title", "#year")] == ["#title", "#year"]
    fields = {each["name"]: each for each in page.all("input")}
    assert fields["year"]["value"] == "nitton"
    assert fields["year"]["aria-invalid"] == "true"
    assert "year-error" in fields["year"]["aria-describedby"]
    assert "Behåll <b>det</b> här." in page.text
    assert any(each["value"] == str(plan.people[EVA]) and "selected" in each for each in page.all("option"))
    assert dump(plan.path) == before


def test_what_a_plan_says_of_itself_is_changed(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    assert fill(client, f"{PLAN}/edit", title="Ny rubrik", reference="SUN 2019/118").status_code == 303
    words = fetch(PLAN).words
    assert "Ändringen är sparad." in words
    assert "Ny rubrik" in words
    assert "SUN 2019/118" in words


def test_the_second_of_two_editors_is_shown_the_others_change_beside_her_own(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    mine = fetch(f"{PLAN}/edit")
    fill(client, f"{PLAN}/edit", title="Den andras rubrik", reference="Den andras dnr")
    answer = send(client, f"{PLAN}/edit", mine, title="Min rubrik")
    assert answer.status_code == 409
    page = check(answer.text)
    assert "Rubrik Från Åtgärdsplan 2019, Social välfärd till Den andras rubrik Tora Testare, 28 maj 2019" in page.words
    fields = {each["name"]: each["value"] for each in page.all("input")}
    assert (fields["title"], fields["reference"]) == ("Min rubrik", "Den andras dnr")
    assert "Den andras rubrik" in fetch(PLAN).words
    assert send(client, f"{PLAN}/edit", page).status_code == 303
    words = fetch(PLAN).words
    assert "Min rubrik" in words
    assert "Den andras dnr" in words


def test_a_target_is_reviewed_before_it_is_saved(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    before = dump(plan.path)
    typed = {"amount": "31 200 tkr", "as_of": "30 april", "label": "Delårsrapport"}
    answer = fill(client, TARGETS, **typed)
    page = check(answer.text)
    assert "Underskott per 30 april 2019 31 200 tkr = 31 200 000 kr" in page.words
    assert "Kvar att täcka Nu 27,4 mnkr Sedan 28,7 mnkr" in page.words
    assert dump(plan.path) == before
    assert send(client, TARGETS, page, action="save").status_code == 303
    assert "Kvar att täcka 28,7 mnkr" in fetch(PLAN).words
    assert "30 april 2019 Belopp 31 200 tkr räknas nu Delårsrapport" in fetch(TARGETS).words
    assert "31 mars 2019 Belopp 29,9 mnkr Underskott per sista mars" in fetch(TARGETS).words


def test_what_is_typed_after_the_review_is_reviewed_again(plan: PlanOnFile, client: FlaskClient) -> None:
    page = check(fill(client, TARGETS, amount="31", as_of="30 april").text)
    before = dump(plan.path)
    again = send(client, TARGETS, page, action="save", amount="13")
    assert again.status_code == 200
    assert "13 000 000 kr" in check(again.text).words
    assert dump(plan.path) == before


def test_pressing_save_without_a_review_shows_the_review(plan: PlanOnFile, client: FlaskClient) -> None:
    answer = fill(client, TARGETS, action="save", amount="31", as_of="30 april")
    assert "Granska innan du sparar" in check(answer.text).words


def test_a_wrong_target_keeps_what_was_typed(plan: PlanOnFile, client: FlaskClient) -> None:
    answer = fill(client, TARGETS, amount="mycket", as_of="snart", label="Min text")
    assert answer.status_code == 422
    fields = {each["name"]: each["value"] for each in check(answer.text).all("input")}
    assert (fields["amount"], fields["as_of"], fields["label"]) == ("mycket", "snart", "Min text")


def test_a_new_target_meanwhile_is_shown(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    mine = fetch(TARGETS)
    review_and_save(client, TARGETS, amount="31", as_of="30 april")
    answer = send(client, TARGETS, mine, amount="32", as_of="15 maj")
    assert answer.status_code == 409
    assert "till 31 mnkr per 30 april 2019" in check(answer.text).words


def test_a_presupposition_is_added_changed_and_removed(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    typed = {"label": "Lägre hyror", "amount": "2", "measure_id": ""}
    assert review_and_save(client, f"{PRESUPPOSITIONS}/new", **typed).status_code == 303
    assert "Lägre hyror 2 mnkr" in fetch(PRESUPPOSITIONS).words
    assert review_and_save(client, f"{PRESUPPOSITIONS}/3", amount="2,5").status_code == 303
    assert "Lägre hyror 2,5 mnkr" in fetch(PRESUPPOSITIONS).words
    assert "Förutsatt Nu 11,6 mnkr Sedan 9,1 mnkr" in fetch(f"{PRESUPPOSITIONS}/3/end").words
    assert fill(client, f"{PRESUPPOSITIONS}/3/end").status_code == 303
    assert "Lägre hyror" not in fetch(PRESUPPOSITIONS).words
    fetch(f"{PRESUPPOSITIONS}/3", 404)


def test_two_who_change_one_presupposition_meet(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    address = f"{PRESUPPOSITIONS}/1"
    mine = fetch(address)
    review_and_save(client, address, amount="6")
    answer = send(client, address, mine, label="Min rubrik")
    assert answer.status_code == 409
    assert "Belopp Från 5,5 till 6" in check(answer.text).words
    assert {each["name"]: each["value"] for each in check(answer.text).all("input")}["label"] == "Min rubrik"


@pytest.mark.parametrize("address", [NEW, f"{PLAN}/edit", TARGETS, PRESUPPOSITIONS, f"{PRESUPPOSITIONS}/1/end"])
def test_opening_a_page_changes_nothing(plan: PlanOnFile, client: FlaskClient, address: str) -> None:
    client.get(address)
    before = dump(plan.path)
    assert client.get(address).status_code == 200
    client.head(address)
    assert dump(plan.path) == before
