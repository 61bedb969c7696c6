"""The program with Ludvika's plan in it, and a client that checks every page it fetches."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import PlanOnFile, save_example
from tests.signing_in import client_of
from tests.web.page_checks import Page, check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings, load_settings

KEY = "a key for tests, as long as a key should be"
NOW = datetime(2019, 5, 28, 8, 0, tzinfo=UTC)
Fetch = Callable[..., Page]


@pytest.fixture
def settings(database: Path) -> Settings:
    return load_settings(database=database, environment={})


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    """Ludvika's plan, three days before the first report deadline."""
    return save_example(database)


@pytest.fixture
def app(settings: Settings) -> Flask:
    app = create_app(settings, standing_clock(NOW), key=KEY)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def client(app: Flask, database: Path) -> FlaskClient:
    """Signed in as the administrator, who sees everything."""
    return client_of(app, database)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Signed in as nobody."""
    return app.test_client()


@pytest.fixture
def fetch(client: FlaskClient) -> Fetch:
    """Fetch an address, check status and page."""

    def fetched(address: str, status: int = 200) -> Page:
        response = client.get(address)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return check(response.text)

    return fetched
