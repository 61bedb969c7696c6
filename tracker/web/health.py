"""The health page, for a monitoring system: 200 or 503, and nothing about anybody."""

import sqlite3
from datetime import datetime

from flask import Blueprint, Response, jsonify

from tracker.errors import DatabaseUnusable
from tracker.services.health import Fault, Health, health
from tracker.store.migrating import pending
from tracker.web.access import open_to_all
from tracker.web.current import database, now, settings, wiring
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@open_to_all
def show() -> Response:
    """Whether the program does what it is for, and since when not."""
    try:
        found = health(database(), settings(), now=now(), wall=wiring().wall.now())
        faults = [*found.faults, *([Fault.DATABASE] if pending(database()) else [])]
    except (DatabaseUnusable, sqlite3.Error):
        # Why is for the log of the pages and for tracker check: the words name files.
        found, faults = Health((), None, "", None, None, 0), [Fault.DATABASE]
    response = jsonify(
        healthy=not faults,
        faults=[each.value for each in faults],
        last_run=_text(found.last_run),
        last_sent=_text(found.last_sent),
        unsent_since=_text(found.unsent_since),
        failed_today=found.failed_today,
    )
    response.status_code = 503 if faults else 200
    return keep_out_of_caches(response)


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
