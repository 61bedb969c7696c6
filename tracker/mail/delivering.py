"""The delivery loop: claim a few, and for each: write it, send it, record it, until nothing is due (DESIGN 4.6).

An e-mail is written as late as can be, at most while the answer to the one before is awaited, so that a report that has
come in meanwhile stops it; and it is recorded while the server considers the address of the next, before that one is
handed over, so that a crash can repeat at most one.
"""

import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import MailSettings
from tracker.domain.delivery import Delivery, DeliveryState
from tracker.domain.words import in_swedish
from tracker.mail.address import sender_fault
from tracker.mail.message import Nothing
from tracker.mail.preparing import Compose, Letter, Preparer, log_place
from tracker.mail.recording import Recorder
from tracker.mail.transport import FateUncertain, NotSent, PermanentFailure, ServerUnreachable, Transport
from tracker.store import deliveries
from tracker.store.opening import opened

__all__ = ["Compose", "Nothing", "Tally", "deliver_due"]

BATCH = 20
_LEAPT = in_swedish(
    "Klockan har hoppat framåt, eller så har datorn sovit. Det som återstår planeras om vid nästa körning."
)
_log = logging.getLogger("tracker.mail")


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
    only_urgent: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> Tally:
    """Send everything that is due, longest first, and say what became of it. The transport is closed afterwards.

    What is urgent goes first; only_urgent: nothing else does. stopping: asked between two e-mails; where it says so the
    run ends there, and the rest is as due as it was.

    Safe to run twice at once on one database, and again after a kill. Raises DatabaseUnusable.
    """
    with opened(database, busy_seconds=busy_seconds) as db:
        run = _Run(db, transport, settings, clock, compose, stopping=stopping)
        try:
            return run.until_nothing_is_due(only_urgent=only_urgent)
        finally:
            transport.close()


class _Run:
    """One run over what is due."""

    def __init__(
        self,
        db: Database,
        transport: Transport,
        settings: MailSettings,
        clock: Clock,
        compose: Compose,
        *,
        stopping: Callable[[], bool],
    ) -> None:
        self._db = db
        self._transport = transport
        self._settings = settings
        self._clock = clock
        self._stopping = stopping
        # One message takes at most some ten answers of the server; no more than one message passes between renewals.
        self._lease = timedelta(seconds=max(60.0, 12 * settings.timeout_seconds))
        self._preparer = Preparer(db, settings, compose)
        self._recorder = Recorder(db, settings, clock, patience=self._lease / 2)
        self._taken: tuple[Delivery, str, Letter] | None = None
        self._stopped_by = sender_fault(settings.sender_name, settings.sender_address)

    def until_nothing_is_due(self, *, only_urgent: bool) -> Tally:
        states = self._recorder.states
        states[DeliveryState.FAILED] += deliveries.give_up(self._db, now=self._clock.now())
        while not self._stopped_by and not self._stopping():
            now = self._clock.now()
            batch = deliveries.claim_due(
                self._db, now=now, limit=BATCH, lease_until=now + self._lease, only_urgent=only_urgent
            )
            if not batch:
                break
            self._deliver(batch)
        tally = Tally(
            sent=states[DeliveryState.SENT],
            deferred=states[DeliveryState.DEFERRED],
            failed=states[DeliveryState.FAILED],
            cancelled=states[DeliveryState.CANCELLED],
            uncertain=states[DeliveryState.UNCERTAIN],
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
            while waiting and not self._stopped_by and not self._stopping():
                if not self._hold(waiting) or not self._tried(waiting[0], waiting[1] if len(waiting) > 1 else None):
                    break
                waiting.popleft()
        finally:
            self._record_taken()
            if waiting:
                deliveries.release(self._db, waiting, words=self._stopped_by, now=self._clock.now())

    def _hold(self, waiting: deque[Delivery]) -> bool:
        """Renew the lease in good time, and drop what another has taken; False where it has run out by far.

        Then the machine has slept, or its clock was put right: what was planned may no longer apply.
        """
        now = self._clock.now()
        lease_until = waiting[0].lease_until
        assert lease_until is not None
        if now - lease_until > self._lease:
            self._stopped_by = _LEAPT
            return False
        if lease_until - now < self._lease / 2:
            kept = deliveries.renew(self._db, waiting, lease_until=now + self._lease)
            waiting.clear()
            waiting.extend(kept)
        return bool(waiting)

    def _tried(self, delivery: Delivery, following: Delivery | None) -> bool:
        """Deal with one message; False where the server cannot be reached, so that it was not tried at all."""
        prepared = self._preparer.prepared(delivery)
        if isinstance(prepared, Letter):
            return self._sent(delivery, prepared, following)
        if isinstance(prepared, Nothing):
            self._recorder.cancelled(delivery, prepared.reason)
        elif prepared.permanent:
            self._recorder.failed(delivery, prepared.words)
        else:
            self._recorder.retry(delivery, DeliveryState.DEFERRED, prepared.words)
        return True

    def _sent(self, delivery: Delivery, letter: Letter, following: Delivery | None) -> bool:
        pieces = iter((lambda: letter.copy, lambda: self._preparer.prepare_ahead(following)))

        def meanwhile() -> None:
            if piece := next(pieces, None):
                piece()

        try:
            words = self._transport.send(
                self._settings.envelope_from,
                delivery.address,
                letter.content,
                before=self._record_taken,
                meanwhile=meanwhile,
            )
        except NotSent as failure:
            return self._not_sent(delivery, failure)
        except sqlite3.Error:
            # The one before cannot be recorded, so that this one must not go.
            raise
        except Exception as error:  # noqa: BLE001 (nobody knows how far it came)
            log_place(delivery, error)
            self._transport.close()
            words = in_swedish(f"Oväntat fel vid sändningen ({type(error).__name__}).")
            self._recorder.retry(delivery, DeliveryState.UNCERTAIN, words)
            return True
        self._taken = delivery, words, letter
        return True

    def _record_taken(self) -> None:
        """Record the last e-mail that the server has taken, where that is not done."""
        if self._taken is not None:
            taken, self._taken = self._taken, None
            self._recorder.sent(*taken)

    def _not_sent(self, delivery: Delivery, failure: NotSent) -> bool:
        self._stopped_by = failure.words if failure.stops_run else ""
        if isinstance(failure, ServerUnreachable):
            return False
        if isinstance(failure, PermanentFailure):
            self._recorder.failed(delivery, failure.words)
        elif isinstance(failure, FateUncertain):
            self._recorder.retry(delivery, DeliveryState.UNCERTAIN, failure.words)
        else:
            self._recorder.retry(delivery, DeliveryState.DEFERRED, failure.words)
        return True
