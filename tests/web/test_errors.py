"""Every error is a page with something to do, also when there is no database."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import SLUG, PlanOnFile
from tests.web.conftest import KEY, NOW, Fetch
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import load_settings
from tracker.web.access import open_to_all


def test_an_address_that_is_none_leads_to_the_first_page(fetch: Fetch) -> None:
    page = fetch("/nope", 404)
    assert page.headings[0][1] == "Sidan finns inte"
    assert any(each["href"] == "/" for each in page.all("a"))


def test_what_a_page_does_not_take_is_said(client: FlaskClient, plan: PlanOnFile) -> None:
    response = client.put(f"/plans/{SLUG}")
    assert response.status_code == 405
    check(response.text)


@pytest.mark.parametrize("content", [None, b"this is not a database, it is a text of more than a hundred bytes" * 3])
def test_without_a_database_there_is_still_a_page(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.sqlite"
    if content is not None:
        path.write_bytes(content)
    app = create_app(load_settings(database=path, environment={}), standing_clock(NOW), key=KEY)
    response = app.test_client().get("/", follow_redirects=True)
    assert response.status_code == 503
    page = check(response.text)
    assert "stängd en stund" in page.headings[0][1]
    assert str(tmp_path) not in page.text


def test_an_old_database_is_unusable_and_not_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE other (id INTEGER)")
    conn.close()
    app = create_app(load_settings(database=path, environment={}), standing_clock(NOW), key=KEY)
    assert app.test_client().get("/", follow_redirects=True).status_code == 503


def test_a_fault_of_ours_shows_nothing_of_it(app: Flask, client: FlaskClient) -> None:
    @open_to_all
    def fail() -> str:
        raise RuntimeError("secret words")

    app.add_url_rule("/fault", view_func=fail)
    response = client.get("/fault")
    assert response.status_code == 500
    assert "secret words" not in response.text
    assert check(response.text).headings[0][1] == "Något gick fel"
