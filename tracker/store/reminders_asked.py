"""Reminders that somebody asked for, beside those of the ladder."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.delivery import DeliveryState
from tracker.store.columns import instant


def insert(db: Database, *, delivery_id: int, meeting_id: int, asked_by_id: int | None) -> None:
    db.execute("INSERT INTO reminder_asked VALUES (?, ?, ?)", (delivery_id, meeting_id, asked_by_id))


def of_open_deliveries(db: Database) -> dict[int, int]:
    """The id of the meeting that each reminder which is not sent was asked for; the ladder's own are left out."""
    rows = db.execute(
        "SELECT a.delivery_id, a.meeting_id FROM reminder_asked a JOIN delivery d ON d.id = a.delivery_id"
        " WHERE d.state IN ('planned', 'deferred', 'sending', 'uncertain')"
    )
    return {row["delivery_id"]: row["meeting_id"] for row in rows}


def last_reminders(db: Database, meeting_id: int) -> dict[int, tuple[datetime, DeliveryState]]:
    """When (UTC) each person's newest reminder of the meeting went or is to go out, by the ladder or asked for."""
    rows = db.execute(
        "SELECT d.person_id, d.send_after, d.state FROM delivery d WHERE d.message = 'reminder'"
        " AND d.state <> 'cancelled' AND d.id IN (SELECT delivery_id FROM reminder WHERE meeting_id = :meeting"
        " UNION SELECT delivery_id FROM reminder_asked WHERE meeting_id = :meeting) ORDER BY d.send_after, d.id",
        {"meeting": meeting_id},
    )
    return {row["person_id"]: (instant(row["send_after"]), DeliveryState(row["state"])) for row in rows}


def is_in_ledger(db: Database, key: str) -> bool:
    """Whether an e-mail with that key is sent or on its way; one that was cancelled has another."""
    return db.execute("SELECT 1 FROM delivery WHERE key = ?", (key,)).fetchone() is not None
