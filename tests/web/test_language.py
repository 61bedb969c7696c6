"""Which language a page is in: one's own choice, this browser's, what the browser asks for, the municipality's."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, SLUG, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import Page, check
from tests.web.trying import form_token
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.language import spoken
from tracker.store import municipality, people
from tracker.store.municipality import MunicipalityRow
from tracker.store.opening import opened, writing

SWEDISH = "sv-SE,sv;q=0.9,en;q=0.5"
ENGLISH = "en-GB,en;q=0.9,sv;q=0.5"


@pytest.fixture
def app(settings: Settings) -> Flask:
    """As the other tests' own, with both languages to read."""
    site = settings.site.model_copy(update={"languages": ("sv", "en")})
    return create_app(settings.model_copy(update={"site": site}), standing_clock(NOW), key=KEY)


def page(client: FlaskClient, address: str, asked: str = "") -> Page:
    """The page, and that it says everywhere which language it is in."""
    response = client.get(address, headers={"Accept-Language": asked} if asked else {})
    html = response.get_data(as_text=True)
    shown = check(html, response.headers["Content-Language"])
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
    assert spoken() == "sv", "the thread goes on in the language of the request before"
    return shown


def language(shown: Page) -> str:
    return shown.all("html")[0]["lang"]


def test_a_stranger_reads_what_her_browser_asks_for_else_the_municipalitys(stranger: FlaskClient) -> None:
    assert language(page(stranger, "/sign-in")) == "sv"
    assert language(page(stranger, "/sign-in", ENGLISH)) == "en"
    assert language(page(stranger, "/sign-in", SWEDISH)) == "sv"
    assert language(page(stranger, "/sign-in", "de,fr;q=0.5")) == "sv"
    assert language(page(stranger, "/sign-in", "x;q=,;;\x80")) == "sv"


def test_the_link_in_the_frame_is_remembered_by_the_browser_and_nothing_else_is_set(stranger: FlaskClient) -> None:
    link = next(each for each in page(stranger, "/sign-in").all("a") if each.get("lang") == "en")
    chosen = stranger.get(link["href"])
    assert (chosen.status_code, chosen.headers.getlist("Set-Cookie")) == (
        303,
        [each for each in chosen.headers.getlist("Set-Cookie") if each.startswith("language=en;")],
    )
    assert language(page(stranger, "/sign-in", SWEDISH)) == "en"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_the_link_leads_nowhere_else(stranger: FlaskClient, elsewhere: str) -> None:
    response = stranger.get("/language/en", query_string={"next": elsewhere})
    assert response.headers["Location"] == "/"


def test_a_language_that_is_not_offered_is_not_found(client: FlaskClient, database: Path) -> None:
    assert client.get("/language/de").status_code == 404
    with opened(database) as db, writing(db):
        municipality.write(db, MunicipalityRow(languages=("sv",)))
    assert client.get("/language/en").status_code == 404
    assert language(page(client, "/account", ENGLISH)) == "sv"
    assert not [each for each in page(client, "/account").tags if each[1].get("lang") == "en"]


def test_ones_own_choice_goes_before_all_else_and_is_kept(app: Flask, plan: PlanOnFile) -> None:
    client = client_of(app, plan.path, ANNA)
    token = form_token(client, "/account")
    response = client.post("/account/language", data={"csrf_token": token, "language": "en", "next": "/account"})
    assert response.headers["Location"] == "/account"
    shown = page(client, "/account", SWEDISH)
    assert "The language is changed. Letters to you are written in it too." in shown.words
    assert language(page(client_of(app, plan.path, ANNA), "/account", SWEDISH)) == "en"
    with opened(plan.path) as db:
        anna = people.by_email(db, ANNA)
        row = db.execute("SELECT after FROM event WHERE action = 'update' ORDER BY id DESC").fetchone()
    assert anna is not None
    assert (anna.language, row["after"]) == ("en", '{"language": "en"}')
    assert client.post("/account/language", data={"csrf_token": token, "language": "de"}).status_code == 400
    client.post("/account/language", data={"csrf_token": token, "language": ""})
    assert language(page(client, "/account")) == "sv"


def test_the_municipality_can_speak_english_first(client: FlaskClient, database: Path) -> None:
    with opened(database) as db, writing(db):
        municipality.write(db, MunicipalityRow(languages=("en", "sv")))
    assert language(page(client, "/account")) == "en"
    assert language(page(client, "/account", SWEDISH)) == "sv"


def test_errors_are_said_in_her_language(client: FlaskClient, stranger: FlaskClient, settings: Settings) -> None:
    assert "To the first page" in page(client, "/nothing", ENGLISH).words
    settings.database.path.unlink()
    shown = page(stranger, "/sign-in", ENGLISH)
    assert language(shown) == "en"


def test_who_may_not_is_told_in_english(app: Flask, plan: PlanOnFile) -> None:
    words = page(client_of(app, plan.path, ANNA), "/administration", ENGLISH).words
    assert "Only the following may change people and roles: administrator." in words


def test_dates_and_amounts_follow(client: FlaskClient, plan: PlanOnFile) -> None:
    words = page(client, f"/plans/{SLUG}", ENGLISH).words
    assert "Tuesday 28 May 2019" in words
    assert "2f Automatiserad" in words
    assert "0.3" in words
    assert "Tuesday" in words
