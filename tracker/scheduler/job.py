"""One poll: do what is due, and record that it was done, or why not."""

import logging
import sqlite3
import threading
import time
import traceback

from tracker.clock import Clock
from tracker.config import Settings
from tracker.errors import TrackerError
from tracker.services.sending import SendResult, send_due
from tracker.store import runs
from tracker.store.opening import opened

_log = logging.getLogger("tracker.scheduler")


class Job:
    """What the scheduler runs. wall: the real time, which runs are recorded in, whatever an example's clock shows."""

    def __init__(self, settings: Settings, clock: Clock, *, wall: Clock) -> None:
        self._settings, self._clock, self._wall = settings, clock, wall
        self._free = threading.Event()
        self._free.set()
        self._ending = False
        self._last_error = ""

    def ended(self, *, within_seconds: float) -> bool:
        """Begin no more runs, and wait for one under way; whether it has ended."""
        self._ending = True
        return self._free.wait(within_seconds)

    def run(self) -> None:
        """Never raises: an error is logged as one line, recorded where that is possible, and the next poll still runs.

        The log says what was done and how long it took: no addresses, no text of mails, no links. Nothing where nothing
        was done; the same error again and again is said once.
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
                result = send_due(self._settings, self._clock)
                error = result.tally.stopped_by
                if _did_something(result):
                    job = runs.DID_SOMETHING
                    _log.info("%s seconds=%.2f", _figures(result), time.monotonic() - began)
            except BaseException as failure:
                error = str(failure) if isinstance(failure, TrackerError) else type(failure).__name__
                raise
            finally:
                runs.finish(db, run_id, job=job, error=error, now=self._wall.now())
        if error:
            self._complain(error)
        elif self._last_error:
            _log.info("works again")
            self._last_error = ""

    def _complain(self, words: str) -> None:
        if words != self._last_error:
            _log.error("%s", " ".join(words.split()))
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
