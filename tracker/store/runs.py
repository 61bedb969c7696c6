"""The scheduler's runs: when it last looked, and whether it could do what it should."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant, instant_text, optional_instant
from tracker.store.opening import writing

KEPT = 1000
DID_SOMETHING = "send"
DID_NOTHING = "idle"


@dataclass(frozen=True, slots=True)
class Run:
    """One look for what is due. finished_at None: under way, or cut short. error: Swedish, "" where all went well."""

    started_at: datetime
    finished_at: datetime | None
    error: str


def begin(db: Database, job: str, *, now: datetime) -> int:
    """Record that a run has begun; returns its id. now: UTC. The oldest rows beyond KEPT are dropped."""
    with writing(db):
        row = db.execute(
            "INSERT INTO run (job, started_at) VALUES (?, ?) RETURNING id", (job, instant_text(now))
        ).fetchone()
        db.execute("DELETE FROM run WHERE id <= (SELECT id FROM run ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT,))
    return int(row["id"])


def finish(db: Database, run_id: int, *, job: str, error: str, now: datetime) -> None:
    """Record how a run ended; job: what it turned out to be. now: UTC.

    A run that says the same as the one before it takes its place: a poll every half minute that finds nothing to do,
    or the same server down all night, is one row whose time moves on.
    """
    with writing(db):
        db.execute(
            "UPDATE run SET job = ?, error = ?, finished_at = ? WHERE id = ?", (job, error, instant_text(now), run_id)
        )
        if job != DID_SOMETHING:
            db.execute(
                "DELETE FROM run WHERE id = (SELECT max(id) FROM run WHERE id < ?) AND job = ? AND error = ?"
                " AND finished_at IS NOT NULL",
                (run_id, job, error),
            )


def newest(db: Database) -> Run | None:
    row = db.execute("SELECT started_at, finished_at, error FROM run ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    return Run(instant(row["started_at"]), optional_instant(row["finished_at"]), row["error"])
