"""One poll: do what is due, and record that it was done, or why not."""

import logging
import re
import sqlite3
import threading
import time
import traceback
from datetime import datetime

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import Settings
from tracker.errors import TrackerError
from tracker.services.health import health
from tracker.services.sending import SendResult, send_due
from tracker.store import runs
from tracker.store.opening import opened

_HEARTBEAT_SECONDS = 3600.0
_ADDRESS = re.compile(r"[^\s<>()]+@[^\s<>()]+")
_log = logging.getLogger("tracker.scheduler")


class Job:
    """What the scheduler runs. wall: the real time, which runs are recorded in, whatever an example's clock shows."""

    def __init__(self, settings: Settings, clock: Clock, *, wall: Clock) -> None:
        self._settings, self._clock, self._wall = settings, clock, wall
        self._free = threading.Event()
        self._free.set()
        self._ending = False
        self._last_error = ""
        self._reported = time.monotonic()

    def ended(self, *, within_seconds: float) -> bool:
        """Begin no more runs, and wait for one under way, which sends no further e-mail; whether it has ended."""
        self._ending = True
        return self._free.wait(within_seconds)

    def run(self) -> None:
        """Never raises: an error is logged as one line, recorded where that is possible, and the next poll still runs.

        The log says what was done and how long it took: no addresses, no text of mails, no links. The same error again
        and again is said once.
        """
        self._free.clear()
        try:
            if not self._ending:
                self._recorded()
        except (TrackerError, sqlite3.Error) as error:
            self._complain(str(error))
        except Exception as error:  # noqa: BLE001 (whatever it was, the next poll must run)
            place = traceback.extract_tb(error.__traceback__)[-1]
            self._complain(f"{type(error).__name__} at {place.filename}:{place.lineno}")
        finally:
            self._free.set()

    def _recorded(self) -> None:
        database = self._settings.database
        with opened(database.path, busy_seconds=database.busy_seconds) as db:
            run_id = runs.begin(db, runs.DID_NOTHING, now=self._wall.now())
            began = time.monotonic()
            job, error = runs.DID_NOTHING, ""
            try:
                result = send_due(self._settings, self._clock, stopping=lambda: self._ending)
                error = result.tally.stopped_by
                job = runs.DID_SOMETHING if _did_something(result) else runs.DID_NOTHING
            except BaseException as failure:
                error = str(failure) if isinstance(failure, TrackerError) else type(failure).__name__
                raise
            finally:
                ended = self._wall.now()
                runs.finish(db, run_id, job=job, error=error, now=ended)
            self._report(db, run_id, result, ended=ended, seconds=time.monotonic() - began)
        if error:
            self._complain(error)
        elif self._last_error:
            _log.info("works again")
            self._last_error = ""

    def _report(self, db: Database, run_id: int, result: SendResult, *, ended: datetime, seconds: float) -> None:
        """One line for the run: at INFO where it did something and once an hour, else at DEBUG."""
        now = time.monotonic()
        told = _did_something(result) or now - self._reported >= _HEARTBEAT_SECONDS
        self._reported = now if told else self._reported
        found = health(db, self._settings, now=self._clock.now(), wall=ended)
        _log.log(
            logging.INFO if told else logging.DEBUG,
            "run=%d seconds=%.2f %s stopped=%s last_sent=%s unsent_since=%s failed_today=%d",
            run_id,
            seconds,
            _figures(result),
            "yes" if result.tally.stopped_by else "no",
            _text(found.last_sent),
            _text(found.unsent_since),
            found.failed_today,
        )

    def _complain(self, words: str) -> None:
        """A mail server may repeat in its words whom it refuses."""
        if words != self._last_error:
            _log.error("error=%r", _ADDRESS.sub("(adress)", " ".join(words.split())))
        self._last_error = words


def _did_something(result: SendResult) -> bool:
    tally = result.tally
    counts = (tally.sent, tally.deferred, tally.failed, tally.cancelled, tally.uncertain)
    return bool(result.planned or result.cancelled or result.frozen or result.bounced or any(counts))


def _figures(result: SendResult) -> str:
    tally = result.tally
    return (
        f"planned={result.planned} frozen={result.frozen} sent={tally.sent} deferred={tally.deferred} "
        f"uncertain={tally.uncertain} failed={tally.failed} cancelled={result.cancelled + tally.cancelled} "
        f"bounced={result.bounced}"
    )


def _text(instant: datetime | None) -> str:
    return "-" if instant is None else f"{instant:%Y-%m-%dT%H:%M:%SZ}"
