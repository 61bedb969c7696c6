"""Being somebody in tests of pages, without going through the sign-in page each time."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tracker.config import load_settings
from tracker.domain.person import Role
from tracker.services.sessions import Visit, Way, begin_session
from tracker.store import people
from tracker.store.opening import opened, writing

ADMINISTRATOR = "tora.testare@kommun.example"


def visit() -> Visit:
    """By the real clock."""
    now = datetime.now(UTC)
    return Visit(load_settings(environment={}).sign_in, "", at=now, now=now)


def token_for(database: Path, email: str = ADMINISTRATOR) -> str:
    """A session's token for whoever has the address; the administrator is made where she is not there yet."""
    with opened(database) as db, writing(db):
        if email == ADMINISTRATOR and people.by_email(db, email) is None:
            person_id = people.insert(db, name="Tora Testare", email=email)
            people.add_role(db, person_id, Role.ADMINISTRATOR, None)
        person = people.by_email(db, email)
        assert person is not None
        return begin_session(db, person, Way.LINK, visit()).token


def client_of(app: Flask, database: Path, email: str = ADMINISTRATOR) -> FlaskClient:
    """A browser in which she is signed in."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["session"] = token_for(database, email)
        session["csrf_token"] = "0" * 40
    return client


def cookie_for(app: Flask, database: Path, email: str = ADMINISTRATOR) -> tuple[str, str]:
    """The name and value of the cookie that signs her in, for a real browser."""
    name = str(app.config["SESSION_COOKIE_NAME"])
    cookie = client_of(app, database, email).get_cookie(name)
    assert cookie is not None
    return name, cookie.value
