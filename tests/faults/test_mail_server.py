"""Faults of the mail server, provoked on a real one: every owner is reached when they are over (DESIGN 4.6)."""

import socket
import time
from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.mailing import NOW, composed, deliver, mail_settings, plan_mails, rows, states
from tests.smtp_sink import DROP, SILENCE, SmtpSink, Stage
from tracker.clock import Clock
from tracker.domain.delivery import Delivery, DeliveryState
from tracker.mail.delivering import deliver_due
from tracker.mail.message import Composed, Nothing
from tracker.mail.smtp import SmtpTransport
from tracker.store import deliveries
from tracker.store.opening import opened

LATER = NOW + timedelta(hours=1)


def reached_once(sink: SmtpSink, addresses: list[str]) -> None:
    """Everybody has one mail."""
    assert sink.copies() == Counter(addresses)


def test_one_connection_carries_all(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 50)
    assert deliver(database, mail_settings(smtp_sink)).sent == 50
    reached_once(smtp_sink, addresses)
    assert smtp_sink.connections == 1


def test_a_second_run_sends_nothing(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 5)
    deliver(database, mail_settings(smtp_sink))
    assert deliver(database, mail_settings(smtp_sink), now=LATER).sent == 0
    reached_once(smtp_sink, addresses)


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.END])
def test_a_temporary_refusal_is_tried_again(database: Path, smtp_sink: SmtpSink, stage: Stage) -> None:
    addresses = plan_mails(database, 30)
    smtp_sink.script(stage, "451 4.3.0 Try again later", times=3)
    first = deliver(database, mail_settings(smtp_sink))
    assert (first.sent, first.deferred, first.stopped_by) == (27, 3, "")
    assert deliver(database, mail_settings(smtp_sink)).sent == 0, "not before its time"
    assert deliver(database, mail_settings(smtp_sink), now=LATER).sent == 3
    reached_once(smtp_sink, addresses)
    with opened(database) as db:
        said = [(each.state, each.words) for each in deliveries.attempts(db, 1)]
    assert said == [
        (DeliveryState.DEFERRED, "451 4.3.0 Try again later"),
        (DeliveryState.SENT, "250 2.0.0 Taken"),
    ]


@pytest.mark.parametrize("stage", [Stage.RCPT, Stage.DATA, Stage.END])
def test_a_permanent_refusal_stops_that_one_alone(database: Path, smtp_sink: SmtpSink, stage: Stage) -> None:
    addresses = plan_mails(database, 5)
    bad = addresses.pop(2)
    smtp_sink.script(stage, "550 5.1.1 No such user", times=None, recipient=bad)
    tally = deliver(database, mail_settings(smtp_sink))
    assert (tally.sent, tally.failed) == (4, 1)
    assert deliver(database, mail_settings(smtp_sink), now=LATER).sent == 0
    reached_once(smtp_sink, addresses)
    failed = next(each for each in rows(database) if each.address == bad)
    assert (failed.state, failed.words) == (DeliveryState.FAILED, "550 5.1.1 No such user")


@pytest.mark.parametrize("answer", ["550 5.7.1 Sender not allowed", "530 5.7.0 Sign in first"])
def test_a_refused_sender_fails_no_owner(database: Path, smtp_sink: SmtpSink, answer: str) -> None:
    """It is a wrong setting: everybody is reached when it has been put right."""
    addresses = plan_mails(database, 5)
    smtp_sink.script(Stage.MAIL, answer)
    assert "mail.sender_address" in deliver(database, mail_settings(smtp_sink)).stopped_by
    assert states(database) == {DeliveryState.PLANNED: 5}
    assert deliver(database, mail_settings(smtp_sink)).sent == 5
    reached_once(smtp_sink, addresses)


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT])
@pytest.mark.parametrize("answer", ["421 4.3.2 Closing", DROP])
def test_a_connection_that_ends_is_opened_anew(database: Path, smtp_sink: SmtpSink, stage: Stage, answer: str) -> None:
    addresses = plan_mails(database, 5)
    smtp_sink.script(stage, answer, recipient=addresses[2] if stage is Stage.RCPT else "")
    tally = deliver(database, mail_settings(smtp_sink))
    assert tally.sent + tally.deferred == 5
    assert smtp_sink.connections == 2
    deliver(database, mail_settings(smtp_sink), now=LATER)
    reached_once(smtp_sink, addresses)


def test_421_for_a_while_stops_the_run_and_loses_nobody(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 100)
    smtp_sink.script(Stage.MAIL, "421 4.3.2 Overloaded", times=None)
    tally = deliver(database, mail_settings(smtp_sink))
    assert (tally.sent, tally.stopped_by) == (0, "421 4.3.2 Overloaded")
    assert smtp_sink.connections <= 4, "the others are not each tried"
    smtp_sink.rules.clear()
    deliver(database, mail_settings(smtp_sink), now=LATER)
    reached_once(smtp_sink, addresses)


def test_421_as_greeting_leaves_every_row_untried(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 30)
    smtp_sink.script(Stage.CONNECT, "421 4.3.2 Overloaded")
    assert "421" in deliver(database, mail_settings(smtp_sink)).stopped_by
    assert states(database) == {DeliveryState.PLANNED: 30}
    assert all("421" in each.words for each in rows(database))
    assert deliver(database, mail_settings(smtp_sink)).sent == 30
    reached_once(smtp_sink, addresses)


def test_a_connection_dropped_in_data(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 10)
    smtp_sink.script(Stage.DATA, DROP)
    deliver(database, mail_settings(smtp_sink))
    deliver(database, mail_settings(smtp_sink), now=LATER)
    reached_once(smtp_sink, addresses)


