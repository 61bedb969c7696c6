"""How the ledger of e-mails keeps up: since when the oldest waits, when one last left, how many fail."""

from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import instant_text, optional_instant
from tracker.store.deliveries import OPEN


def oldest_unsent(db: Database, *, now: datetime) -> datetime | None:
    """Since when the e-mail that has waited longest should have been sent (UTC); None where none waits."""
    return optional_instant(
        db.execute(
            f"SELECT min(send_after) FROM delivery WHERE {OPEN} AND send_after <= ?", (instant_text(now),)
        ).fetchone()[0]
    )


def last_sent(db: Database) -> datetime | None:
    """When an e-mail was last handed over (UTC)."""
    return optional_instant(db.execute("SELECT max(finished_at) FROM delivery WHERE state = 'sent'").fetchone()[0])


def untried_since(db: Database, *, now: datetime) -> datetime | None:
    """Since when an e-mail should have been tried (UTC), whatever became of the attempts before; None where none."""
    return optional_instant(
        db.execute(
            f"SELECT min(next_attempt_at) FROM delivery WHERE {OPEN} AND next_attempt_at <= :now"
            " AND (state <> 'sending' OR lease_until <= :now)",
            {"now": instant_text(now)},
        ).fetchone()[0]
    )


def failed_since(db: Database, since: datetime) -> int:
    """How many e-mails have failed for good since an instant (UTC)."""
    return int(
        db.execute(
            "SELECT count(*) FROM delivery WHERE state = 'failed' AND finished_at >= ?", (instant_text(since),)
        ).fetchone()[0]
    )
