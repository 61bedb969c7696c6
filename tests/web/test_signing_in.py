"""Signing in and out as people do it: the page, the letter, the password, one's own page."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.plan_on_file import ANNA, SLUG, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tests.web.trying import dump, form_token, link_for, press
from tracker.app import create_app
from tracker.clock import Clock, standing_clock
from tracker.config import Settings
from tracker.services.sending import send_due
from tracker.store.opening import opened

GOOD = "sju sorters kakor"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"


@dataclass
class MovedClock:
    """A real clock that a test moves."""

    instant: datetime = NOW

    def clock(self) -> Clock:
        return Clock(lambda: self.instant)

    def pass_(self, **time: float) -> None:
        self.instant += timedelta(**time)


@pytest.fixture
def moved() -> MovedClock:
    return MovedClock()


@pytest.fixture
def live(plan: PlanOnFile, settings: Settings, moved: MovedClock) -> Flask:
    """The program by a clock that the test moves, sessions too."""
    return create_app(settings, moved.clock(), key=KEY)


def _letter_link(plan: PlanOnFile) -> str:
    """The link in the last letter to sign in with."""
    for file in sorted(Path(f"{plan.path}.mailbox").glob("*.eml"), reverse=True):
        found = re.search(r"http://127\.0\.0\.1:8019(/sign-in/[A-Za-z0-9_-]{43})", file.read_text().replace("=\n", ""))
        if found:
            return found[1]
    pytest.fail("no letter with a link")


def test_from_a_page_over_the_letter_and_back_to_the_page(plan: PlanOnFile, settings: Settings, app: Flask) -> None:
    asking, reading = app.test_client(), app.test_client()
    page = check(asking.get(f"/plans/{SLUG}?status=done", follow_redirects=True).text)
    assert page.headings[0][1] == "Logga in"
    answer = asking.post(
        "/sign-in",
        data={
            "csrf_token": form_token(asking, "/sign-in"),
            "email": ANNA,
            "next": next(each["value"] for each in page.all("input") if each["name"] == "next"),
        },
    )
    assert "Titta i din e-post" in check(asking.get(answer.headers["Location"]).text).words
    send_due(settings, standing_clock(NOW))
    link = _letter_link(plan)
    assert check(reading.get(link).text).headings[0][1] == "Logga in"
    assert press(reading, link).headers["Location"] == f"/plans/{SLUG}?status=done"
    assert reading.get(f"/plans/{SLUG}").status_code == 200
    assert asking.get(f"/plans/{SLUG}").status_code == 303


def test_a_stranger_learns_nothing_from_the_answer(plan: PlanOnFile, app: Flask) -> None:
    said = set()
    for email in (ANNA, "nobody@kommun.example"):
        client = app.test_client()
        before = len(dump(plan.path))
        answer = press(client, "/sign-in", email=email)
        assert len(dump(plan.path)) == before + 1
        page = client.get(answer.headers["Location"]).text
        said.add((answer.status_code, answer.headers["Location"], page))
    assert len(said) == 1


@pytest.mark.parametrize("email", ["", "anna", "  ", "anna\u0000@x"])
def test_what_is_no_address_is_said_at_the_field(app: Flask, plan: PlanOnFile, email: str) -> None:
    answer = press(app.test_client(), "/sign-in", email=email)
    assert answer.status_code == 422
    page = check(answer.text)
    assert page.title.startswith("Fel: ")
    field = next(each for each in page.all("input") if each.get("id") == "email")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "email-error")


def test_a_password_is_set_used_changed_and_removed(plan: PlanOnFile, app: Flask) -> None:
    anna = client_of(app, plan.path, ANNA)
    assert "Du har inget" in check(anna.get("/account").text).words.replace("du har", "Du har")
    assert press(anna, "/account/password", password="kort").status_code == 422
    assert press(anna, "/account/password", password=GOOD).status_code == 303
    assert "Du är utloggad överallt utom här" in check(anna.get("/account").text).words
    other = app.test_client()
    wrong = press(other, "/sign-in/password", email=ANNA, password="sju sorters bröd")
    assert wrong.status_code == 422
    assert "hör inte ihop" in check(wrong.text).words
    assert "sju sorters" not in wrong.text
    entered = press(other, "/sign-in/password", email=ANNA, password=GOOD, next=f"/plans/{SLUG}")
    assert entered.headers["Location"] == f"/plans/{SLUG}"
    assert press(other, "/account/password/remove", "/account/password").status_code == 303
    assert press(app.test_client(), "/sign-in/password", email=ANNA, password=GOOD).status_code == 422


def test_a_session_that_is_not_fresh_cannot_change_the_password(
    plan: PlanOnFile, live: Flask, moved: MovedClock
) -> None:
    client, link = live.test_client(), link_for(plan)
    press(client, link)
    moved.pass_(minutes=31)
    assert "Logga ut och in på nytt" in check(client.get("/account/password").text).words
    answer = press(client, "/account/password", "/account", password=GOOD)
    assert answer.status_code == 409
    assert "Logga in på nytt" in check(answer.text).words


def test_a_session_ends_by_itself_and_the_page_says_how_to_come_back(
    plan: PlanOnFile, live: Flask, moved: MovedClock
) -> None:
    client = live.test_client()
    press(client, link_for(plan))
    moved.pass_(hours=11)
    assert client.get("/account").status_code == 200
    moved.pass_(hours=13)
    assert client.get("/account").headers["Location"] == "/sign-in?next=/account"
    press(client, link_for(plan, now=moved.instant))
    for _ in range(80):
        moved.pass_(hours=9)
        client.get("/account")
    assert client.get("/account").status_code == 303


def test_the_examples_clock_ends_no_session(plan: PlanOnFile, settings: Settings) -> None:
    """Its clock leaps over months, and whoever tries it stays who she is."""
    app = create_app(settings, standing_clock(NOW), key=KEY)
    client = app.test_client()
    press(client, link_for(plan))
    later = create_app(settings, standing_clock(NOW + timedelta(days=90)), key=KEY).test_client()
    cookie = client.get_cookie("tracker")
    assert cookie is not None
    later.set_cookie("tracker", cookie.value)
    assert later.get("/account").status_code == 200


def test_ones_own_page_lists_where_one_is_signed_in_and_ends_any(plan: PlanOnFile, app: Flask) -> None:
    phone, desk = client_of(app, plan.path, ANNA), app.test_client()
    link = link_for(plan)
    token = form_token(desk, link)
    desk.post(link, data={"csrf_token": token}, headers={"User-Agent": CHROME})
    page = check(phone.get("/account").text)
    assert "Chrome, Windows" in page.words
    assert "den här" in page.words
    end = next(each["action"] for each in page.all("form") if each["action"].endswith("/end"))
    assert press(phone, end, "/account").status_code == 303
    assert desk.get("/account").status_code == 303
    assert phone.get("/account").status_code == 200


def test_signing_out_is_one_press_from_every_page(plan: PlanOnFile, app: Flask) -> None:
    client = client_of(app, plan.path, ANNA)
    assert press(client, "/sign-out", f"/plans/{SLUG}").headers["Location"] == "/sign-in"
    assert "Du är utloggad." in check(client.get("/sign-in").text).words
    assert client.get(f"/plans/{SLUG}").status_code == 303


def test_what_signed_in_and_out_is_in_the_events(plan: PlanOnFile, app: Flask) -> None:
    client = app.test_client()
    press(client, link_for(plan))
    press(client, "/account/password", password=GOOD)
    press(client, "/account/password/remove", "/account/password")
    press(client, "/sign-out", "/account")
    with opened(plan.path) as db:
        done = [row["action"] for row in db.execute("SELECT action FROM event WHERE actor = 'Anna Berg' ORDER BY id")]
    assert done == ["sign in", "set password", "sign out", "remove password", "sign out"]
