"""The health page: 200 or 503, and nothing about anybody."""

from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient

from tests.ludvika import JONAS, save_ludvika
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.scheduler.job import Job

STEP = datetime(2019, 5, 27, 6, tzinfo=UTC)


def client(settings: Settings) -> FlaskClient:
    return create_app(settings, standing_clock(STEP), key="only-for-tests").test_client()


def run(settings: Settings) -> None:
    """The scheduler polls by the real clock, as it does beside an example's."""
    Job(settings, standing_clock(STEP), wall=standing_clock(datetime.now(UTC))).run()


def test_well(database: Path) -> None:
    settings = save_ludvika(database)
    run(settings)
    response = client(settings).get("/health")
    assert response.status_code == 200
    assert response.json is not None
    assert (response.json["healthy"], response.json["faults"], response.json["failed_today"]) == (True, [], 0)
    assert response.json["last_sent"] == "2019-05-27T06:00:00+00:00"
    assert response.headers["Cache-Control"] == "no-store"
    assert not any(word in response.text for word in (JONAS, "Jonas", "@", str(database)))


def test_never_run(database: Path) -> None:
    response = client(save_ludvika(database)).get("/health")
    assert response.status_code == 503
    assert response.json is not None
    assert response.json["faults"] == ["scheduler_never_ran"]


def test_no_database_and_a_broken_one(database: Path) -> None:
    settings = save_ludvika(database)
    asked = client(settings)
    for damaged in (True, False):
        database.unlink()
        if damaged:
            database.write_bytes(b"no database" * 1000)
        response = asked.get("/health")
        assert response.status_code == 503
        assert response.json is not None
        assert response.json["faults"] == ["database"]
        assert str(database) not in response.text
        database.touch()
