"""A whole installation for fault tests: many owners in a database file, and a config file that processes are given."""

import sqlite3
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.running import Ran, program
from tests.many_committees import FIRST_MEETING, fill
from tracker.domain.delivery import DeliveryState
from tracker.domain.workdays import shift_working_days
from tracker.store import deliveries
from tracker.store.opening import opened

DEADLINE = shift_working_days(FIRST_MEETING, -7)
MORNING = datetime.combine(shift_working_days(DEADLINE, -10), datetime.min.time(), UTC) + timedelta(hours=7)
"""Half an hour after the first reminder to every owner is due (8.00 in Stockholm)."""
LEASE = timedelta(minutes=2)
"""After so long, what a killed process held is free again, with the time-out below."""


class Installation:
    """settings: lines of config.toml, by section, beside those that are always there."""

    def __init__(self, database: Path, *, port: int = 0, busy_seconds: float = 20) -> None:
        self.database = database
        self.config = database.with_name("config.toml")
        self.config.write_text(
            f'[database]\npath = "{database}"\nbusy_seconds = {busy_seconds}\n'
            f'[mail]\nhost = "{"127.0.0.1" if port else ""}"\nport = {port or 25}\ntimeout_seconds = 5\n',
            encoding="utf-8",
        )

    def fill(self, owners: int) -> list[str]:
        """Ten owners to a committee, all reporting to a meeting on the same day; their addresses."""
        with opened(self.database) as db:
            fill(db, committee_count=owners // 10, meetings_each=1, same_day=True)
            rows = db.execute("SELECT email FROM person WHERE email LIKE 'agare%' ORDER BY id")
            return [row["email"] for row in rows]

    def words(self, now: datetime | None, *words: str) -> list[str]:
        """A command line of the program."""
        at = ["--now", now.isoformat()] if now else []
        return ["--config", str(self.config), *at, *words]

    def send(self, now: datetime) -> Ran:
        """tracker send in a process of its own."""
        return program(*self.words(now, "send"), cwd=self.database.parent)

    def command(self, now: datetime, *words: str) -> Sequence[str]:
        """The same as the words of a process to start."""
        return [sys.executable, "-m", "tracker", *self.words(now, *words)]

    def states(self) -> dict[DeliveryState, int]:
        """How many e-mails stand in each state, those that are none left out."""
        with opened(self.database) as db:
            return {state: count for state, count in deliveries.counts_by_state(db).items() if count}

    def being_written(self) -> bool:
        """Whether somebody holds the write lock at this moment."""
        with closing(sqlite3.connect(self.database, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            with suppress(sqlite3.OperationalError):
                other.execute("ROLLBACK")
            return False

    def sound(self) -> bool:
        """Whether the file is a whole database in which every reference leads somewhere."""
        with closing(sqlite3.connect(self.database)) as other:
            whole = other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return whole and not other.execute("PRAGMA foreign_key_check").fetchall()


def twice(copies: Counter[str]) -> int:
    """How many mails too many there are."""
    return copies.total() - len(copies)
