"""Mails to plan and deliver in tests: owners in a real ledger, settings for a server on loopback."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from tests.smtp_sink import SmtpSink
from tracker.clock import standing_clock
from tracker.config import MailSettings
from tracker.domain.delivery import Delivery, DeliveryState, MessageKind, NewDelivery
from tracker.mail.delivering import Compose, Nothing, Tally, deliver_due
from tracker.mail.message import Composed
from tracker.mail.smtp import SmtpTransport
from tracker.store import deliveries
from tracker.store.opening import opened, writing

NOW = datetime(2019, 5, 27, 5, 30, tzinfo=UTC)
SENDER = "aterrapport@kommun.example"


def mail_settings(sink: SmtpSink | None = None, **changes: object) -> MailSettings:
    """Settings for a sink, else for no server."""
    values: dict[str, object] = {
        "host": sink.host if sink else "",
        "port": sink.port if sink else 25,
        "security": "none",
        "ca_file": "",
        "username": "",
        "sender_name": "Återrapport",
        "sender_address": SENDER,
        "timeout_seconds": 10,
        "retry_first_minutes": 5,
        "retry_most_minutes": 240,
    }
    return MailSettings.model_validate(values | changes)


def plan_mails(
    database: Path,
    addresses: int | Sequence[str],
    *,
    now: datetime = NOW,
    give_up_after: timedelta = timedelta(days=14),
) -> list[str]:
    """A person and a planned reminder for each address; the addresses."""
    if isinstance(addresses, int):
        addresses = [f"agare{number:04}@kommun.example" for number in range(addresses)]
    with opened(database) as db, writing(db):
        for address in addresses:
            person = db.execute(
                "INSERT INTO person (name, email) VALUES (?, ?)", (f"Åsa, {address}", address)
            ).lastrowid
            assert person is not None
            new = new_delivery(f"reminder:{address}", person, address, now=now, give_up_after=give_up_after)
            assert deliveries.plan(db, new, sender_address=SENDER, now=now) is not None
    return list(addresses)


def new_delivery(
    key: str, person: int, address: str, *, now: datetime = NOW, give_up_after: timedelta = timedelta(days=14)
) -> NewDelivery:
    """A reminder that is due now."""
    return NewDelivery(
        key=key,
        message=MessageKind.REMINDER,
        person_id=person,
        address=address,
        reason="10 arbetsdagar före manusstopp",
        send_after=now,
        give_up_at=now + give_up_after,
    )


def composed(db: Database, delivery: Delivery) -> Composed | Nothing:
    """A short mail."""
    return Composed("Påminnelse om återrapport", f"Hej {delivery.name}!\n", f"<p>Hej {delivery.name}!</p>")


def deliver(
    database: Path, settings: MailSettings, *, now: datetime = NOW, compose: Compose = composed, busy_seconds: float = 5
) -> Tally:
    """One run against a real server, at an instant."""
    return deliver_due(
        database=database,
        busy_seconds=busy_seconds,
        transport=SmtpTransport(settings),
        settings=settings,
        clock=standing_clock(now),
        compose=compose,
    )


def states(database: Path) -> dict[DeliveryState, int]:
    """How many rows stand in each state, those that are none left out."""
    with opened(database) as db:
        return {state: count for state, count in deliveries.counts_by_state(db).items() if count}


def rows(database: Path) -> list[Delivery]:
    """The ledger, oldest first."""
    with opened(database) as db:
        return sorted(deliveries.all_deliveries(db), key=lambda each: each.id)
