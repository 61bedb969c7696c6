"""Who has asked for a link to sign in with, as she wrote her address: known or not (services/sign_in_letters.py)."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant, instant_text


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """next_path: where she was on her way to, "" for nowhere. asked_at: UTC."""

    email: str
    next_path: str
    asked_at: datetime


def insert(db: Database, request: SignInRequest) -> None:
    db.execute(
        "INSERT INTO sign_in_request (email, next_path, asked_at) VALUES (?, ?, ?)",
        (request.email, request.next_path, instant_text(request.asked_at)),
    )


def any_waiting(db: Database) -> bool:
    return db.execute("SELECT 1 FROM sign_in_request LIMIT 1").fetchone() is not None


def take_all(db: Database) -> list[SignInRequest]:
    """All of them, oldest first; none is left."""
    rows = db.execute("SELECT email, next_path, asked_at FROM sign_in_request ORDER BY id").fetchall()
    db.execute("DELETE FROM sign_in_request")
    return [SignInRequest(row["email"], row["next_path"], instant(row["asked_at"])) for row in rows]
