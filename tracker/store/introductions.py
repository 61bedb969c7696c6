"""What a committee's secretary writes before the plans of a follow-up: one row a version, never changed."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant, instant_text


@dataclass(frozen=True, slots=True)
class Introduction:
    """One version of it. text "": it was taken away. written_at: UTC."""

    id: int
    text: str
    author: str
    written_at: datetime


def insert(db: Database, *, meeting_id: int, text: str, author_id: int, written_at: datetime) -> int:
    """Returns the new version's id; the older stay. written_at: UTC."""
    row = db.execute(
        "INSERT INTO introduction (meeting_id, text, author_id, written_at) VALUES (?, ?, ?, ?) RETURNING id",
        (meeting_id, text, author_id, instant_text(written_at)),
    ).fetchone()
    return int(row["id"])


def of_meeting(db: Database, meeting_id: int) -> list[Introduction]:
    """Every version, newest first."""
    rows = db.execute(
        "SELECT i.*, p.name AS author FROM introduction i JOIN person p ON p.id = i.author_id "
        "WHERE i.meeting_id = ? ORDER BY i.id DESC",
        (meeting_id,),
    )
    return [_introduction(row) for row in rows]


def newest_text(db: Database, meeting_id: int) -> str:
    """What stands there now, "" where nothing does."""
    row = db.execute(
        "SELECT text FROM introduction WHERE meeting_id = ? ORDER BY id DESC LIMIT 1", (meeting_id,)
    ).fetchone()
    return "" if row is None else str(row["text"])


def _introduction(row: sqlite3.Row) -> Introduction:
    return Introduction(row["id"], row["text"], row["author"], instant(row["written_at"]))
