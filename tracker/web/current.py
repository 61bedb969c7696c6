"""What a request works with: settings, the key, now, and one database connection that is closed after it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, current_app, g
from sqlite_utils import Database

from tracker.clock import Clock, system_clock
from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.store.opening import opened

_NAME = "tracker"


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the program was started with. key signs the links in reminders."""

    settings: Settings
    clock: Clock
    key: str

    @property
    def wall(self) -> Clock:
        """The real time, also where the program is rehearsed: sessions and their ends go by it."""
        return system_clock() if self.clock.rehearsed else self.clock


def wire(app: Flask, wiring: Wiring) -> None:
    """Give the app its wiring, and have each request's connection closed."""
    app.extensions[_NAME] = wiring
    app.teardown_appcontext(_close)


def wiring() -> Wiring:
    found: Wiring = current_app.extensions[_NAME]
    return found


def settings() -> Settings:
    return wiring().settings


def database() -> Database:
    """The request's connection, opened when it is first asked for. Raises DatabaseUnusable."""
    if "database" not in g:
        configured = settings().database
        context = opened(configured.path, busy_seconds=configured.busy_seconds)
        g.database = context.__enter__()
        g.database_context = context
    found: Database = g.database
    return found


def now() -> datetime:
    """The instant of the request, in UTC: the same from its beginning to its end."""
    if "now" not in g:
        g.now = wiring().clock.now()
    instant: datetime = g.now
    return instant


def today() -> date:
    """The Stockholm date of the request."""
    return now().astimezone(STOCKHOLM).date()


def _close(_error: BaseException | None) -> None:
    context: AbstractContextManager[Database] | None = g.pop("database_context", None)
    g.pop("database", None)
    if context is not None:
        context.__exit__(None, None, None)