def test_a_lost_answer_repeats_that_one_under_the_same_message_id(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 10)
    smtp_sink.script(Stage.ANSWER, DROP, recipient=addresses[4])
    tally = deliver(database, mail_settings(smtp_sink))
    assert (tally.sent, tally.uncertain) == (9, 1)
    assert states(database)[DeliveryState.UNCERTAIN] == 1
    assert deliver(database, mail_settings(smtp_sink), now=LATER).sent == 1
    assert smtp_sink.copies() == Counter(addresses) + Counter([addresses[4]])
    twice = {each.content for each in smtp_sink.taken if each.recipient == addresses[4]}
    assert len(twice) == 1, "the same Message-ID, Date and bytes"


@pytest.mark.parametrize("stage", list(Stage))
def test_a_silent_server_costs_one_time_out(database: Path, smtp_sink: SmtpSink, stage: Stage) -> None:
    addresses = plan_mails(database, 40)
    smtp_sink.script(stage, SILENCE, times=None)
    settings = mail_settings(smtp_sink, timeout_seconds=1)
    began = time.monotonic()
    tally = deliver(database, settings)
    assert time.monotonic() - began < 1.9, "a second one would make it two"
    assert "svarade inte inom 1 s" in tally.stopped_by
    smtp_sink.rules.clear()
    deliver(database, settings, now=LATER)
    assert set(smtp_sink.copies()) == set(addresses)
    assert smtp_sink.copies().total() == 40 + (stage is Stage.ANSWER)


def test_one_recipient_on_whom_the_server_falls_silent_does_not_starve_the_rest(
    database: Path, smtp_sink: SmtpSink
) -> None:
    addresses = plan_mails(database, 5)
    smtp_sink.script(Stage.RCPT, SILENCE, times=None, recipient=addresses[0])
    settings = mail_settings(smtp_sink, timeout_seconds=0.3)
    assert deliver(database, settings).deferred == 1
    assert deliver(database, settings).sent == 4


def test_a_server_down_all_day_then_up(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 30)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        nobody = mail_settings(smtp_sink, port=held.getsockname()[1])
        for hour in range(24):
            tally = deliver(database, nobody, now=NOW + timedelta(hours=hour))
            assert "tar inte emot anslutningar" in tally.stopped_by
    assert states(database) == {DeliveryState.PLANNED: 30}
    assert all("tar inte emot anslutningar" in each.words for each in rows(database)), "the ledger says why"
    assert deliver(database, mail_settings(smtp_sink), now=NOW + timedelta(hours=24)).sent == 30
    reached_once(smtp_sink, addresses)


def test_what_is_not_sent_in_time_says_whom_and_why(database: Path, smtp_sink: SmtpSink) -> None:
    plan_mails(database, 2, give_up_after=timedelta(hours=3))
    smtp_sink.script(Stage.RCPT, "450 4.2.1 Mailbox busy", times=None)
    for minutes in range(0, 200, 5):
        deliver(database, mail_settings(smtp_sink), now=NOW + timedelta(minutes=minutes))
    for row in rows(database):
        assert row.state is DeliveryState.FAILED
        assert "450 4.2.1 Mailbox busy" in row.words
        assert row.attempts == 7
    assert not smtp_sink.taken


def test_a_mail_that_cannot_be_written_never_stops_the_rest(
    database: Path, smtp_sink: SmtpSink, caplog: pytest.LogCaptureFixture
) -> None:
    addresses = plan_mails(database, 5)

    def broken_for_one(db: Database, delivery: Delivery) -> Composed | Nothing:
        if delivery.address == addresses[1]:
            raise KeyError("hemligt-token")
        return composed(db, delivery)

    tally = deliver(database, mail_settings(smtp_sink), compose=broken_for_one)
    assert (tally.sent, tally.deferred) == (4, 1)
    assert "hemligt-token" not in caplog.text + rows(database)[1].words
    assert "KeyError" in caplog.text


def test_an_address_that_is_none_never_stops_the_rest(database: Path, smtp_sink: SmtpSink) -> None:
    plan_mails(database, ["a b@kommun.example", "x@åäö.example", "å@kommun.example", "bra@kommun.example"])
    tally = deliver(database, mail_settings(smtp_sink))
    assert (tally.sent, tally.failed) == (2, 2)
    assert [each.recipient for each in smtp_sink.taken] == ["x@xn--4cab6c.example", "bra@kommun.example"]
    assert "ingen giltig e-postadress" in rows(database)[0].words
    assert "SMTPUTF8 saknas" in rows(database)[2].words


def test_a_slow_run_keeps_what_it_has_claimed(database: Path, smtp_sink: SmtpSink) -> None:
    """Ten minutes for twenty mails, under a lease of two that is renewed: another one finds nothing to take."""
    plan_mails(database, 20)
    ticks = count()
    clock = Clock(lambda: NOW + timedelta(seconds=10 * next(ticks)))
    settings = mail_settings(smtp_sink)
    found: list[Delivery] = []

    def looking(db: Database, delivery: Delivery) -> Composed | Nothing:
        now = clock.now()
        found.extend(deliveries.claim_due(db, now=now, limit=20, lease_until=now + timedelta(minutes=2)))
        return composed(db, delivery)

    tally = deliver_due(
        database=database,
        busy_seconds=5,
        transport=SmtpTransport(settings),
        settings=settings,
        clock=clock,
        compose=looking,
    )
    assert (tally.sent, found) == (20, [])
    assert next(ticks) > 50
