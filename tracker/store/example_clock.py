"""Where the clock of an example stands."""

from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant, instant_text


def stands_at(db: Database) -> datetime | None:
    """The instant (UTC); None where the database is no example."""
    row = db.execute("SELECT stands_at FROM example_clock").fetchone()
    return None if row is None else instant(row["stands_at"])


def set_to(db: Database, at: datetime) -> None:
    """at: aware."""
    db.execute(
        "INSERT INTO example_clock (id, stands_at) VALUES (1, ?) "
        "ON CONFLICT DO UPDATE SET stands_at = excluded.stands_at",
        (instant_text(at),),
    )
