"""Bounces in the database: what came back, beside the delivery that it is about, and how far their mailbox is read.

Each function that changes something is called inside the caller's transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from tracker.domain.bounce import Bounce, Position
from tracker.domain.delivery import Delivery, DeliveryState
from tracker.store import deliveries
from tracker.store.columns import instant, instant_text


def delivery_about(db: Database, message_id: str) -> tuple[int, str] | None:
    """The id and address of the delivery with that Message-ID, which is random: whoever names it has had the e-mail."""
    row = db.execute("SELECT id, address FROM delivery WHERE message_id = ?", (message_id,)).fetchone()
    return None if row is None else (row["id"], row["address"])


def insert(db: Database, delivery_id: int, bounce: Bounce, *, words: str, read_at: datetime) -> bool:
    """Keep what came back; False where that report has been kept already. read_at: UTC."""
    inserted = db.execute(
        "INSERT INTO bounce (delivery_id, read_at, permanent, status, words, sha256) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (delivery_id, sha256) DO NOTHING",
        (delivery_id, instant_text(read_at), int(bounce.permanent), bounce.status, words, bounce.sha256),
    )
    return bool(inserted.rowcount)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A delivery and what last came back of it: bounced is the server's words, "" where nothing did."""

    delivery: Delivery
    bounced: str
    permanent: bool


def ledger(db: Database, *, states: Iterable[DeliveryState] = (), limit: int = 1000) -> list[LedgerRow]:
    """The newest deliveries as deliveries.all_deliveries lists them, each with its bounce. A final one goes before."""
    listed = deliveries.all_deliveries(db, states=tuple(states), limit=limit)
    marks = ", ".join("?" * len(listed))
    rows = db.execute(
        "SELECT d.id, b.words, b.permanent FROM delivery d LEFT JOIN bounce b ON b.id ="
        " (SELECT id FROM bounce WHERE delivery_id = d.id ORDER BY permanent DESC, id DESC LIMIT 1)"
        f" WHERE d.id IN ({marks})",
        [each.id for each in listed],
    )
    bounced = {row["id"]: (row["words"] or "", bool(row["permanent"])) for row in rows}
    return [LedgerRow(each, *bounced[each.id]) for each in listed]


def begin_reading(db: Database, *, now: datetime, every: timedelta) -> Position | None:
    """Take the reading of the mailbox, and where to go on; None where it was read less than every ago."""
    row = db.execute("SELECT * FROM bounce_reading").fetchone()
    if row is not None and abs(now - instant(row["begun_at"])) < every:
        return None
    db.execute(
        "INSERT INTO bounce_reading (id, begun_at) VALUES (1, :now) ON CONFLICT (id) DO UPDATE SET begun_at = :now",
        {"now": instant_text(now)},
    )
    return Position() if row is None else Position(row["source"], row["validity"], row["uid"])


def end_reading(db: Database, position: Position, *, fault: str) -> None:
    """How far it came, and why it came no further, in Swedish ("" where nothing was wrong)."""
    db.execute(
        "UPDATE bounce_reading SET source = ?, validity = ?, uid = ?, fault = ?",
        (position.source, position.validity, position.uid, fault),
    )


def reading_fault(db: Database) -> str:
    """Why the mailbox could not be read the last time, in Swedish; "" where it could, or never has been."""
    row = db.execute("SELECT fault FROM bounce_reading").fetchone()
    return "" if row is None else str(row["fault"])
