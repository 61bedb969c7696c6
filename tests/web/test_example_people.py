"""In an example anybody may be any of its people, and only there."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import PlanOnFile
from tests.web.conftest import KEY, NOW, Fetch
from tests.web.page_checks import check
from tests.web.trying import press
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import load_settings
from tracker.services.example import load_example
from tracker.services.example_time import example_clock_of


@pytest.fixture
def example(tmp_path: Path) -> Flask:
    settings = load_settings(database=tmp_path / "example.sqlite", environment={})
    load_example(settings, "ludvika-2019")
    clock = example_clock_of(settings)
    assert clock is not None
    return create_app(settings, clock)


def test_in_the_example_one_press_makes_one_anybody_and_another_somebody_else(example: Flask) -> None:
    client = example.test_client()
    page = check(client.get("/", follow_redirects=True).text)
    assert "Prova exemplet som" in page.words
    assert "Tove Bergmark controller" in page.words
    people = [each["value"] for each in page.all("button") if each.get("name") == "person"]
    assert len(people) >= 8
    for person in people:
        first = press(client, "/sign-in/example", "/sign-in", person=person)
        assert client.get(first.headers["Location"], follow_redirects=True).status_code == 200
    bar = check(client.get("/account").text).words
    assert "Byt person" in bar
    assert "Brevlåda" in bar


def test_only_an_example_lets_anybody_be_somebody(plan: PlanOnFile, app: Flask, stranger: FlaskClient) -> None:
    assert "Prova exemplet" not in stranger.get("/sign-in").text
    answer = press(stranger, "/sign-in/example", "/sign-in", person="1")
    assert answer.status_code == 404
    assert stranger.get("/account").status_code == 303


def test_an_example_that_sends_real_mail_lets_nobody_in(example: Flask, tmp_path: Path) -> None:
    settings = load_settings(database=tmp_path / "example.sqlite", environment={})
    mail = settings.mail.model_copy(update={"host": "smtp.kommun.example"})
    client = create_app(settings.model_copy(update={"mail": mail}), standing_clock(NOW), key=KEY).test_client()
    assert "Prova exemplet" not in client.get("/sign-in").text
    assert press(client, "/sign-in/example", "/sign-in", person="1").status_code == 404
    assert press(client, "/clock", "/sign-in").status_code == 401


@pytest.mark.parametrize("person", ["", "0", "x", "9" * 30])
def test_nobody_of_the_example_is_nobody(example: Flask, person: str) -> None:
    assert press(example.test_client(), "/sign-in/example", "/sign-in", person=person).status_code == 404


def test_the_mailbox_of_an_example_is_open_and_that_of_an_installation_is_not(
    example: Flask, plan: PlanOnFile, stranger: FlaskClient, fetch: Fetch
) -> None:
    assert example.test_client().get("/mailbox").status_code == 200
    assert stranger.get("/mailbox").status_code == 303
    fetch("/mailbox")
