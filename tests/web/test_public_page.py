"""The public page: what is frozen of a published plan, for anybody, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, COMMITTEE_SLUG, SLUG, PlanOnFile, large, report, save_example
from tests.signing_in import client_of
from tests.web.conftest import NOW
from tests.web.page_checks import check
from tests.web.trying import dump, press
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.services.dispatching import dispatch_due
from tracker.services.finding import find_committee, find_meeting, find_person
from tracker.services.freezing import freeze_anew
from tracker.services.introducing import write_introduction
from tracker.services.meeting_changes import cancel
from tracker.store.opening import opened

PUBLIC = f"/public/plans/{SLUG}"
FROZEN_AT = NOW + timedelta(days=9)
JUNE = date(2019, 6, 12)


@pytest.fixture
def frozen(plan: PlanOnFile, settings: Settings) -> PlanOnFile:
    """Anna has reported, the secretary has introduced, and the follow-up to the June meeting is frozen."""
    report(plan, settings, ANNA, datetime(2019, 5, 29, 8, tzinfo=UTC), status="done", forecast="1,5", text="Klart nu.")
    with opened(plan.path) as db:
        meeting = find_meeting(db, find_committee(db, COMMITTEE_SLUG).id, JUNE, settings.meetings.deadline_rule)
        write_introduction(db, meeting, "Nämnden har tre frågor.", seen=0, author=find_person(db, ANNA), now=NOW)
        dispatch_due(db, settings, now=FROZEN_AT)
    return plan


def test_nothing_is_public_until_the_plan_is_published(frozen: PlanOnFile, stranger: FlaskClient) -> None:
    for address in (PUBLIC, f"{PUBLIC}/2019-06-12", "/public/plans/finns-inte"):
        answer = stranger.get(address)
        assert answer.status_code == 404
        assert "Åtgärdsplan 2019" not in answer.text
    assert stranger.get(PUBLIC).text == stranger.get("/public/plans/finns-inte").text.replace("finns-inte", SLUG)


def test_published_it_shows_the_frozen_follow_up_to_anybody(
    frozen: PlanOnFile, client: FlaskClient, stranger: FlaskClient
) -> None:
    assert press(client, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="yes").status_code == 303
    answer = stranger.get(PUBLIC)
    page = check(answer.text)
    assert "Uppföljning till Social- och utbildningsnämnden onsdag 12 juni 2019" in page.words
    assert "Klart nu." in page.words
    assert "Nämnden har tre frågor." in page.words
    assert "Set-Cookie" not in answer.headers
    assert "X-Robots-Tag" not in answer.headers
    assert not [each for each in page.all("a") if each["href"].startswith(("/plans", "/committees", "/sign"))]
    assert "Sluta publicera" in check(client.get(f"/plans/{SLUG}").text).words
    press(client, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="no")
    assert stranger.get(PUBLIC).status_code == 404


def test_reading_it_changes_nothing(frozen: PlanOnFile, client: FlaskClient, stranger: FlaskClient) -> None:
    press(client, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="yes")
    before = dump(frozen.path)
    stranger.get(PUBLIC)
    assert dump(frozen.path) == before


def test_what_is_not_frozen_is_not_public(plan: PlanOnFile, client: FlaskClient, stranger: FlaskClient) -> None:
    press(client, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="yes")
    press(client, f"/committees/{COMMITTEE_SLUG}/meetings/2019-06-12/introduction", text="Bara ett utkast.", seen="0")
    page = check(stranger.get(PUBLIC).text)
    assert "Ingen uppföljning är klar än." in page.words
    assert "utkast" not in page.words
    assert "mnkr" not in page.words


def test_another_plan_of_the_same_follow_up_stays_out(
    plan: PlanOnFile, settings: Settings, client: FlaskClient, stranger: FlaskClient
) -> None:
    save_example(plan.path, large(3), slug="stor")
    with opened(plan.path) as db:
        meeting = find_meeting(db, 1, JUNE, settings.meetings.deadline_rule)
        write_introduction(db, meeting, "Om båda planerna.", seen=0, author=find_person(db, ANNA), now=NOW)
        dispatch_due(db, settings, now=FROZEN_AT)
    press(client, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="yes")
    page = check(stranger.get(PUBLIC).text)
    assert "Åtgärdsplan med många åtgärder" not in page.words
    assert "Om båda planerna." not in page.words
    assert stranger.get("/public/plans/stor").status_code == 404


def test_a_correction_says_why_and_a_cancelled_meetings_follow_up_goes(
    frozen: PlanOnFile, settings: Settings, client: FlaskClient, stranger: FlaskClient
) -> None:
    press(client, f"/plans/{SLUG}/publish", f"/plans/{SLUG}", public="yes")
    with opened(frozen.path) as db:
        meeting = find_meeting(db, 1, JUNE, settings.meetings.deadline_rule)
        freeze_anew(db, settings, meeting, reason="Fel prognos.", actor=PROGRAM, now=FROZEN_AT)
        assert "Rättad: Fel prognos." in check(stranger.get(f"{PUBLIC}/2019-06-12").text).words
        cancel(db, meeting, actor=PROGRAM, now=FROZEN_AT)
    assert "Ingen uppföljning är klar än." in check(stranger.get(PUBLIC).text).words
    assert stranger.get(f"{PUBLIC}/2019-06-12").status_code == 404


def test_a_manager_cannot_publish(frozen: PlanOnFile, client: FlaskClient) -> None:
    anna = client_of(client.application, frozen.path, ANNA)
    assert "Publicera planen" not in anna.get(f"/plans/{SLUG}").text
    assert press(anna, f"/plans/{SLUG}/publish", "/account", public="yes").status_code == 403


def test_search_engines_may_read_what_is_public_only(stranger: FlaskClient) -> None:
    robots = stranger.get("/robots.txt")
    assert robots.content_type == "text/plain; charset=utf-8"
    assert "Allow: /public/" in robots.text
    assert robots.text.endswith("Disallow: /\n")
