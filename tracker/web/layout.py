"""What the frame round every page shows."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, g

from tracker.domain.permission import Permission
from tracker.domain.person import Role
from tracker.errors import TrackerError
from tracker.services.example import NextEvent, clock_in, next_event
from tracker.services.sessions import Way
from tracker.web.access import in_example, may, visitor
from tracker.web.current import database, now, settings, wiring
from tracker.web.look import look


@dataclass(frozen=True, slots=True)
class ClockBar:
    """at: the instant (UTC) that the program is rehearsed at. In an example also what happens next.

    movable: whether whoever asks can move an example's clock; one that was set with --now stands.
    """

    at: datetime
    upcoming: NextEvent | None = None
    movable: bool = False


def lay_out(app: Flask) -> None:
    """Give the base template its values. None fails without a database: error pages stand in the same frame."""
    app.jinja_env.globals.update(
        look=look,
        has_mailbox=_has_mailbox,
        clock_bar=_clock_bar,
        visitor=visitor,
        as_example=_as_example,
        may=may,
        reports=_reports,
    )


def _clock_bar() -> ClockBar | None:
    """None while the clock is the real one, and where the time stands in a database that does not answer."""
    if not wiring().clock.rehearsed:
        return None
    try:
        clock = clock_in(database())
        if clock is None or clock.now() != now():
            return ClockBar(now())
        movable = in_example() or may(Permission.SEE_LEDGER)
        return ClockBar(now(), next_event(database(), settings(), clock), movable)
    except (TrackerError, sqlite3.Error):
        return None


def _reports() -> bool:
    """Whether whoever is signed in can have measures of her own: everybody but those who only read."""
    access = visitor()
    return access is not None and set(access.roles) != {Role.MEMBER}


def _as_example() -> bool:
    """Whether whoever is signed in is one of the people of an example."""
    return g.get("session") is not None and g.session.way is Way.EXAMPLE


def _has_mailbox() -> bool:
    """Whether there is a mailbox that whoever asks may look into."""
    if settings().mail.host:
        return False
    return bool(g.get("in_example")) or _as_example() or may(Permission.SEE_LEDGER)
