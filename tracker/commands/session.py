"""What a command works with: the settings, the clock and the database that were chosen on its line or around it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlite_utils import Database

from tracker.clock import Clock, parse_now, standing_clock, system_clock
from tracker.config import Settings, load_settings
from tracker.domain.dates import date_and_time
from tracker.domain.event import Actor
from tracker.errors import DatabaseUnusable
from tracker.services.example_time import example_clock_of
from tracker.store.migrating import migrate, pending
from tracker.store.opening import opened

R = TypeVar("R")

ACTOR = Actor(None, "kommandoraden")


class Session:
    """Made from the global options; settings and clock are read when they are first asked for.

    Raises ConfigError, DatabaseUnusable and Refused from whatever is asked of it.
    """

    def __init__(self, *, config: Path | None, database: Path | None, now: str | None) -> None:
        self.config = config
        self.now = now
        self.say_rehearsal = True
        self._database = database

    @cached_property
    def settings(self) -> Settings:
        return load_settings(self.config, database=self._database)

    @cached_property
    def clock(self) -> Clock:
        """As --now says; else where an example's clock stands; else the machine's. Says so when it is not the last."""
        if self.now is not None:
            clock = standing_clock(parse_now(self.now))
        else:
            clock = example_clock_of(self.settings) or system_clock()
        if clock.rehearsed and self.say_rehearsal:
            click.echo(f"Övning: klockan står på {date_and_time(clock.now())}.", err=True)
        return clock

    def use_example_file(self, name: str) -> None:
        """Work on example-NAME.sqlite beside the configured database, unless a database was named."""
        if self._database is None and not os.environ.get("TRACKER_DATABASE"):
            self._database = self.settings.database.path.with_name(f"example-{name}.sqlite")
            del self.settings

    def migrate(self) -> list[str]:
        """Make the database or bring it up to date; the names of the steps that it took."""
        return migrate(self.settings.database.path, busy_seconds=self.settings.database.busy_seconds)

    def up_to_date(self) -> bool:
        """Whether there is a database and nothing is pending in it."""
        configured = self.settings.database
        if not configured.path.exists():
            return False
        with opened(configured.path, busy_seconds=configured.busy_seconds) as db:
            return not pending(db)

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The database, open. Raises DatabaseUnusable, also where it is older than the program."""
        configured = self.settings.database
        with opened(configured.path, busy_seconds=configured.busy_seconds) as db:
            if pending(db):
                raise DatabaseUnusable(
                    f"Databasen {configured.path} är äldre än programmet. Ta en säkerhetskopia och kör: "
                    "python -m tracker init"
                )
            yield db


def with_session(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the session as its first argument."""

    @wraps(command)
    def called(*values: Any, **named: Any) -> R:
        chosen = click.get_current_context().meta
        session = Session(
            config=_path(chosen.get("tracker.config")),
            database=_path(chosen.get("tracker.database")),
            now=chosen.get("tracker.now"),
        )
        return command(session, *values, **named)

    return called


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None
