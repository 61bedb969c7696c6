"""Faults of the database while mail is being sent: what is sent is not forgotten, and what is not is sent later."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.mailing import NOW, composed, deliver, mail_settings, plan_mails, states
from tests.smtp_sink import SmtpSink
from tracker.domain.delivery import Delivery, DeliveryState
from tracker.errors import DatabaseUnusable
from tracker.mail.delivering import Nothing
from tracker.mail.message import Composed
from tracker.store import deliveries, sent_copies
from tracker.store.opening import opened

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def other(database: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the same file."""
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as connection:
        yield connection


def test_locked_while_a_mail_is_under_way(database: Path, smtp_sink: SmtpSink, other: sqlite3.Connection) -> None:
    """The lock outlasts the busy time-out many times: the sent mail is recorded all the same, and none is repeated."""
    addresses = plan_mails(database, 10)

    def locking(db: Database, delivery: Delivery) -> Composed | Nothing:
        if delivery.address == addresses[4]:
            other.execute("BEGIN IMMEDIATE")
            threading.Timer(0.8, other.rollback).start()
        return composed(db, delivery)

    assert deliver(database, mail_settings(smtp_sink), compose=locking, busy_seconds=0.05).sent == 10
    assert smtp_sink.copies() == Counter(addresses)


def test_locked_before_the_run(database: Path, smtp_sink: SmtpSink, other: sqlite3.Connection) -> None:
    addresses = plan_mails(database, 3)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable, match="upptagen"):
        deliver(database, mail_settings(smtp_sink), busy_seconds=0.05)
    assert not smtp_sink.taken, "nothing is sent that could not be recorded"
    other.rollback()
    deliver(database, mail_settings(smtp_sink))
    assert smtp_sink.copies() == Counter(addresses)


def test_a_full_disk_repeats_at_most_the_one_in_flight(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 200)

    def filling(db: Database, delivery: Delivery) -> Composed | Nothing:
        if delivery.address == addresses[50]:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count = {pages}")
        return composed(db, delivery)

    with pytest.raises(DatabaseUnusable, match="disken är full"):
        deliver(database, mail_settings(smtp_sink), compose=filling)
    assert 50 <= len(smtp_sink.taken) < 200
    assert deliver(database, mail_settings(smtp_sink), now=LATER).stopped_by == ""
    assert set(smtp_sink.copies()) == set(addresses)
    assert smtp_sink.copies().total() <= 201
    assert len({each.message_id for each in smtp_sink.taken}) == 200


def test_no_room_for_the_copy_still_records_that_it_was_sent(database: Path, smtp_sink: SmtpSink) -> None:
    plan_mails(database, 1)

    def filling(db: Database, delivery: Delivery) -> Composed | Nothing:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        return Composed("Stort", "".join(f"{number:x}" for number in range(40_000)), "")

    assert deliver(database, mail_settings(smtp_sink), compose=filling).sent == 1
    assert states(database) == {DeliveryState.SENT: 1}
    with opened(database) as db:
        assert sent_copies.sent_copy(db, 1) is None


def test_what_no_longer_applies_is_cancelled_right_before_sending(database: Path, smtp_sink: SmtpSink) -> None:
    """A report has come in since it was planned; the same thing can be planned again."""
    addresses = plan_mails(database, 10)

    def reported(db: Database, delivery: Delivery) -> Composed | Nothing:
        if delivery.address in addresses[5:]:
            return Nothing("Återrapporten har kommit in.")
        return composed(db, delivery)

    tally = deliver(database, mail_settings(smtp_sink), compose=reported)
    assert (tally.sent, tally.cancelled) == (5, 5)
    assert smtp_sink.copies() == Counter(addresses[:5])
    with opened(database) as db:
        row = deliveries.delivery(db, 6)
    assert (row.state, row.words) == (DeliveryState.CANCELLED, "Återrapporten har kommit in.")
    assert row.key == f"reminder:{addresses[5]}#6"
