"""Links that open something without a password: revoked report links, and sign-in links that work once."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant, instant_text


def generation(db: Database, person_id: int, meeting_id: int) -> int:
    """Which generation of report links holds for the person and meeting; 1 until one is revoked."""
    row = db.execute(
        "SELECT generation FROM report_link WHERE person_id = ? AND meeting_id = ?", (person_id, meeting_id)
    ).fetchone()
    return 1 if row is None else int(row["generation"])


def generations(db: Database) -> dict[tuple[int, int], int]:
    """The same for every person and meeting of which a link was revoked, by both ids; all others are at 1."""
    rows = db.execute("SELECT person_id, meeting_id, generation FROM report_link")
    return {(row["person_id"], row["meeting_id"]): row["generation"] for row in rows}


def revoke(db: Database, person_id: int, meeting_id: int) -> None:
    """Every report link made so far for the person and meeting stops holding."""
    db.execute(
        "INSERT INTO report_link (person_id, meeting_id, generation) VALUES (?, ?, 2) "
        "ON CONFLICT DO UPDATE SET generation = generation + 1",
        (person_id, meeting_id),
    )


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link that signs a person in once, until ends_at (UTC). next_path: where she was on her way to, or ""."""

    id: int
    person_id: int
    ends_at: datetime
    used: bool
    next_path: str


def insert_sign_in(
    db: Database, *, person_id: int, token_sha256: str, made_at: datetime, ends_at: datetime, next_path: str = ""
) -> None:
    """Only the token's digest is kept. Instants: UTC."""
    db.execute(
        "INSERT INTO sign_in_link (person_id, token_sha256, made_at, ends_at, next_path) VALUES (?, ?, ?, ?, ?)",
        (person_id, token_sha256, instant_text(made_at), instant_text(ends_at), next_path),
    )


def sign_in_link(db: Database, token_sha256: str) -> SignInLink | None:
    row = db.execute("SELECT * FROM sign_in_link WHERE token_sha256 = ?", (token_sha256,)).fetchone()
    if row is None:
        return None
    return SignInLink(
        row["id"], row["person_id"], instant(row["ends_at"]), row["used_at"] is not None, row["next_path"]
    )


def unused(db: Database, person_id: int, now: datetime) -> int:
    """How many links the person could still sign in with."""
    return int(
        db.execute(
            "SELECT count(*) FROM sign_in_link WHERE person_id = ? AND used_at IS NULL AND ends_at > ?",
            (person_id, instant_text(now)),
        ).fetchone()[0]
    )


def mark_used(db: Database, link_id: int, at: datetime) -> None:
    db.execute("UPDATE sign_in_link SET used_at = ? WHERE id = ?", (instant_text(at), link_id))
