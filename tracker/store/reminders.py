"""Reminders in the ledger: which step to whom for which meeting, and the e-mail that carries it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.ladder import Audience
from tracker.domain.reminders import ReminderKey
from tracker.store.columns import instant_text


@dataclass(frozen=True, slots=True)
class LedgerReminder:
    """A reminder with its e-mail. state and address are the e-mail's. reports: the ids of those it was about."""

    key: ReminderKey
    delivery_id: int
    state: DeliveryState
    address: str
    reports: frozenset[int]


def put(db: Database, key: ReminderKey, *, delivery_id: int, reports: Iterable[int]) -> None:
    """That an e-mail carries a reminder of these reports. One that failed at an old address passes its step on."""
    row = db.execute(
        "INSERT INTO reminder (person_id, meeting_id, audience, step, due_on, delivery_id) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET delivery_id = excluded.delivery_id RETURNING id",
        (key.person_id, key.meeting_id, key.audience.value, key.step, key.due_on.isoformat(), delivery_id),
    ).fetchone()
    db.conn.executemany("INSERT OR IGNORE INTO reminder_report VALUES (?, ?)", [(row["id"], each) for each in reports])


_SELECT = (
    "SELECT r.*, d.state AS state, d.address AS address, "
    "(SELECT group_concat(c.report_id) FROM reminder_report c WHERE c.reminder_id = r.id) AS reports "
    "FROM reminder r JOIN delivery d ON d.id = r.delivery_id JOIN meeting g ON g.id = r.meeting_id "
)


def in_ledger(db: Database, first: date) -> list[LedgerReminder]:
    """Every reminder for a meeting on that day or later."""
    return [_row(row) for row in db.execute(_SELECT + "WHERE g.held_on >= ?", (first.isoformat(),))]


def unsent(db: Database) -> list[LedgerReminder]:
    """Every reminder whose e-mail is still waiting, whatever has become of its meeting."""
    return [_row(row) for row in db.execute(_SELECT + "WHERE d.state IN ('planned', 'deferred', 'uncertain')")]


def written_to(db: Database, *, since: datetime, before: datetime) -> set[tuple[int, Audience]]:
    """Who has been (or is being) written to with an e-mail that was to go out between two instants (UTC).

    One whose fate is uncertain does not count: it is itself what is tried again.
    """
    rows = db.execute(
        "SELECT DISTINCT person_id, message FROM delivery WHERE send_after >= ? AND send_after < ? "
        "AND message IN ('reminder', 'escalation') AND state IN ('sending', 'sent', 'failed')",
        (instant_text(since), instant_text(before)),
    )
    return {(row["person_id"], _AUDIENCE[MessageKind(row["message"])]) for row in rows}


_AUDIENCE = {MessageKind.REMINDER: Audience.OWNER, MessageKind.ESCALATION: Audience.SUPERVISOR}


def _row(row: sqlite3.Row) -> LedgerReminder:
    key = ReminderKey(
        row["person_id"], row["meeting_id"], Audience(row["audience"]), row["step"], date.fromisoformat(row["due_on"])
    )
    reports = frozenset(int(each) for each in (row["reports"] or "").split(",") if each)
    return LedgerReminder(key, row["delivery_id"], DeliveryState(row["state"]), row["address"], reports)
