"""How many attempts to sign in are let through, counted on the address and on where they come from."""

import time
from collections.abc import Callable

import pytest
from flask import Flask

from tests.plan_on_file import ANNA, BO, PlanOnFile
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tests.web.trying import form_token, press
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings

GOOD = "sju sorters kakor"


def _until_refused(attempt: Callable[[], int]) -> int:
    """How many are let through."""
    for count in range(200):
        if attempt() == 429:
            return count
    pytest.fail("never refused")


def _time_passes(monkeypatch: pytest.MonkeyPatch, minutes: float) -> None:
    """The counters' clock is the machine's own."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60)


def test_only_so_many_links_are_sent_to_one_address_whoever_has_it(
    plan: PlanOnFile, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    token = form_token(client, "/sign-in")

    def ask(email: str) -> int:
        return client.post("/sign-in", data={"csrf_token": token, "email": email}).status_code

    assert _until_refused(lambda: ask(ANNA)) == 5
    assert _until_refused(lambda: ask("nobody@kommun.example")) == 5
    assert ask(f" {ANNA.upper()}") == 429
    assert ask(BO) == 303
    _time_passes(monkeypatch, 16)
    assert ask(ANNA) == 303


def test_only_so_many_passwords_are_tried_on_one_address(plan: PlanOnFile, app: Flask) -> None:
    client = app.test_client()
    token = form_token(client, "/sign-in/password")

    def attempt(email: str) -> int:
        data = {"csrf_token": token, "email": email, "password": ""}
        return client.post("/sign-in/password", data=data).status_code

    assert _until_refused(lambda: attempt(ANNA)) == 10
    refused = client.post("/sign-in/password", data={"csrf_token": token, "email": ANNA, "password": GOOD})
    assert refused.headers["Retry-After"] == "900"
    assert check(refused.text).headings[0][1] == "För många försök"
    assert press(client, "/sign-in", email=ANNA).status_code == 303


def test_only_so_many_attempts_come_from_one_place(plan: PlanOnFile, settings: Settings) -> None:
    few = settings.sign_in.model_copy(update={"attempts_per_ip": 8})
    app = create_app(settings.model_copy(update={"sign_in": few}), standing_clock(NOW), key=KEY)
    client = app.test_client()
    token = form_token(client, "/sign-in")

    def attempt(number: int, place: str, forwarded: str = "") -> int:
        address = ("/sign-in", "/sign-in/password", "/sign-in/made-up")[number % 3]
        data = {"csrf_token": token, "email": f"somebody{number}@kommun.example"}
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        around = {"REMOTE_ADDR": place}
        return client.post(address, data=data, headers=headers, environ_overrides=around).status_code

    numbers = iter(range(1000))
    assert _until_refused(lambda: attempt(next(numbers), "10.0.0.1")) == 8
    assert attempt(next(numbers), "10.0.0.1", forwarded="10.0.0.9") == 429
    assert attempt(next(numbers), "10.0.0.2") != 429


def test_behind_a_web_server_of_ones_own_the_place_is_what_it_says(plan: PlanOnFile, settings: Settings) -> None:
    few = settings.sign_in.model_copy(update={"attempts_per_ip": 2})
    web = settings.web.model_copy(update={"proxies": 1})
    app = create_app(settings.model_copy(update={"sign_in": few, "web": web}), standing_clock(NOW), key=KEY)
    client = app.test_client()
    token = form_token(client, "/sign-in")

    def attempt(forwarded: str) -> int:
        data = {"csrf_token": token, "email": ANNA}
        return client.post("/sign-in", data=data, headers={"X-Forwarded-For": forwarded}).status_code

    assert _until_refused(lambda: attempt("10.0.0.1")) == 2
    assert attempt("made.up, 10.0.0.1") == 429
    assert attempt("10.0.0.2") == 303


def test_each_app_counts_for_itself(plan: PlanOnFile, settings: Settings, app: Flask) -> None:
    client = app.test_client()
    _until_refused(lambda: press(client, "/sign-in", email=ANNA).status_code)
    other = create_app(settings, standing_clock(NOW), key=KEY).test_client()
    assert press(other, "/sign-in", email=ANNA).status_code == 303
