"""What somebody might try, and that it is refused: forged forms, planted sessions, strange hosts, script."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, SLUG, PlanOnFile
from tests.signing_in import client_of, token_for
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tests.web.trying import dump, form_token, link_for
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.services.sending import send_due
from tracker.store import people
from tracker.store.opening import opened, writing

EVIL = '<script>alert("x")</script>\'"><img src=x onerror=alert(1)>'
ELSEWHERE = ("https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
             "/\nevil", "http:evil.example", "\\\\evil.example", " //evil.example")  # fmt: skip


def _session_cookie(client: FlaskClient) -> str:
    cookie = client.get_cookie("tracker")
    assert cookie is not None
    return cookie.value


def test_a_form_without_its_token_changes_nothing(plan: PlanOnFile, client: FlaskClient) -> None:
    before = dump(plan.path)
    for address in ("/sign-out", "/sign-out-everywhere", "/account/password", "/sign-in", "/clock"):
        assert client.post(address, data={"email": ANNA, "password": "sju sorters kakor"}).status_code == 400
    assert dump(plan.path) == before


def test_the_token_of_ones_own_session_is_no_good_in_anothers(plan: PlanOnFile, app: Flask) -> None:
    attacker, victim = app.test_client(), client_of(app, plan.path)
    stolen = form_token(attacker, "/sign-in")
    before = dump(plan.path)
    assert victim.post("/sign-out-everywhere", data={"csrf_token": stolen}).status_code == 400
    assert dump(plan.path) == before


def test_what_was_in_the_cookie_before_signing_in_is_worth_nothing_afterwards(plan: PlanOnFile, app: Flask) -> None:
    client, attacker = app.test_client(), app.test_client()
    link = link_for(plan)
    token = form_token(client, link)
    planted = _session_cookie(client)
    client.post(link, data={"csrf_token": token})
    assert _session_cookie(client) != planted
    attacker.set_cookie("tracker", planted)
    assert attacker.get("/account").status_code == 303
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 400


def test_signing_in_over_a_session_leaves_the_planted_one_behind(plan: PlanOnFile, app: Flask) -> None:
    """Somebody gives her browser to another without signing out: the other's is a session of its own."""
    client = client_of(app, plan.path, BO)
    with client.session_transaction() as session:
        planted = session["session"]
    link = link_for(plan)
    client.post(link, data={"csrf_token": form_token(client, link)})
    with client.session_transaction() as session:
        assert session["session"] != planted
    assert "Anna Berg" in client.get("/account").text


def test_a_cookie_kept_from_before_signing_out_is_worth_nothing(plan: PlanOnFile, app: Flask) -> None:
    client, thief = client_of(app, plan.path), app.test_client()
    thief.set_cookie("tracker", _session_cookie(client))
    assert thief.get("/account").status_code == 200
    client.post("/sign-out", data={"csrf_token": form_token(client, "/account")})
    assert thief.get("/account").status_code == 303


def test_signing_out_everywhere_ends_the_session_of_a_thief(plan: PlanOnFile, app: Flask) -> None:
    owner, thief = client_of(app, plan.path), client_of(app, plan.path)
    owner.post("/sign-out-everywhere", data={"csrf_token": form_token(owner, "/account")})
    assert thief.get("/account").status_code == 303


def test_a_cookie_signed_with_another_key_is_worth_nothing(plan: PlanOnFile, settings: Settings, app: Flask) -> None:
    forger = create_app(settings, standing_clock(NOW), key="another key that is as long as a key should be")
    client = app.test_client()
    client.set_cookie("tracker", _session_cookie(client_of(forger, plan.path)))
    assert client.get("/account").status_code == 303


@pytest.mark.parametrize("value", ["", "1", 1, None, ["x"], {"id": 1}, "' OR 1=1 --", "\ud800", "x" * 3000])
def test_a_made_up_token_is_worth_nothing(plan: PlanOnFile, app: Flask, value: object) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["session"] = value
    assert client.get("/account").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(plan: PlanOnFile, settings: Settings) -> None:
    site = settings.site.model_copy(update={"base_url": "https://rapport.kommun.example"})
    app = create_app(settings.model_copy(update={"site": site}), standing_clock(NOW), key=KEY)
    client, link = app.test_client(), link_for(plan)
    base = "https://rapport.kommun.example"
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(link, base_url=base).text)
    assert token
    answer = client.post(link, data={"csrf_token": token[1]}, base_url=base)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-tracker=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Expires="):
        assert word in cookie
    assert "Domain" not in cookie


