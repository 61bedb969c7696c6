"""Sessions in the database. Only a digest of each token is kept. Instants: UTC."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant, instant_text

_OPEN = "ended_at IS NULL AND ends_at > :now AND last_seen_at > :seen_after"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """Somebody signed in with one browser. way: link, password, oidc or example."""

    id: int
    person_id: int
    way: str
    user_agent: str
    made_at: datetime
    last_seen_at: datetime
    ends_at: datetime


def insert(
    db: Database, *, person_id: int, token_sha256: str, way: str, user_agent: str, made_at: datetime, ends_at: datetime
) -> int:
    """Returns the new session's id."""
    row = db.execute(
        "INSERT INTO session (person_id, token_sha256, way, user_agent, made_at, last_seen_at, ends_at)"
        " VALUES (:person, :token, :way, :agent, :made, :made, :ends) RETURNING id",
        {
            "person": person_id,
            "token": token_sha256,
            "way": way,
            "agent": user_agent,
            "made": instant_text(made_at),
            "ends": instant_text(ends_at),
        },
    ).fetchone()
    return int(row["id"])


def by_token(db: Database, token_sha256: str, *, now: datetime, seen_after: datetime) -> SessionRow | None:
    """The open session with that token, last seen after that."""
    row = db.execute(
        f"SELECT * FROM session WHERE token_sha256 = :token AND {_OPEN}",
        {"token": token_sha256, **_times(now, seen_after)},
    ).fetchone()
    return None if row is None else _session(row)


def open_of(db: Database, person_id: int, *, now: datetime, seen_after: datetime) -> list[SessionRow]:
    """The person's open sessions, the one seen last first."""
    rows = db.execute(
        f"SELECT * FROM session WHERE person_id = :person AND {_OPEN} ORDER BY last_seen_at DESC, id DESC",
        {"person": person_id, **_times(now, seen_after)},
    )
    return [_session(row) for row in rows]


def set_seen(db: Database, session_id: int, at: datetime) -> None:
    db.execute("UPDATE session SET last_seen_at = ? WHERE id = ?", (instant_text(at), session_id))


def end(db: Database, session_id: int, person_id: int, at: datetime) -> bool:
    """End one of the person's sessions; whether it was hers and open."""
    changed = db.execute(
        "UPDATE session SET ended_at = ? WHERE id = ? AND person_id = ? AND ended_at IS NULL",
        (instant_text(at), session_id, person_id),
    )
    return bool(changed.rowcount)


def end_all(db: Database, person_id: int, at: datetime, *, but: int | None = None) -> None:
    """End every session of the person, but for one where it is given."""
    db.execute(
        "UPDATE session SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL AND id IS NOT ?",
        (instant_text(at), person_id, but),
    )


def forget_before(db: Database, at: datetime) -> None:
    """Delete the sessions that could not have been used since."""
    db.execute("DELETE FROM session WHERE ends_at < ?", (instant_text(at),))


def _times(now: datetime, seen_after: datetime) -> dict[str, str]:
    return {"now": instant_text(now), "seen_after": instant_text(seen_after)}


def _session(row: sqlite3.Row) -> SessionRow:
    return SessionRow(
        id=row["id"],
        person_id=row["person_id"],
        way=row["way"],
        user_agent=row["user_agent"],
        made_at=instant(row["made_at"]),
        last_seen_at=instant(row["last_seen_at"]),
        ends_at=instant(row["ends_at"]),
    )
