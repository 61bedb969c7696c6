"""The secretary's pages: what is understood is shown before it is saved, input is kept, and reading changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, SLUG, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW, Fetch
from tests.web.page_checks import Page, check
from tests.web.trying import dump, form_token, press
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.domain.meeting import DeadlineRule
from tracker.domain.person import Role
from tracker.services.absences import leave
from tracker.services.dispatching import dispatch_due
from tracker.services.finding import find_meeting, find_person
from tracker.services.meeting_changes import move
from tracker.store import introductions, meetings, people, summaries
from tracker.store.opening import opened, writing

COMMITTEE = f"/committees/{COMMITTEE_SLUG}"
MEETING = f"{COMMITTEE}/meetings/2019-06-12"
DEADLINE = datetime(2019, 5, 31, 8, 0, tzinfo=UTC)
RULE = DeadlineRule(7, 5)


@pytest.fixture
def late(plan: PlanOnFile, settings: Settings) -> FlaskClient:
    """The administrator on the last day for reports, with a member to send to."""
    with opened(plan.path) as db, writing(db):
        member = people.insert(db, name="Leila Karimi", email="leila.karimi@kommun.example")
        people.add_role(db, member, Role.MEMBER, None)
    return client_of(create_app(settings, standing_clock(DEADLINE), key=KEY), plan.path)


def said(client: FlaskClient, address: str, page: str = "", **fields: str) -> Page:
    """What a page says when it takes a form no further."""
    response = press(client, address, page, **fields)
    assert response.status_code in (200, 422)
    return check(response.text)


def went_to(client: FlaskClient, address: str, page: str = "", **fields: str) -> Page:
    """The page that a form leads to."""
    response = press(client, address, page, **fields)
    assert response.status_code == 303, response.text
    return check(client.get(response.headers["Location"]).text)


def confirmed(client: FlaskClient, address: str, **fields: str) -> Page:
    """The page that saving leads to, after the same was shown."""
    data = {"csrf_token": form_token(client, address), "action": "save", "seen": list(fields.values()), **fields}
    response = client.post(address, data=data)
    assert response.status_code == 303, response.text
    return check(client.get(response.headers["Location"]).text)


def held(settings: Settings) -> list[str]:
    with opened(settings.database.path) as db:
        return [str(each.held_on) for each in meetings.of_committee(db, 1, settings.meetings.deadline_rule)]


@pytest.mark.parametrize(
    "name", ["new", "2019-06-12", "2019-06-12/edit", "2019-06-12/cancel", "2019-06-12/introduction"]
)
def test_looking_changes_nothing(plan: PlanOnFile, client: FlaskClient, name: str) -> None:
    client.get("/account")
    before = dump(plan.path)
    check(client.get(f"{COMMITTEE}/meetings/{name}").text)
    assert dump(plan.path) == before


def test_a_years_meetings_are_read_shown_and_saved(plan: PlanOnFile, client: FlaskClient, settings: Settings) -> None:
    address = f"{COMMITTEE}/meetings/new"
    page = said(client, address, dates="12 juni 2020, 4/9\n2020-10-09", year="2020", action="preview")
    assert "Onsdag" not in page.words
    assert "Fredag 12 juni 2020 Sista dag för återrapporter onsdag 3 juni 2020" in page.words
    assert "Spara 3 sammanträden" in page.words
    assert held(settings) == ["2019-06-12", "2019-09-04", "2019-10-09", "2019-11-06", "2019-12-11"]
    page = confirmed(client, address, dates="12 juni 2020, 4/9\n2020-10-09", year="2020")
    assert "3 sammanträden är inlagda." in page.words
    assert held(settings)[5:] == ["2020-06-12", "2020-09-04", "2020-10-09"]


@pytest.mark.parametrize("action", ["preview", "save"])
def test_a_line_that_is_no_date_stops_the_whole_list_and_the_text_stays(
    plan: PlanOnFile, client: FlaskClient, settings: Settings, action: str
) -> None:
    page = said(client, f"{COMMITTEE}/meetings/new", dates="12 juni\n31 juni", year="2020", action=action)
    assert page.title.startswith("Fel: ")
    assert "Den dagen finns inte." in page.words
    assert "12 juni 31 juni" in page.words
    assert len(held(settings)) == 5


def test_a_move_is_shown_with_its_mails_before_it_is_saved(
    plan: PlanOnFile, client: FlaskClient, settings: Settings
) -> None:
    page = said(client, f"{MEETING}/edit", held_on="19 juni", action="preview")
    assert "onsdag 19 juni 2019" in page.words
    assert "Påminnelse flyttas från fredag 31 maj 2019 till tisdag 4 juni 2019" in page.words
    assert held(settings)[0] == "2019-06-12"
    page = confirmed(client, f"{MEETING}/edit", held_on="19 juni", report_deadline="", dispatch_on="12 juni")
    assert "Sparat. Sammanträdet hålls onsdag 19 juni 2019." in page.words
    assert "Uppföljningen skickas onsdag 12 juni 2019" in page.words


def test_what_was_not_shown_is_not_saved(plan: PlanOnFile, client: FlaskClient, settings: Settings) -> None:
    seen = {"seen": "12 juni", "action": "save"}
    assert "Spara 1 sammanträde" in said(client, f"{COMMITTEE}/meetings/new", dates="4/9", year="2020", **seen).words
    assert "Spara ändringen" in said(client, f"{MEETING}/edit", held_on="19 juni", **seen).words
    assert held(settings) == ["2019-06-12", "2019-09-04", "2019-10-09", "2019-11-06", "2019-12-11"]


def test_dates_that_cannot_be_stay_in_their_fields_beside_what_is_wrong(
    plan: PlanOnFile, client: FlaskClient, settings: Settings
) -> None:
    page = said(client, f"{MEETING}/edit", held_on="31 juni", dispatch_on="sen", action="save")
    assert [each["value"] for each in page.all("input") if each.get("type") == "text"] == ["31 juni", "", "sen"]
    assert {"#held_on", "#dispatch_on"} <= {each["href"] for each in page.all("a")}
    assert held(settings)[0] == "2019-06-12"


def test_a_cancelled_meeting_can_be_held_after_all(plan: PlanOnFile, client: FlaskClient) -> None:
    assert "Påminnelse ställs in fredag 31 maj 2019" in check(client.get(f"{MEETING}/cancel").text).words
    assert "Sammanträdet är inställt." in went_to(client, f"{MEETING}/cancel").words
    assert "Sammanträdet är återställt." in went_to(client, f"{MEETING}/reinstate", MEETING).words


def test_remind_now_says_to_whom_and_who_has_one_already(plan: PlanOnFile, client: FlaskClient) -> None:
    page = went_to(client, f"{MEETING}/remind", MEETING)
    assert "En påminnelse går till Anna Berg, Bo Ek och Eva Lind." in page.words
    assert "Anna Berg får eller har fått en påminnelse i dag" in page.words
    assert "Påminn nu" not in page.words
    page = went_to(client, f"{MEETING}/remind", MEETING)
    assert "Anna Berg, Bo Ek och Eva Lind har redan fått en i dag." in page.words


def test_an_introduction_is_written_and_kept_when_it_is_refused(plan: PlanOnFile, client: FlaskClient) -> None:
    page = said(client, f"{MEETING}/introduction", text="Ring 640823-3234 om detta.", seen="0")
    assert "personnummer" in page.words
    assert "Ring 640823-3234 om detta." in page.words
    page = went_to(client, f"{MEETING}/introduction", text="Nämnden har tre frågor.", seen="0")
    assert "Inledningen är sparad." in page.words
    assert "Nämnden har tre frågor." in page.words
    with opened(plan.path) as db:
        assert introductions.newest_text(db, 1) == "Nämnden har tre frågor."


def test_before_the_deadline_it_cannot_be_frozen(plan: PlanOnFile, client: FlaskClient) -> None:
    assert "från sista dag" in check(client.get(MEETING).text).words
    assert client.get(f"{MEETING}/freeze").status_code == 409


def test_from_freezing_to_a_corrected_version(late: FlaskClient, plan: PlanOnFile) -> None:
    page = check(late.get(f"{MEETING}/freeze").text)
    assert "Förhandsvisning" in page.words
    page = went_to(late, f"{MEETING}/freeze")
    assert "Uppföljningen är fryst." in page.words
    assert "Leila Karimi" in check(late.get(f"{MEETING}/send").text).words
    assert "Uppföljningen går ut till 1 person." in went_to(late, f"{MEETING}/send").words
    page = said(late, f"{MEETING}/freeze", reason=" ")
    assert "Skriv varför" in page.words
    went_to(late, f"{MEETING}/freeze", reason="En återrapport kom sent.")
    page = check(late.get(f"{MEETING}/summary").text)
    assert "version 2 av 2" in page.words
    assert "Rättad: En återrapport kom sent." in page.words
    page = check(late.get(f"{MEETING}/summary/1").text)
    assert "Det här är en tidigare version." in page.words
    assert late.get(f"{MEETING}/summary/3").status_code == 404
    with opened(plan.path) as db:
        assert [each.author for each in summaries.versions(db, 1)] == ["Tora Testare", "Tora Testare"]


def test_the_address_that_was_mailed_leads_to_the_follow_up_of_a_meeting_that_was_moved_since(
    late: FlaskClient, plan: PlanOnFile, settings: Settings
) -> None:
    went_to(late, f"{MEETING}/freeze")
    press(late, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="yes")
    with opened(plan.path) as db:
        for was, to in ((12, 13), (13, 14)):
            meeting, last = find_meeting(db, 1, date(2019, 6, was), RULE), DEADLINE.date()
            move(db, meeting, date(2019, 6, to), report_by_hand=last, actor=PROGRAM, now=DEADLINE)
    moved = f"{COMMITTEE}/meetings/2019-06-14"
    for what in ("", "/summary", "/summary/1", "/summary.pdf"):
        for day in (12, 13):
            answer = late.get(f"{COMMITTEE}/meetings/2019-06-{day}{what}")
            assert (answer.status_code, answer.headers["Location"]) == (302, f"{moved}{what}")
            assert late.get(f"{moved}{what}").status_code == 200
    assert late.post(MEETING + "/freeze", data={"csrf_token": form_token(late, "/account")}).status_code == 404
    page = check(late.get(moved).text)
    assert "inför 12 juni 2019" in page.words
    assert "Sammanträdet är flyttat, så den fryses på nytt." in page.words
    assert "Uppföljningen är fryst." in went_to(late, f"{moved}/freeze").words
    assert "Rättad: Sammanträdet är flyttat" in check(late.get(f"{MEETING}/summary", follow_redirects=True).text).words
    assert late.get(f"/public/plans/{SLUG}/2019-06-12").headers["Location"].endswith("/2019-06-14")
    with opened(plan.path) as db:
        meetings.ensure(db, 1, date(2019, 6, 12))
    assert late.get(MEETING).status_code == 200
    assert late.get(f"{MEETING}/summary").headers["Location"] == f"{moved}/summary"


def test_the_clock_still_freezes_and_sends_on_the_dispatch_date(late: FlaskClient, settings: Settings) -> None:
    with opened(settings.database.path) as db:
        assert dispatch_due(db, settings, now=NOW + timedelta(days=8)).frozen == 1
        assert [version for version, _, _ in summaries.mails(db, 1)] == [1]


def test_what_a_leaver_leaves_is_listed_with_a_way_to_hand_it_over(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    with opened(plan.path) as db:
        leave(db, find_person(db, BO), last_day=date(2019, 6, 30), actor=PROGRAM, now=NOW)
    page = fetch(COMMITTEE)
    assert "Slutar och har återrapporter kvar" in page.words
    assert "Bo Ek sista dag söndag 30 juni 2019" in page.words
    address = f"/plans/{SLUG}/measures/4/hand-over"
    assert address in {each["href"] for each in page.all("a")}
    assert "Välj vem som ska ansvara" in said(client, address, to="").words
    page = went_to(client, address, to=str(plan.people[ANNA]))
    assert "Anna Berg ansvarar nu" in page.words


def test_another_managers_measure_is_not_ones_own_to_hand_over(plan: PlanOnFile, settings: Settings) -> None:
    anna = client_of(create_app(settings, standing_clock(NOW), key=KEY), plan.path, ANNA)
    assert anna.get(f"/plans/{SLUG}/measures/2/hand-over").status_code == 200
    assert anna.get(f"/plans/{SLUG}/measures/4/hand-over").status_code == 409