def test_nobody_can_end_the_session_of_another(plan: PlanOnFile, app: Flask) -> None:
    token_for(plan.path, BO)
    anna = client_of(app, plan.path, ANNA)
    token = form_token(anna, "/account")
    for session_id in (1, 99, 10**30):
        answer = anna.post(f"/account/sessions/{session_id}/end", data={"csrf_token": token})
        assert answer.status_code == 404
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM session WHERE ended_at IS NOT NULL").fetchone()[0] == 0


@pytest.mark.parametrize("where", ELSEWHERE)
def test_nobody_is_led_to_another_site(plan: PlanOnFile, app: Flask, where: str) -> None:
    client = app.test_client()
    page = check(client.get("/sign-in", query_string={"next": where}).text)
    assert {each["value"] for each in page.all("input") if each.get("name") == "next"} == {""}
    link = link_for(plan)
    with opened(plan.path) as db:
        db.execute("UPDATE sign_in_link SET next_path = ?", (where,))
    answer = client.post(link, data={"csrf_token": form_token(client, link)})
    assert answer.headers["Location"] == "/"


def test_a_strange_host_changes_no_link_and_no_redirect(plan: PlanOnFile, settings: Settings, app: Flask) -> None:
    client = app.test_client()
    strange = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert client.get(f"/plans/{SLUG}", headers=strange).headers["Location"].startswith("/sign-in?next=/plans/")
    page = client.get("/sign-in", headers=strange)
    assert "evil.example" not in page.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    answer = client.post("/sign-in", data={"csrf_token": token[1], "email": ANNA}, headers=strange)
    assert answer.headers["Location"] == "/sign-in/sent"
    send_due(settings, standing_clock(NOW))
    letters = [each.read_text(encoding="ascii") for each in Path(f"{plan.path}.mailbox").glob("*.eml")]
    assert any("/sign-in/" in each for each in letters)
    assert not any("evil.example" in each for each in letters)


def test_script_in_every_field_of_signing_in_is_text(plan: PlanOnFile, app: Flask, client: FlaskClient) -> None:
    stranger = app.test_client()
    token = form_token(stranger, "/sign-in")
    pages = [
        stranger.post("/sign-in", data={"csrf_token": token, "email": EVIL, "next": EVIL}),
        stranger.post("/sign-in/password", data={"csrf_token": token, "email": EVIL, "password": EVIL, "next": EVIL}),
        stranger.get("/sign-in", query_string={"next": f"/{EVIL}"}),
        stranger.get(f"/sign-in/{EVIL}"),
        stranger.get("/sign-in/oidc/back", query_string={"error": EVIL, "error_description": EVIL}),
        client.post("/account/password", data={"csrf_token": form_token(client, "/account"), "password": "<b>"}),
    ]
    for page in pages:
        found = check(page.text)
        assert not found.all("script")
        assert not found.all("img")


def test_the_name_and_browser_of_whoever_signs_in_are_text(plan: PlanOnFile, app: Flask) -> None:
    with opened(plan.path) as db, writing(db):
        people.update(db, plan.people[ANNA], name=EVIL, unit=EVIL, manager_id=None)
        db.execute("UPDATE committee SET name = ?", (EVIL,))
    client, link = app.test_client(), link_for(plan)
    client.post(link, data={"csrf_token": form_token(client, link)}, headers={"User-Agent": EVIL})
    page = check(client.get("/account").text)
    assert EVIL in page.text
    assert not page.all("script")
    assert not page.all("img")


def test_a_stranger_cannot_send_much(app: Flask, plan: PlanOnFile, client: FlaskClient) -> None:
    large = b"email=" + b"x" * 2_000_000
    parts = b"--b\r\nContent-Disposition: form-data; name=email\r\n\r\n" + b"x" * 2_000_000 + b"\r\n--b--\r\n"
    for who in (app.test_client(), client):
        for body, kind in ((large, "application/x-www-form-urlencoded"), (parts, "multipart/form-data; boundary=b")):
            assert who.post("/sign-in", data=body, content_type=kind).status_code == 413


def test_no_page_may_be_framed_or_load_anything_from_elsewhere(plan: PlanOnFile, client: FlaskClient) -> None:
    for address in ("/sign-in", "/account", f"/committees/{COMMITTEE_SLUG}", "/nope"):
        headers = client.get(address).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


def test_who_has_left_is_shut_out_at_once(plan: PlanOnFile, app: Flask) -> None:
    client = client_of(app, plan.path, ANNA)
    assert client.get("/account").status_code == 200
    with opened(plan.path) as db, writing(db):
        people.set_left_on(db, plan.people[ANNA], date(2019, 5, 27))
    assert client.get("/account").status_code == 303
    link = link_for(plan)
    assert client.post(link, data={"csrf_token": form_token(client, link)}).status_code == 409
