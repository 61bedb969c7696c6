"""The ledger in a real file: unique keys, leases, history, cancelling (DESIGN 4.5 and 4.6)."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.mailing import NOW, SENDER, new_delivery, plan_mails
from tracker.domain.delivery import Delivery, DeliveryState
from tracker.errors import NotFound
from tracker.store import deliveries, delivery_times, sent_copies
from tracker.store.opening import opened, writing

LEASE = timedelta(minutes=3)


@pytest.fixture
def db(database: Path) -> Iterator[Database]:
    """A ledger with four rows that are due."""
    plan_mails(database, 4)
    with opened(database) as db:
        yield db


def claim(db: Database, *, after: timedelta = timedelta(), limit: int = 20) -> list[Delivery]:
    now = NOW + after
    return deliveries.claim_due(db, now=now, limit=limit, lease_until=now + LEASE)


def states(db: Database) -> list[DeliveryState]:
    return [each.state for each in sorted(deliveries.all_deliveries(db), key=lambda each: each.id)]


def test_a_key_is_planned_once(db: Database) -> None:
    again = new_delivery("reminder:agare0000@kommun.example", 1, "x@kommun.example")
    assert deliveries.plan(db, again, sender_address=SENDER, now=NOW) is None
    assert deliveries.counts_by_state(db)[DeliveryState.PLANNED] == 4


def test_message_id_is_at_the_senders_domain_and_unlike_any_other(db: Database) -> None:
    ids = {each.message_id for each in deliveries.all_deliveries(db)}
    assert len(ids) == 4
    assert all(each.endswith("@kommun.example>") for each in ids)


def test_date_is_the_instant_that_it_is_to_go_out(db: Database) -> None:
    later = new_delivery("later", 1, "x@kommun.example", now=NOW + timedelta(days=1))
    made = deliveries.plan(db, later, sender_address=SENDER, now=NOW)
    assert made is not None
    assert deliveries.delivery(db, made).dated == NOW + timedelta(days=1)


def test_what_is_claimed_is_not_claimed_again(db: Database) -> None:
    assert [each.id for each in claim(db, limit=3)] == [1, 2, 3]
    assert [each.id for each in claim(db)] == [4]
    assert claim(db) == []


def test_a_lease_that_ran_out_is_uncertain_and_taken_anew_unchanged(db: Database) -> None:
    first = claim(db)
    assert claim(db, after=LEASE - timedelta(seconds=1)) == []
    second = claim(db, after=LEASE)
    assert [(each.id, each.message_id, each.dated) for each in second] == [
        (each.id, each.message_id, each.dated) for each in first
    ]
    assert [each.attempts for each in second] == [1, 1, 1, 1]
    assert [each.state for each in deliveries.attempts(db, 1)] == [DeliveryState.UNCERTAIN]
    assert deliveries.delivery(db, 1).attempts == 1


def test_due_longest_goes_first(db: Database) -> None:
    deliveries.record_retry(
        db,
        claim(db, limit=1)[0],
        state=DeliveryState.DEFERRED,
        words="450",
        next_attempt_at=NOW + timedelta(minutes=5),
        now=NOW,
    )
    assert [each.id for each in claim(db, after=timedelta(hours=1))] == [2, 3, 4, 1]


def test_who_lost_the_lease_changes_nothing_but_that_it_was_sent(db: Database) -> None:
    late = claim(db)
    claim(db, after=LEASE)
    after = NOW + LEASE
    deliveries.record_failed(db, late[0], words="550", now=after)
    deliveries.record_retry(db, late[1], state=DeliveryState.DEFERRED, words="450", next_attempt_at=after, now=after)
    deliveries.record_cancelled(db, late[2], reason="Inlämnad", now=after)
    deliveries.record_sent(db, late[3], words="250", subject="S", copy=None, now=after)
    assert states(db) == ["sending", "sending", "sending", "sent"]
    assert deliveries.renew(db, late, lease_until=after + LEASE) == []


def test_renewing_holds_for_longer(db: Database) -> None:
    kept = deliveries.renew(db, claim(db), lease_until=NOW + 2 * LEASE)
    assert len(kept) == 4
    assert claim(db, after=LEASE) == []
    deliveries.record_sent(db, kept[0], words="250", subject="S", copy=None, now=NOW + LEASE)
    assert deliveries.renew(db, kept, lease_until=NOW + 3 * LEASE)[0].id == 2


def test_release_gives_back_what_was_not_tried(db: Database) -> None:
    claimed = claim(db, limit=2)
    deliveries.release(db, claimed, words="E-postservern svarar inte.", now=NOW)
    assert states(db) == ["planned"] * 4
    assert {each.words for each in deliveries.all_deliveries(db)} == {"E-postservern svarar inte."}
    assert deliveries.attempts(db, 1) == []
    claim(db)
    deliveries.release(db, claim(db, after=LEASE), words="", now=NOW + LEASE)
    assert states(db) == ["uncertain"] * 4


def test_cancelling_frees_the_key_and_the_reminders(db: Database) -> None:
    with writing(db):
        db.execute("INSERT INTO committee (slug, name) VALUES ('s', 'Socialnämnden')")
        db.execute("INSERT INTO meeting (committee_id, held_on) VALUES (1, '2019-06-12')")
        db.execute(
            "INSERT INTO reminder (person_id, meeting_id, audience, step, due_on, delivery_id)"
            " VALUES (1, 1, 'owner', -10, '2019-05-20', 1)"
        )
        assert deliveries.cancel(db, [1, 99], reason="Sammanträdet är inställt.", now=NOW) == [1]
        assert deliveries.cancel(db, [1], reason="Igen.", now=NOW) == []
    row = deliveries.delivery(db, 1)
    assert (row.state, row.words, row.finished_at) == (DeliveryState.CANCELLED, "Sammanträdet är inställt.", NOW)
    assert db.execute("SELECT count(*) FROM reminder").fetchone()[0] == 0
    again = new_delivery("reminder:agare0000@kommun.example", 1, "x@kommun.example")
    assert deliveries.plan(db, again, sender_address=SENDER, now=NOW) is not None


def test_cancelling_leaves_what_is_being_sent_or_is_finished(db: Database) -> None:
    one, two, *_ = claim(db, limit=3)
    deliveries.record_sent(db, one, words="250", subject="S", copy=None, now=NOW)
    deliveries.record_failed(db, two, words="550", now=NOW)
    assert deliveries.cancel(db, [1, 2, 3, 4], reason="Flyttat.", now=NOW) == [4]
    assert states(db) == ["sent", "failed", "sending", "cancelled"]
    assert deliveries.cancel(db, [3], reason="Flyttat.", now=NOW + LEASE) == [3], "its lease has run out"


def test_what_is_past_its_time_fails_with_words(db: Database) -> None:
    claim(db, limit=1)
    deliveries.release(db, claim(db, limit=1), words="E-postservern svarar inte.", now=NOW)
    end = NOW + timedelta(days=14)
    assert claim(db, after=timedelta(days=14)) == []
    assert deliveries.give_up(db, now=end) == 4
    words = [each.words for each in sorted(deliveries.all_deliveries(db), key=lambda each: each.id)]
    assert words[0] == "Osäkert om det kom fram: svaret uteblev, och tiden gick ut."
    assert words[2] == "Gick inte att skicka innan tiden gick ut. Senast: E-postservern svarar inte."
    assert states(db) == ["failed"] * 4


def test_a_lease_that_holds_is_not_given_up(db: Database) -> None:
    end = NOW + timedelta(days=14)
    deliveries.claim_due(db, now=NOW, limit=1, lease_until=end + LEASE)
    assert deliveries.give_up(db, now=end) == 3


def test_sent_is_kept_in_the_bytes_that_were_sent(db: Database) -> None:
    content = "Ämne\r\n\r\nHej å\r\n".encode()
    deliveries.record_sent(
        db, claim(db)[0], words="250 2.0.0 OK", subject="Ämne", copy=sent_copies.packed(content), now=NOW
    )
    copy = sent_copies.sent_copy(db, 1)
    assert copy is not None
    assert (copy.subject, copy.content) == ("Ämne", content)
    assert sent_copies.sent_copy(db, 2) is None
    assert delivery_times.last_sent(db) == NOW


def test_attempts_are_history(db: Database) -> None:
    deliveries.record_failed(db, claim(db)[0], words="550", now=NOW)
    for change in ("UPDATE delivery_attempt SET words = ''", "DELETE FROM delivery_attempt"):
        with pytest.raises(sqlite3.IntegrityError, match="history"):
            db.execute(change)


def test_health_of_the_ledger(db: Database) -> None:
    assert delivery_times.oldest_unsent(db, now=NOW - timedelta(minutes=1)) is None
    assert delivery_times.oldest_unsent(db, now=NOW + timedelta(days=1)) == NOW
    assert delivery_times.last_sent(db) is None
    for each in claim(db):
        deliveries.record_failed(db, each, words="550", now=NOW)
    assert delivery_times.oldest_unsent(db, now=NOW + timedelta(days=1)) is None
    assert deliveries.counts_by_state(db)[DeliveryState.FAILED] == 4
    assert len(deliveries.all_deliveries(db, states=[DeliveryState.FAILED], limit=3)) == 3
    assert deliveries.all_deliveries(db, states=[DeliveryState.SENT]) == []


def test_a_row_that_is_not_there(db: Database) -> None:
    with pytest.raises(NotFound):
        deliveries.delivery(db, 99)


def test_claiming_goes_by_the_index(db: Database) -> None:
    plan = db.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM delivery WHERE state IN ('planned', 'deferred', 'sending', 'uncertain')"
        " AND next_attempt_at <= 'x' ORDER BY next_attempt_at, id"
    ).fetchall()
    assert ["delivery_open" in row["detail"] for row in plan] == [True]
