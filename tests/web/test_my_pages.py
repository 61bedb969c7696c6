"""A manager's own pages: what is due and when, the form, absence, the calendar, taking a report back."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, SLUG, PlanOnFile, token_of
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import Page, check
from tests.web.trying import dump, press
from tracker.domain.event import PROGRAM
from tracker.services.absences import set_absence
from tracker.services.finding import find_person
from tracker.store import absences, reports
from tracker.store.opening import opened

FORM = f"/my/reports/{COMMITTEE_SLUG}/2019-06-12"


@pytest.fixture
def anna(app: Flask, plan: PlanOnFile) -> FlaskClient:
    return client_of(app, plan.path, ANNA)


def page_of(client: FlaskClient, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return check(response.text)


@pytest.mark.parametrize("address", ["/my", FORM, "/my/absence", "/my/calendar"])
def test_looking_changes_nothing(anna: FlaskClient, plan: PlanOnFile, address: str) -> None:
    anna.get("/account")
    before = dump(plan.path)
    page_of(anna, address)
    assert dump(plan.path) == before


def test_what_is_due_stands_first_and_what_comes_later_below(anna: FlaskClient) -> None:
    page = page_of(anna, "/my")
    assert "Senast fredag 31 maj 2019 om 2 arbetsdagar" in page.words
    assert "Lämna 2 återrapporter" in page.words
    assert "2 återrapporter, senast måndag 26 augusti 2019" in page.words
    assert FORM in {each["href"] for each in page.all("a")}


def test_the_first_page_says_what_is_due_and_by_when(anna: FlaskClient) -> None:
    page = check(anna.get("/", follow_redirects=True).text)
    assert "2 återrapporter väntas från dig" in page.words
    assert "Senast fredag 31 maj 2019 om 2 arbetsdagar" in page.words
    assert FORM in {each["href"] for each in page.all("a")}
    press(anna, FORM, action="unchanged")
    page = check(anna.get("/", follow_redirects=True).text)
    assert "senast måndag 26 augusti 2019" in page.words


def test_the_form_is_the_one_of_the_mail_link(anna: FlaskClient, plan: PlanOnFile) -> None:
    own = anna.get(FORM).text.replace(FORM, "")
    link = f"/reports/{token_of(plan, KEY, ANNA)}"
    linked = anna.get(link).text.replace(link, "")
    strip = [line for line in own.split("\n") if "csrf_token" not in line]
    assert strip == [line for line in linked.split("\n") if "csrf_token" not in line]


def test_a_report_is_left_and_taken_back(anna: FlaskClient, plan: PlanOnFile) -> None:
    assert press(anna, FORM, action="unchanged").headers["Location"] == FORM
    assert "Ta tillbaka återrapporten" in page_of(anna, FORM).words
    assert "Kan ändras tills uppföljningen fryses 5 juni" in page_of(anna, "/my").words
    assert press(anna, FORM, action="withdraw").headers["Location"] == FORM
    assert "Återrapporten är tillbakatagen." in page_of(anna, FORM).words
    with opened(plan.path) as db:
        assert not reports.newest_versions(db, 1)
    assert "Lämna 2 återrapporter" in page_of(anna, "/my").words


def test_it_can_be_taken_back_through_the_mail_link_too(anna: FlaskClient, plan: PlanOnFile) -> None:
    link = f"/reports/{token_of(plan, KEY, ANNA)}"
    press(anna, link, action="unchanged")
    press(anna, link, action="withdraw")
    with opened(plan.path) as db:
        assert not reports.newest_versions(db, 1)


def test_another_persons_reports_cannot_be_sent(anna: FlaskClient, plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        measures = {each.measure_id for each in reports.owed_to(db, 1) if each.owner == "Bo Ek"}
        bos = next(each.id for each in reports.of_meeting(db, 1) if each.measure_id in measures)
    answer = press(anna, FORM, **{"report": str(bos), f"status-{bos}": "done", f"text-{bos}": "x"})
    assert answer.status_code == 409
    with opened(plan.path) as db:
        assert not reports.newest_versions(db, 1)


def test_half_a_form_with_a_fault_in_it_comes_back_whole(anna: FlaskClient) -> None:
    report = next(each["value"] for each in page_of(anna, FORM).all("input") if each.get("name") == "report")
    answer = press(anna, FORM, **{"report": report, f"status-{report}": "done", f"forecast-{report}": "femton"})
    assert answer.status_code == 422
    assert len([each for each in check(answer.text).all("input") if each.get("name") == "report"]) == 2


def test_whoever_owes_nothing_is_told_so(app: Flask, plan: PlanOnFile) -> None:
    page = page_of(client_of(app, plan.path), "/my")
    assert "Inget just nu." in page.words
    assert "Inget än. Den som har hand" in page.words


def test_absence_is_set_kept_when_wrong_and_taken_back(anna: FlaskClient, plan: PlanOnFile) -> None:
    bo = str(plan.people[BO])
    wrong = press(anna, "/my/absence", first_day="8 juli", last_day="1 juli", substitute=bo)
    assert wrong.status_code == 422
    page = check(wrong.text)
    assert "Byt plats på dem." in page.words
    assert [each["value"] for each in page.all("input") if each.get("type") == "text"] == ["8 juli", "1 juli"]
    assert [each["value"] for each in page.all("option") if "selected" in each] == [bo]
    press(anna, "/my/absence", first_day="8 juli", last_day="2 augusti", substitute=bo)
    assert "Måndag 8 juli 2019 till fredag 2 augusti 2019 Bo Ek ersätter" in page_of(anna, "/my/absence").words
    assert "Bo Ek ersätter dig måndag 8 juli 2019" in page_of(anna, "/my").words
    again = press(anna, "/my/absence", first_day="15 juli", last_day="16 juli", substitute=bo)
    assert "har redan en frånvaro" in check(again.text).words
    assert press(anna, "/my/absence/1/end", "/my/absence").status_code == 303
    with opened(plan.path) as db:
        assert not absences.from_day(db, NOW.date())


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last_day": "1 juli", "substitute": "2"}, "first_day"),
        ({"first_day": "snart", "last_day": "1 juli", "substitute": "2"}, "first_day"),
        ({"first_day": "1 maj", "last_day": "2 maj", "substitute": "2"}, "last_day"),
        ({"first_day": "1 juli", "last_day": "2 juli"}, "substitute"),
        ({"first_day": "1 juli", "last_day": "2 juli", "substitute": "1"}, "substitute"),
        ({"first_day": "1 juli", "last_day": "2 juli", "substitute": "77"}, "substitute"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_at_its_field(
    anna: FlaskClient, plan: PlanOnFile, fields: dict[str, str], field: str
) -> None:
    answer = press(anna, "/my/absence", **fields)
    assert answer.status_code == 422
    assert f"#{field}" in {each["href"] for each in check(answer.text).all("a")}


def test_anothers_absence_is_not_ones_own_to_take_back(anna: FlaskClient, plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        days = {"first_day": date(2019, 7, 1), "last_day": date(2019, 7, 5)}
        set_absence(db, find_person(db, BO), find_person(db, ANNA), **days, actor=PROGRAM, now=NOW)
    assert press(anna, "/my/absence/1/end", "/my/absence").status_code == 404


def test_standing_in_is_said_and_its_reports_can_be_left(anna: FlaskClient, plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        days = {"first_day": date(2019, 5, 27), "last_day": date(2019, 6, 5)}
        set_absence(db, find_person(db, BO), find_person(db, ANNA), **days, actor=PROGRAM, now=NOW)
    page = page_of(anna, "/my")
    assert "Du ersätter Bo Ek i dag." in page.words
    assert "Lämna 4 återrapporter" in page.words


def test_the_calendar_gets_a_new_address_and_the_old_one_dies(anna: FlaskClient) -> None:
    def address() -> str:
        return next(each["value"] for each in page_of(anna, "/my/calendar").all("input") if each.get("id") == "feed")

    before = address()
    path = before.removeprefix("http://127.0.0.1:8019")
    assert anna.get(path).status_code == 200
    assert press(anna, "/my/calendar").status_code == 303
    assert address() != before
    assert anna.get(path).status_code == 410


def test_handing_over_takes_effect_at_once(anna: FlaskClient, app: Flask, plan: PlanOnFile) -> None:
    address = f"/plans/{SLUG}/measures/2/hand-over"
    assert press(anna, address, to=str(plan.people[BO])).status_code == 303
    assert "2. Rätten" not in page_of(anna, FORM).words
    assert "2. Rätten" in page_of(client_of(app, plan.path, BO), FORM).words
