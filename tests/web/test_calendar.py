"""The feed over HTTP: no session, a type that calendar programs know, and words where it is closed."""

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.ludvika import SAMIRA, noon, save_ludvika
from tracker.app import create_app
from tracker.domain.event import PROGRAM
from tracker.services.calendars import feed_token, revoke_feed
from tracker.services.finding import find_person
from tracker.store.opening import opened

KEY = "only-for-tests"
DAY = date(2019, 5, 20)


@pytest.fixture
def client(database: Path) -> FlaskClient:
    return create_app(save_ludvika(database), noon(DAY), key=KEY).test_client()


@pytest.fixture
def address(client: FlaskClient, database: Path) -> str:
    with opened(database) as db:
        return f"/calendar/{feed_token(db, KEY, find_person(db, SAMIRA).id)}.ics"


def test_the_feed_is_a_calendar_for_its_owner_alone(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    assert len(Calendar.from_ical(answer.data).walk("VEVENT")) == 10


def test_reading_is_all_that_can_be_done_and_it_changes_nothing(
    client: FlaskClient, address: str, database: Path
) -> None:
    with opened(database) as db:
        before = list(db.conn.iterdump())
    client.get(address)
    assert client.post(address).status_code in (400, 405)
    with opened(database) as db:
        assert list(db.conn.iterdump()) == before


def test_a_revoked_address_is_gone_and_says_so_in_words(client: FlaskClient, address: str, database: Path) -> None:
    with opened(database) as db:
        revoke_feed(db, find_person(db, SAMIRA), actor=PROGRAM, now=noon(DAY).now())
    answer = client.get(address)
    assert answer.status_code == 410
    assert "Kalendern har fått en ny adress eller är avslutad" in answer.text
    assert client.get("/calendar/nonsense.ics").status_code == 410
