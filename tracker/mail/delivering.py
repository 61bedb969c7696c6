"""The delivery loop: claim a few, and for each: write it, send it, record it, until nothing is due (DESIGN 4.6).

A message is written right before it is sent, so that a report that has come in meanwhile stops it, and recorded before
the next one is sent, so that a crash can repeat at most the one that was in flight.
"""

import logging
import sqlite3
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import MailSettings
from tracker.domain.delivery import Delivery, DeliveryState, next_attempt
from tracker.mail.address import sender_fault
from tracker.mail.message import Composed, message_bytes
from tracker.mail.transport import FateUncertain, NotSent, PermanentFailure, ServerUnreachable, Transport
from tracker.store import deliveries
from tracker.store.opening import opened

BATCH = 20
_log = logging.getLogger("tracker.mail")


@dataclass(frozen=True, slots=True)
class Nothing:
    """What was planned no longer applies, and why (Swedish). It is cancelled."""

    reason: str


Compose = Callable[[Database, Delivery], Composed | Nothing]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run did. stopped_by: why it ended early, in Swedish; "" where everything due was tried."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    cancelled: int = 0
    uncertain: int = 0
    stopped_by: str = ""


def deliver_due(
    *,
    database: Path,
    busy_seconds: float,
    transport: Transport,
    settings: MailSettings,
    clock: Clock,
    compose: Compose,
) -> Tally:
    """Send everything that is due, longest first, and say what became of it. The transport is closed afterwards.

    Safe to run twice at once on one database, and again after a kill. Raises DatabaseUnusable.
    """
    with opened(database, busy_seconds=busy_seconds) as db:
        run = _Run(db, transport, settings, clock, compose)
        try:
            return run.until_nothing_is_due()
        finally:
            transport.close()


