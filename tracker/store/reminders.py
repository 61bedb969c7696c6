"""Reminders in the ledger: which step to whom for which meeting, and the e-mail that carries it."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.ladder import Audience
from tracker.domain.reminders import ReminderKey
from tracker.store.columns import instant, instant_text


@dataclass(frozen=True, slots=True)
class LedgerReminder:
    """A reminder with its e-mail. state and address are the e-mail's."""

    key: ReminderKey
    delivery_id: int
    state: DeliveryState
    address: str


def insert(db: Database, key: ReminderKey, delivery_id: int) -> None:
    db.execute(
        "INSERT INTO reminder (person_id, meeting_id, audience, step, due_on, delivery_id) VALUES (?, ?, ?, ?, ?, ?)",
        (key.person_id, key.meeting_id, key.audience.value, key.step, key.due_on.isoformat(), delivery_id),
    )


_SELECT = (
    "SELECT r.*, d.state AS state, d.address AS address "
    "FROM reminder r JOIN delivery d ON d.id = r.delivery_id JOIN meeting g ON g.id = r.meeting_id "
)


def in_ledger(db: Database, first: date) -> list[LedgerReminder]:
    """Every reminder for a meeting on that day or later."""
    return [_row(row) for row in db.execute(_SELECT + "WHERE g.held_on >= ?", (first.isoformat(),))]


def unsent(db: Database) -> list[LedgerReminder]:
    """Every reminder whose e-mail is still waiting, whatever has become of its meeting."""
    return [_row(row) for row in db.execute(_SELECT + "WHERE d.state IN ('planned', 'deferred')")]


def written_to_since(db: Database, since: datetime) -> dict[tuple[int, Audience], datetime]:
    """Who has been (or is being) written to since an instant (UTC), and when that e-mail was to go out."""
    rows = db.execute(
        "SELECT person_id, message, max(send_after) AS latest FROM delivery WHERE send_after >= ? "
        "AND message IN ('reminder', 'escalation') AND state NOT IN ('planned', 'deferred', 'cancelled') "
        "GROUP BY person_id, message",
        (instant_text(since),),
    )
    return {(row["person_id"], _AUDIENCE[MessageKind(row["message"])]): instant(row["latest"]) for row in rows}


_AUDIENCE = {MessageKind.REMINDER: Audience.OWNER, MessageKind.ESCALATION: Audience.SUPERVISOR}


def _row(row: sqlite3.Row) -> LedgerReminder:
    key = ReminderKey(
        row["person_id"], row["meeting_id"], Audience(row["audience"]), row["step"], date.fromisoformat(row["due_on"])
    )
    return LedgerReminder(key, row["delivery_id"], DeliveryState(row["state"]), row["address"])
