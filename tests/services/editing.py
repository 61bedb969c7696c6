"""What tests of editing share: Ludvika's plan on file, forms as pages send them, and a row count of the database."""

from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from tests.plan_on_file import PlanOnFile
from tracker.domain.event import Actor
from tracker.services.meanwhile import Edit, Values
from tracker.store import measures
from tracker.store.opening import opened

NOW = datetime(2019, 5, 28, 8, 0, tzinfo=UTC)
LATER = datetime(2019, 5, 28, 9, 0, tzinfo=UTC)
PERSONAL_NUMBER = "640823-3234"
"""The example in Skatteverket's own description: its check digit is right, and nobody has it."""


def actor(plan: PlanOnFile, email: str) -> Actor:
    return Actor(plan.people[email], email.split("@", maxsplit=1)[0])


def edited(shown: Values, **changes: str) -> Edit:
    """A form that was shown with these values and sent with some of them changed."""
    return Edit({**shown, **changes}, shown)


def measure_id(db: Database, number: str, plan_id: int = 1) -> int:
    measure = measures.by_number(db, plan_id, number)
    assert measure is not None
    return measure.id


def content(path: Path) -> list[str]:
    """The whole database as text."""
    with opened(path) as db:
        return list(db.conn.iterdump())
