"""What the frame round every page shows."""

from datetime import datetime

from flask import Flask

from tracker.config import Settings
from tracker.web.current import now, wiring


def lay_out(app: Flask, settings: Settings) -> None:
    """Give the base template its values. None needs the database, for error pages stand in the same frame."""
    app.jinja_env.globals.update(
        municipality=settings.site.municipality,
        has_mailbox=not settings.mail.host,
        rehearsed_at=_rehearsed_at,
    )


def _rehearsed_at() -> datetime | None:
    """The instant (UTC) that the program is rehearsed at; None while its clock is the real one."""
    return now() if wiring().clock.rehearsed else None
