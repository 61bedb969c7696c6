"""Hashes of passwords, for those who have set one."""

from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant_text


def of(db: Database, person_id: int) -> str | None:
    """The argon2 hash; None where she has no password."""
    row = db.execute("SELECT hash FROM password WHERE person_id = ?", (person_id,)).fetchone()
    return None if row is None else str(row["hash"])


def put(db: Database, person_id: int, hashed: str, at: datetime) -> None:
    """In place of the one that there is. at: UTC."""
    db.execute("INSERT OR REPLACE INTO password VALUES (?, ?, ?)", (person_id, hashed, instant_text(at)))


def remove(db: Database, person_id: int) -> bool:
    """Whether there was one."""
    return bool(db.execute("DELETE FROM password WHERE person_id = ?", (person_id,)).rowcount)
