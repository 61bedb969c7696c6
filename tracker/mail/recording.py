"""Writing down what became of each e-mail, and counting it (DESIGN 4.6)."""

import logging
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import MailSettings
from tracker.domain.delivery import Delivery, DeliveryState, next_attempt
from tracker.domain.words import in_swedish
from tracker.mail.preparing import Letter
from tracker.store import deliveries

_log = logging.getLogger("tracker.mail")


class Recorder:
    """Records one e-mail at a time, each in a short transaction of its own.

    Where the database is locked it insists for as long as patience, past the busy time-out: a sent e-mail that is not
    recorded would be sent again.
    """

    def __init__(self, db: Database, settings: MailSettings, clock: Clock, *, patience: timedelta) -> None:
        self.states: Counter[DeliveryState] = Counter()
        self._db = db
        self._settings = settings
        self._clock = clock
        self._patience = patience.total_seconds()

    def sent(self, delivery: Delivery, words: str, letter: Letter) -> None:
        """The server has taken it."""

        def record(copy: bytes | None) -> None:
            deliveries.record_sent(
                self._db, delivery, words=words, subject=letter.subject, copy=copy, now=self._clock.now()
            )

        try:
            self._insist(lambda: record(letter.copy))
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise
            # That it was sent matters more than the copy, and takes less room.
            record(None)
        self.states[DeliveryState.SENT] += 1

    def retry(self, delivery: Delivery, state: DeliveryState, words: str) -> None:
        """It is to be tried again later (deferred or uncertain); failed where there is no time left for that."""
        now = self._clock.now()
        again = next_attempt(
            delivery.attempts + 1,
            now=now,
            first=timedelta(minutes=self._settings.retry_first_minutes),
            most=timedelta(minutes=self._settings.retry_most_minutes),
            give_up_at=delivery.give_up_at,
        )
        if again is None:
            self.failed(delivery, in_swedish(f"{words} Fler försök hinns inte med."))
            return
        self._insist(
            lambda: deliveries.record_retry(
                self._db, delivery, state=state, words=words, next_attempt_at=again, now=now
            )
        )
        self._count(delivery, state)

    def failed(self, delivery: Delivery, words: str) -> None:
        """It will not be tried again."""
        self._insist(lambda: deliveries.record_failed(self._db, delivery, words=words, now=self._clock.now()))
        self._count(delivery, DeliveryState.FAILED)

    def cancelled(self, delivery: Delivery, reason: str) -> None:
        """It no longer applies."""
        self._insist(lambda: deliveries.record_cancelled(self._db, delivery, reason=reason, now=self._clock.now()))
        self.states[DeliveryState.CANCELLED] += 1

    def _count(self, delivery: Delivery, state: DeliveryState) -> None:
        self.states[state] += 1
        _log.warning("delivery %d: %s at attempt %d", delivery.id, state.value, delivery.attempts + 1)

    def _insist(self, record: Callable[[], None]) -> None:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                record()
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return
