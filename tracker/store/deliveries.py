"""The ledger of e-mails: planned under a unique key, claimed, tried, and recorded (DESIGN 4.5 and 4.6).

Each function that changes something expects no open transaction, except plan() and cancel(), which services call inside
theirs. (id, lease_until) is the token of a claim: a row is claimed anew only after its lease, under a later one.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from tracker.domain.delivery import Delivery, DeliveryState, MessageKind, NewDelivery, Outcome
from tracker.domain.words import in_swedish
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.store import sent_copies
from tracker.store.columns import instant, instant_text, optional_instant
from tracker.store.opening import writing

# As in the partial index delivery_open, word for word, so that the index is used.
OPEN = "state IN ('planned', 'deferred', 'sending', 'uncertain')"
# As in the partial index delivery_urgent, word for word.
_URGENT = "message = 'sign_in'"
_FREE = "(state <> 'sending' OR lease_until <= :now)"
_ROWS = (
    "SELECT delivery.*, person.name AS name, person.language AS language FROM delivery"
    " JOIN person ON person.id = delivery.person_id"
)


def plan(db: Database, new: NewDelivery, *, sender_address: str, now: datetime) -> int | None:
    """Put an e-mail in the ledger; its id, or None where its key is there already. Inside the caller's transaction.

    The Message-ID is a random token at the sender's domain, the Date the instant that it is to go out: both stay.
    """
    domain = sender_address.rpartition("@")[2].encode("idna").decode("ascii")
    inserted = db.execute(
        "INSERT INTO delivery (key, message, person_id, address, summary_id, reason, send_after, give_up_at,"
        " next_attempt_at, message_id, dated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO NOTHING",
        (
            new.key,
            new.message.value,
            new.person_id,
            new.address,
            new.summary_id,
            new.reason,
            instant_text(new.send_after),
            instant_text(new.give_up_at),
            instant_text(new.send_after),
            f"<{secrets.token_hex(16)}@{domain}>",
            instant_text(max(now, new.send_after)),
        ),
    )
    return inserted.lastrowid if inserted.rowcount else None


def has_key(db: Database, key: str) -> bool:
    """Whether an e-mail was planned under it."""
    return db.execute("SELECT 1 FROM delivery WHERE key = ?", (key,)).fetchone() is not None


def give_up(db: Database, *, now: datetime) -> int:
    """Fail what was not sent before its time was out, with words; how many."""
    with writing(db):
        return int(
            db.execute(
                "UPDATE delivery SET state = 'failed', finished_at = :now, lease_until = NULL, words = CASE"
                " WHEN state IN ('uncertain', 'sending')"
                " THEN :uncertain ELSE :unsent END || CASE words WHEN '' THEN '' ELSE :last || words END"
                f" WHERE {OPEN} AND give_up_at <= :now AND {_FREE}",
                {
                    "now": instant_text(now),
                    "uncertain": in_swedish("Osäkert om det kom fram: svaret uteblev, och tiden gick ut."),
                    "unsent": in_swedish("Gick inte att skicka innan tiden gick ut."),
                    "last": in_swedish(" Senast: "),
                },
            ).rowcount
        )


def claim_due(
    db: Database, *, now: datetime, limit: int, lease_until: datetime, only_urgent: bool = False
) -> list[Delivery]:
    """Take up to limit e-mails to send for oneself until lease_until: the urgent ones where some are due, else all.

    Those due longest come first. only_urgent: none of the others.
    Where another's lease has run out, its attempt is recorded as uncertain and the e-mail is taken anew.
    """
    times = {"now": instant_text(now), "lease": instant_text(lease_until)}
    with writing(db):
        rows = _due(db, _URGENT, times | {"limit": limit})
        if not rows and not only_urgent:
            rows = _due(db, "1", times | {"limit": limit})
        for row in rows:
            if row["state"] == "sending":
                words = in_swedish("Avbröts medan det skickades.")
                _attempt(db, row["id"], DeliveryState.UNCERTAIN, words=words, at=now)
        marks = ", ".join("?" * len(rows))
        db.execute(
            f"UPDATE delivery SET attempts = attempts + (state = 'sending'), state = 'sending', lease_until = ?"
            f" WHERE id IN ({marks})",
            (times["lease"], *(row["id"] for row in rows)),
        )
    return [
        replace(
            _delivery(row),
            state=DeliveryState.SENDING,
            lease_until=lease_until,
            attempts=row["attempts"] + (row["state"] == "sending"),
        )
        for row in rows
    ]


def _due(db: Database, which: str, values: dict[str, Any]) -> list[Any]:
    return db.execute(
        f"{_ROWS} WHERE {which} AND {OPEN} AND next_attempt_at <= :now AND give_up_at > :now AND {_FREE}"
        " ORDER BY next_attempt_at, delivery.id LIMIT :limit",
        values,
    ).fetchall()


def renew(db: Database, claimed: Iterable[Delivery], *, lease_until: datetime) -> list[Delivery]:
    """Hold claimed e-mails for longer; those that are still one's own."""
    until = instant_text(lease_until)
    with writing(db):
        return [
            replace(each, lease_until=lease_until)
            for each in claimed
            if _still_mine(db, each, "UPDATE delivery SET lease_until = ?", (until,))
        ]


