"""The program with Ludvika's plan in it, and a client that checks every page it fetches."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import PlanOnFile, save_example
from tests.signing_in import ADMINISTRATOR, client_of
from tests.web.page_checks import Page, check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings, load_settings
from tracker.domain.draft import PlanDraft
from tracker.domain.person import Role
from tracker.services.dispatching import dispatch_due
from tracker.services.sending import send_due
from tracker.store import people
from tracker.store.opening import opened, writing

KEY = "a key for tests, as long as a key should be"
NOW = datetime(2019, 5, 28, 8, 0, tzinfo=UTC)
Fetch = Callable[..., Page]
WHO = ("stranger", "elsewhere", "roleless", "member", "manager", "secretary", "controller", "administrator")
"""elsewhere: controller and secretary of another committee; the others, but the administrator, of the plan's."""


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


@pytest.fixture
def clients(plan: PlanOnFile, settings: Settings, app: Flask) -> dict[str, FlaskClient]:
    """Somebody of each kind, signed in, with a frozen follow-up and letters to look for."""
    save_example(plan.path, PlanDraft("En plan", "Byggnadsnämnden", 2019), slug="annan")
    with opened(plan.path) as db, writing(db):
        for name, given in {
            "elsewhere": [(Role.CONTROLLER, 2), (Role.SECRETARY, 2)],
            "roleless": [],
            "member": [(Role.MEMBER, 1)],
            "manager": [(Role.MANAGER, 1)],
            "secretary": [(Role.SECRETARY, 1)],
            "controller": [(Role.CONTROLLER, 1)],
        }.items():
            person_id = people.insert(db, name=name.title(), email=f"{name}@kommun.example")
            for role, committee_id in given:
                people.add_role(db, person_id, role, committee_id)
    send_due(settings, standing_clock(datetime(2019, 5, 17, 8, tzinfo=UTC)))
    with opened(plan.path) as db:
        dispatch_due(db, settings, now=NOW + timedelta(days=9))
    signed_in = {name: client_of(app, plan.path, f"{name}@kommun.example") for name in WHO[1:-1]}
    return {"stranger": app.test_client(), **signed_in, "administrator": client_of(app, plan.path, ADMINISTRATOR)}
