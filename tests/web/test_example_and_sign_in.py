"""The example's mailbox and clock, and the link that signs in once."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW, Fetch
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings, load_settings
from tracker.services.example import load_example
from tracker.services.example_time import example_clock_of
from tracker.services.sign_in import make_sign_in_link
from tracker.store.opening import opened


@pytest.fixture
def example(tmp_path: Path) -> Flask:
    """The program on the example plan, its clock at the beginning."""
    settings = load_settings(database=tmp_path / "example.sqlite", environment={})
    load_example(settings, "ludvika-2019")
    clock = example_clock_of(settings)
    assert clock is not None
    return create_app(settings, clock)


def _press(client: FlaskClient, address: str, to: str | None = None) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert token
    assert client.post(to or address, data={"csrf_token": token[1]}).status_code == 303


def test_an_empty_mailbox_says_when_the_first_letter_comes(fetch: Fetch) -> None:
    assert "Här finns inga brev än" in fetch("/mailbox").words


def test_every_page_of_the_example_says_what_happens_next(example: Flask) -> None:
    client = example.test_client()
    page = check(client.get("/glossary").text)
    assert "klockan står på 20 maj 2019 kl. 08.00. Nästa händelse: påminnelser 27 maj. Flytta klockan" in page.words
    _press(client, "/clock")
    assert "27 maj 2019 kl. 07.30. Nästa händelse: påminnelser 31 maj." in check(client.get("/sign-in").text).words


def test_a_clock_that_was_set_by_hand_is_not_offered_to_be_moved(
    plan: PlanOnFile, client: FlaskClient, example: Flask, tmp_path: Path
) -> None:
    """Neither without an example, nor in one that is shown at another time than its own."""
    bar = check(client.get("/account").text).words
    assert "Övning: klockan står på" in bar
    assert "Flytta klockan" not in bar
    assert "Nästa händelse" not in bar
    settings = load_settings(database=tmp_path / "example.sqlite", environment={})
    elsewhere = create_app(settings, standing_clock(NOW), key=KEY).test_client()
    assert "Flytta klockan" not in check(elsewhere.get("/glossary").text).words


def test_moving_the_clock_brings_letters_whose_link_opens_the_form(example: Flask) -> None:
    client = example.test_client()
    before = client.get("/clock")
    assert "Nästa händelse" in check(before.text).words
    count = client.get("/mailbox").text.count("/mailbox/")
    _press(client, "/clock")
    assert "Det här har hänt: " in check(client.get("/clock").text).words
    listed = check(client.get("/mailbox").text)
    names = [each["href"] for each in listed.all("a") if each["href"].startswith("/mailbox/")]
    assert len(names) > count
    links = [
        link[1]
        for name in names
        if (link := re.search(r'href="http://127.0.0.1:8019(/reports/[^"]+)"', client.get(name).text))
    ]
    assert links
    assert check(client.get(links[0]).text).headings[0][1].startswith("Återrapport till")


def test_a_letter_is_shown_in_a_frame_that_may_do_nothing(example: Flask) -> None:
    client = example.test_client()
    _press(client, "/clock")
    listed = check(client.get("/mailbox").text)
    name = next(each["href"] for each in listed.all("a") if each["href"].startswith("/mailbox/"))
    letter = check(client.get(name).text)
    assert letter.all("iframe")[0]["sandbox"] == "allow-same-origin allow-top-navigation-by-user-activation"
    body = client.get(f"{name}/body")
    assert (
        "sandbox allow-same-origin allow-top-navigation-by-user-activation" in body.headers["Content-Security-Policy"]
    )
    assert "script-src" not in body.headers["Content-Security-Policy"]
    assert body.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in body.text


def test_a_letter_that_is_not_there_is_not_found(fetch: Fetch) -> None:
    fetch("/mailbox/nope", 404)
    fetch("/mailbox/..%2Ftracker.sqlite", 404)


def test_with_a_mail_server_there_is_no_mailbox(settings: Settings, plan: PlanOnFile) -> None:
    mail = settings.mail.model_copy(update={"host": "smtp.kommun.example"})
    app = create_app(settings.model_copy(update={"mail": mail}), standing_clock(NOW), key=KEY)
    client = client_of(app, plan.path)
    for address in ("/mailbox", "/mailbox/x", "/mailbox/x/body"):
        assert client.get(address).status_code == 404
    assert "Brevlåda" not in check(client.get("/", follow_redirects=True).text).words


def test_without_an_example_the_clock_cannot_be_moved(plan: PlanOnFile, fetch: Fetch) -> None:
    page = fetch("/clock")
    assert "bara att flytta i ett exempel" in page.words
    assert not [each for each in page.all("form") if each["action"] == "/clock"]


def test_the_clock_is_not_moved_without_its_token(example: Flask) -> None:
    client = example.test_client()
    before = client.get("/clock").text
    assert client.post("/clock").status_code == 400
    assert "klockan står på" in before


def test_a_sign_in_link_works_once_and_only_when_its_button_is_pressed(
    plan: PlanOnFile, settings: Settings, client: FlaskClient
) -> None:
    with opened(plan.path) as db:
        link = make_sign_in_link(db, plan.people[ANNA], base_url="", now=NOW)
    for _ in range(3):
        assert check(client.get(link).text).headings[0][1] == "Logga in"
    _press(client, link)
    assert "Du är inloggad som Anna Berg." in check(client.get("/", follow_redirects=True).text).words
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(link).text)
    assert token
    again = client.post(link, data={"csrf_token": token[1]})
    assert again.status_code == 409
    assert "redan använts" in check(again.text).words