def release(db: Database, claimed: Iterable[Delivery], *, words: str, now: datetime) -> None:
    """Give claimed e-mails back untried, and note on all that is due why nothing is sent ("" leaves the words)."""
    with writing(db):
        for each in claimed:
            _still_mine(
                db,
                each,
                "UPDATE delivery SET lease_until = NULL, state = CASE attempts WHEN 0 THEN 'planned' ELSE (SELECT"
                " state FROM delivery_attempt WHERE delivery_id = delivery.id ORDER BY id DESC LIMIT 1) END",
                (),
            )
        if words:
            db.execute(
                f"UPDATE delivery SET words = :words WHERE {OPEN} AND next_attempt_at <= :now AND words <> :words"
                " AND state <> 'sending'",
                {"words": words, "now": instant_text(now)},
            )


def record_sent(
    db: Database, delivery: Delivery, *, words: str, subject: str, copy: bytes | None, now: datetime
) -> None:
    """The mail server has taken it. copy: as sent_copies.packed() made it; None where there is no room for it.

    Holds whoever has the lease by now: what is sent must not be sent again.
    """
    with writing(db):
        _attempt(db, delivery.id, DeliveryState.SENT, words=words, at=now)
        db.execute(
            "UPDATE delivery SET state = 'sent', attempts = attempts + 1, lease_until = NULL, words = ?,"
            " finished_at = ? WHERE id = ? AND state <> 'sent'",
            (words, instant_text(now), delivery.id),
        )
        if copy is not None:
            sent_copies.keep(db, delivery.id, subject=subject, copy=copy)


def record_retry(
    db: Database, delivery: Delivery, *, state: DeliveryState, words: str, next_attempt_at: datetime, now: datetime
) -> None:
    """It was not taken (deferred), or nobody knows whether it was (uncertain): try again at next_attempt_at."""
    with writing(db):
        _attempt(db, delivery.id, state, words=words, at=now)
        _still_mine(
            db,
            delivery,
            "UPDATE delivery SET state = ?, attempts = attempts + 1, lease_until = NULL, words = ?,"
            " next_attempt_at = ?",
            (state.value, words, instant_text(next_attempt_at)),
        )


def record_failed(db: Database, delivery: Delivery, *, words: str, now: datetime) -> None:
    """It will not be tried again."""
    with writing(db):
        _attempt(db, delivery.id, DeliveryState.FAILED, words=words, at=now)
        _still_mine(
            db,
            delivery,
            "UPDATE delivery SET state = 'failed', attempts = attempts + 1, lease_until = NULL, words = ?,"
            " finished_at = ?",
            (words, instant_text(now)),
        )


