"""The time that an example stands at. Apart from the rest of it, since every command and every process asks."""

from datetime import datetime

from tracker.clock import Clock, system_clock
from tracker.config import Settings
from tracker.store import example_clock
from tracker.store.opening import opened


def example_clock_of(settings: Settings) -> Clock | None:
    """The clock of the database where it holds an example: it stands still until it is moved, by any process."""
    path = settings.database.path
    if not path.is_file() or _stands_at(settings) is None:
        return None
    return Clock(lambda: _stands_at(settings) or system_clock().now(), rehearsed=True)


def _stands_at(settings: Settings) -> datetime | None:
    with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db:
        return example_clock.stands_at(db)
