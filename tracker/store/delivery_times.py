"""How the ledger of e-mails keeps up: since when the oldest waits, and when one last left."""

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