def record_cancelled(db: Database, delivery: Delivery, *, reason: str, now: datetime) -> None:
    """It no longer applies, found by the one who claimed it. As cancel(): the same thing can be planned again."""
    with writing(db):
        if _still_mine(db, delivery, _CANCEL, (reason, instant_text(now))):
            db.execute("DELETE FROM reminder WHERE delivery_id = ?", (delivery.id,))


def cancel(db: Database, ids: Iterable[int], *, reason: str, now: datetime) -> list[int]:
    """Cancel what is not sent, and release its key and its reminders; the ids. Inside the caller's transaction.

    What is finished, or being sent under a lease that holds, is left as it is.
    """
    done = []
    for each in ids:
        changed = db.execute(
            f"{_CANCEL} WHERE id = ? AND {OPEN} AND (state <> 'sending' OR lease_until <= ?)",
            (reason, instant_text(now), each, instant_text(now)),
        ).rowcount
        if changed:
            db.execute("DELETE FROM reminder WHERE delivery_id = ?", (each,))
            done.append(each)
    return done


_CANCEL = (
    "UPDATE delivery SET key = key || '#' || id, state = 'cancelled', lease_until = NULL, words = ?, finished_at = ?"
)


def delivery(db: Database, delivery_id: int) -> Delivery:
    """One row. Raises NotFound."""
    row = db.execute(f"{_ROWS} WHERE delivery.id = ?", (delivery_id,)).fetchone()
    if row is None:
        raise NotFound(_("Utskick %(number)s finns inte.", number=delivery_id))
    return _delivery(row)


def all_deliveries(db: Database, *, states: Sequence[DeliveryState] = (), limit: int = 1000) -> list[Delivery]:
    """The newest rows of the ledger, latest first; of the given states, else of all."""
    which = f" WHERE state IN ({', '.join('?' * len(states))})" if states else ""
    rows = db.execute(
        f"{_ROWS}{which} ORDER BY send_after DESC, delivery.id DESC LIMIT ?", (*(each.value for each in states), limit)
    )
    return [_delivery(row) for row in rows]


def counts_by_state(db: Database) -> dict[DeliveryState, int]:
    """How many rows stand in each state; every state is there."""
    counts = dict.fromkeys(DeliveryState, 0)
    for state, count in db.execute("SELECT state, count(*) FROM delivery GROUP BY state"):
        counts[DeliveryState(state)] = count
    return counts


def attempts(db: Database, delivery_id: int) -> list[Outcome]:
    """Every attempt at one e-mail, oldest first."""
    rows = db.execute("SELECT at, state, words FROM delivery_attempt WHERE delivery_id = ? ORDER BY id", (delivery_id,))
    return [Outcome(instant(at), DeliveryState(state), words) for at, state, words in rows]


def _attempt(db: Database, delivery_id: int, state: DeliveryState, *, words: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO delivery_attempt (delivery_id, at, state, words) VALUES (?, ?, ?, ?)",
        (delivery_id, instant_text(at), state.value, words),
    )


def _still_mine(db: Database, claimed: Delivery, update: str, values: tuple[Any, ...]) -> bool:
    """Run the update on a claimed row unless its lease has run out and another has taken it."""
    assert claimed.lease_until is not None
    token = (claimed.id, instant_text(claimed.lease_until))
    return bool(
        db.execute(f"{update} WHERE id = ? AND state = 'sending' AND lease_until = ?", (*values, *token)).rowcount
    )


def _delivery(row: Any) -> Delivery:
    return Delivery(
        id=row["id"],
        key=row["key"],
        message=MessageKind(row["message"]),
        person_id=row["person_id"],
        name=row["name"],
        address=row["address"],
        summary_id=row["summary_id"],
        reason=row["reason"],
        send_after=instant(row["send_after"]),
        give_up_at=instant(row["give_up_at"]),
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        next_attempt_at=instant(row["next_attempt_at"]),
        lease_until=optional_instant(row["lease_until"]),
        message_id=row["message_id"],
        dated=instant(row["dated"]),
        words=row["words"],
        finished_at=optional_instant(row["finished_at"]),
        language=row["language"],
    )
