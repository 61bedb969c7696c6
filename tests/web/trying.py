"""What tests of attacks and of signing in have in common: a form's token, a link, the whole database as text."""

import re
from datetime import datetime
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.plan_on_file import ANNA, PlanOnFile
from tests.web.conftest import NOW
from tracker.services.sign_in import make_sign_in_link
from tracker.store.opening import opened


def dump(path: Path) -> list[str]:
    """Everything in the database."""
    with opened(path) as db:
        return list(db.conn.iterdump())


def form_token(client: FlaskClient, address: str) -> str:
    """The token of the forms on a page, for that client's session."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)
    assert token
    return token[1]


def press(client: FlaskClient, address: str, page: str = "", **fields: str) -> TestResponse:
    """Send a form to the address, with the token that the page (else the address itself) shows."""
    return client.post(address, data={"csrf_token": form_token(client, page or address), **fields})


def link_for(plan: PlanOnFile, email: str = ANNA, now: datetime = NOW) -> str:
    """The path of a link that signs her in once within a day."""
    with opened(plan.path) as db:
        return make_sign_in_link(db, plan.people[email], base_url="", now=now)
