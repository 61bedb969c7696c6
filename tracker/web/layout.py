"""What the frame round every page shows."""

from datetime import datetime

from flask import Flask, g

from tracker.domain.permission import Permission
from tracker.services.sessions import Way
from tracker.web.access import may, visitor
from tracker.web.current import now, settings, wiring
from tracker.web.look import look


def lay_out(app: Flask) -> None:
    """Give the base template its values. None fails without a database: error pages stand in the same frame."""
    app.jinja_env.globals.update(
        look=look,
        has_mailbox=_has_mailbox,
        rehearsed_at=_rehearsed_at,
        visitor=visitor,
        as_example=_as_example,
        may=may,
    )


def _rehearsed_at() -> datetime | None:
    """The instant (UTC) that the program is rehearsed at; None while its clock is the real one."""
    return now() if wiring().clock.rehearsed else None


def _as_example() -> bool:
    """Whether whoever is signed in is one of the people of an example."""
    return g.get("session") is not None and g.session.way is Way.EXAMPLE


def _has_mailbox() -> bool:
    """Whether there is a mailbox that whoever asks may look into."""
    if settings().mail.host:
        return False
    return bool(g.get("in_example")) or _as_example() or may(Permission.SEE_LEDGER)
