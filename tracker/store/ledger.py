"""Looking through the ledger of e-mails: by words, state and kind, newest first; and taking one row to send it now."""

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.delivery import Delivery, DeliveryState, MessageKind
from tracker.store import deliveries
from tracker.store.bounces import LedgerRow
from tracker.store.columns import instant_text
from tracker.store.opening import writing

_BOUNCE = (
    "LEFT JOIN bounce b ON b.id ="
    " (SELECT id FROM bounce WHERE delivery_id = d.id ORDER BY permanent DESC, id DESC LIMIT 1)"
)


def search(
    db: Database,
    *,
    words: str = "",
    state: DeliveryState | None = None,
    message: MessageKind | None = None,
    limit: int,
    skip: int = 0,
) -> list[LedgerRow]:
    """The newest rows that fit, latest first. words: each of them in the name, address, reason, subject or answer."""
    # SQLite folds only the letters of English.
    db.conn.create_function("folded", 1, lambda text: (text or "").casefold(), deterministic=True)
    where, values = ["1"], list[object]()
    for word in words.casefold().split():
        where.append(
            "instr(folded(p.name || char(10) || d.address || char(10) || d.reason || char(10) || d.words"
            " || char(10) || coalesce(c.subject, '')), ?)"
        )
        values.append(word)
    for column, value in (("state", state), ("message", message)):
        if value is not None:
            where.append(f"d.{column} = ?")
            values.append(value.value)
    rows = db.execute(
        "SELECT d.id, b.words, b.permanent FROM delivery d JOIN person p ON p.id = d.person_id"
        f" LEFT JOIN sent_copy c ON c.delivery_id = d.id {_BOUNCE} WHERE {' AND '.join(where)}"
        " ORDER BY d.send_after DESC, d.id DESC LIMIT ? OFFSET ?",
        (*values, limit, skip),
    ).fetchall()
    return [LedgerRow(deliveries.delivery(db, each[0]), each[1] or "", bool(each[2])) for each in rows]


def row(db: Database, delivery_id: int) -> LedgerRow:
    """One row with what came back of it. Raises NotFound."""
    delivery = deliveries.delivery(db, delivery_id)
    found = db.execute(
        f"SELECT b.words, b.permanent FROM delivery d {_BOUNCE} WHERE d.id = ?", (delivery_id,)
    ).fetchone()
    return LedgerRow(delivery, found[0] or "", bool(found[1]))


def claim(db: Database, delivery_id: int, *, now: datetime, lease_until: datetime) -> Delivery | None:
    """Take one planned e-mail to send it oneself until lease_until (UTC); None where another was quicker."""
    with writing(db):
        changed = db.execute(
            "UPDATE delivery SET state = 'sending', lease_until = ? WHERE id = ? AND state = 'planned'"
            " AND next_attempt_at <= ?",
            (instant_text(lease_until), delivery_id, instant_text(now)),
        )
        if not changed.rowcount:
            return None
    return replace(deliveries.delivery(db, delivery_id), lease_until=lease_until)