class _Run:
    """One run over what is due."""

    def __init__(
        self, db: Database, transport: Transport, settings: MailSettings, clock: Clock, compose: Compose
    ) -> None:
        self._db = db
        self._transport = transport
        self._settings = settings
        self._clock = clock
        self._compose = compose
        # One message takes at most some ten answers of the server; no more than one message passes between renewals.
        self._lease = timedelta(seconds=max(60.0, 12 * settings.timeout_seconds))
        self._states: Counter[DeliveryState] = Counter()
        self._stopped_by = sender_fault(settings.sender_name, settings.sender_address)

    def until_nothing_is_due(self) -> Tally:
        self._states[DeliveryState.FAILED] += deliveries.give_up(self._db, now=self._clock.now())
        while not self._stopped_by:
            now = self._clock.now()
            batch = deliveries.claim_due(self._db, now=now, limit=BATCH, lease_until=now + self._lease)
            if not batch:
                break
            self._deliver(batch)
        tally = Tally(
            **{state.value: self._states[state] for state in DeliveryState if state.value in Tally.__slots__},
            stopped_by=self._stopped_by,
        )
        _log.info(
            "run: sent=%d deferred=%d failed=%d cancelled=%d uncertain=%d stopped=%s",
            tally.sent,
            tally.deferred,
            tally.failed,
            tally.cancelled,
            tally.uncertain,
            bool(tally.stopped_by),
        )
        return tally

    def _deliver(self, batch: list[Delivery]) -> None:
        waiting = deque(batch)
        try:
            while waiting and not self._stopped_by:
                self._hold(waiting)
                if waiting and not self._tried(waiting[0]):
                    break
                if waiting:
                    waiting.popleft()
        finally:
            if waiting:
                deliveries.release(self._db, waiting, words=self._stopped_by, now=self._clock.now())

    def _hold(self, waiting: deque[Delivery]) -> None:
        """Renew the lease in good time, and drop what another has taken."""
        now = self._clock.now()
        lease_until = waiting[0].lease_until
        assert lease_until is not None
        if lease_until - now < self._lease / 2:
            kept = deliveries.renew(self._db, waiting, lease_until=now + self._lease)
            waiting.clear()
            waiting.extend(kept)

    def _tried(self, delivery: Delivery) -> bool:
        """Deal with one message; False where the server cannot be reached, so that it was not tried at all."""
        try:
            composed = self._compose(self._db, delivery)
            if isinstance(composed, Nothing):
                self._cancel(delivery, composed.reason)
                return True
            content = message_bytes(
                composed,
                delivery,
                sender_name=self._settings.sender_name,
                sender_address=self._settings.sender_address,
            )
        except PermanentFailure as failure:
            self._fail(delivery, failure.words)
            return True
        except Exception as error:  # noqa: BLE001 (one message that cannot be written never stops the rest)
            _log_place(delivery, error)
            words = f"Brevet gick inte att skriva ({type(error).__name__}). Felet står i loggen."
            self._retry(delivery, DeliveryState.DEFERRED, words)
            return True
        return self._sent(delivery, composed.subject, content)

    def _sent(self, delivery: Delivery, subject: str, content: bytes) -> bool:
        try:
            words = self._transport.send(self._settings.sender_address, delivery.address, content)
        except NotSent as failure:
            self._stopped_by = failure.words if failure.stops_run else ""
            if isinstance(failure, ServerUnreachable):
                return False
            if isinstance(failure, PermanentFailure):
                self._fail(delivery, failure.words)
            else:
                uncertain = isinstance(failure, FateUncertain)
                self._retry(delivery, DeliveryState.UNCERTAIN if uncertain else DeliveryState.DEFERRED, failure.words)
            return True
        except Exception as error:  # noqa: BLE001 (nobody knows how far it came)
            _log_place(delivery, error)
            self._transport.close()
            self._retry(delivery, DeliveryState.UNCERTAIN, f"Oväntat fel vid sändningen ({type(error).__name__}).")
            return True
        self._record_sent(delivery, words, subject, content)
        return True

    def _record_sent(self, delivery: Delivery, words: str, subject: str, content: bytes) -> None:
        def record(kept: bytes | None) -> None:
            deliveries.record_sent(
                self._db, delivery, words=words, subject=subject, content=kept, now=self._clock.now()
            )

        try:
            self._insisting(lambda: record(content))
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise
            # That it was sent matters more than the copy, and takes less room.
            record(None)
        self._states[DeliveryState.SENT] += 1

    def _retry(self, delivery: Delivery, state: DeliveryState, words: str) -> None:
        now = self._clock.now()
        again = next_attempt(
            delivery.attempts + 1,
            now=now,
            first=timedelta(minutes=self._settings.retry_first_minutes),
            most=timedelta(minutes=self._settings.retry_most_minutes),
            give_up_at=delivery.give_up_at,
        )
        if again is None:
            self._fail(delivery, f"{words} Fler försök hinns inte med.")
            return
        self._insisting(
            lambda: deliveries.record_retry(
                self._db, delivery, state=state, words=words, next_attempt_at=again, now=now
            )
        )
        self._states[state] += 1
        _log.warning("delivery %d: %s, attempt %d", delivery.id, state.value, delivery.attempts + 1)

    def _fail(self, delivery: Delivery, words: str) -> None:
        self._insisting(lambda: deliveries.record_failed(self._db, delivery, words=words, now=self._clock.now()))
        self._states[DeliveryState.FAILED] += 1
        _log.warning("delivery %d: failed", delivery.id)

    def _cancel(self, delivery: Delivery, reason: str) -> None:
        self._insisting(lambda: deliveries.record_cancelled(self._db, delivery, reason=reason, now=self._clock.now()))
        self._states[DeliveryState.CANCELLED] += 1

    def _insisting(self, record: Callable[[], None]) -> None:
        """Record what has happened even where the database is locked for long: forgetting it would repeat a mail."""
        deadline = time.monotonic() + self._lease.total_seconds() / 2
        while True:
            try:
                record()
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def _log_place(delivery: Delivery, error: Exception) -> None:
    """Say where it went wrong, without the error's own words: they may hold the text of the mail or a link."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("delivery %d: %s at %s:%s", delivery.id, type(error).__name__, place.filename, place.lineno)
