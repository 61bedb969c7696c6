"""Absences in the database."""

import sqlite3
from datetime import date

from sqlite_utils import Database

from tracker.domain.absence import Absence


def insert(db: Database, *, person_id: int, substitute_id: int, first_day: date, last_day: date) -> int:
    """Returns the new absence's id."""
    row = db.execute(
        "INSERT INTO absence (person_id, substitute_id, first_day, last_day) VALUES (?, ?, ?, ?) RETURNING id",
        (person_id, substitute_id, first_day.isoformat(), last_day.isoformat()),
    ).fetchone()
    return int(row["id"])


def from_day(db: Database, day: date) -> list[Absence]:
    """Those that are not over on that day, in order of their first day."""
    rows = db.execute("SELECT * FROM absence WHERE last_day >= ? ORDER BY first_day, id", (day.isoformat(),))
    return [_absence(row) for row in rows]


def delete(db: Database, absence_id: int) -> None:
    """She is back, or was never away; what has been is in the events."""
    db.execute("DELETE FROM absence WHERE id = ?", (absence_id,))


def _absence(row: sqlite3.Row) -> Absence:
    return Absence(
        row["id"],
        row["person_id"],
        row["substitute_id"],
        date.fromisoformat(row["first_day"]),
        date.fromisoformat(row["last_day"]),
    )
