"""The scheduler: one polling job that finds what is due (DESIGN 4.5 and 7).

APScheduler keeps it in memory and in UTC, where no hour comes twice; a late poll is made up for by one (coalesce, no
grace time that could skip it), and polls never overlap. Which of several schedulers is active is decided by a file
lock beside the database, which the system frees when its holder ends, however it ends. APScheduler has a thread of its
own, so that nothing but our own code meets the signal to stop.
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from filelock import FileLock, Timeout

from tracker.clock import Clock, system_clock
from tracker.config import Settings
from tracker.errors import DatabaseUnusable
from tracker.scheduler.job import Job
from tracker.stopping import Stop, asked_to_stop

_LOOK_SECONDS = 0.2
_PATIENCE_SECONDS = 3.0
_log = logging.getLogger("tracker.scheduler")


def lock_file(settings: Settings) -> Path:
    """What the active scheduler holds."""
    return Path(f"{settings.database.path}.scheduler.lock")


def poll_until_stopped(settings: Settings, clock: Clock, *, every_seconds: float) -> None:
    """Look for what is due now and again, until SIGTERM or SIGINT. Call from the main thread.

    Where another scheduler is active on the database, wait until it is gone. A poll under way at the end gets a few
    seconds; where that is not enough the process ends in the middle of it, and its e-mails are taken up again once
    their lease has run out. Raises DatabaseUnusable where the lock cannot be made.
    """
    job = Job(settings, clock, wall=system_clock())
    with asked_to_stop() as stop, _alone(settings, stop) as active:
        if active:
            _log.info("polling every %g s", every_seconds)
            _poll(job, every_seconds, stop)
        if not job.ended(within_seconds=_PATIENCE_SECONDS):
            _log.warning("ended in the middle of a run")
            logging.shutdown()
            os._exit(0)
        _log.info("stopped")


def _poll(job: Job, every_seconds: float, stop: Stop) -> None:
    scheduler = BackgroundScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(job.run, "interval", seconds=every_seconds, next_run_time=datetime.now(UTC))
    scheduler.start()
    while not stop.requested:
        time.sleep(_LOOK_SECONDS)
    scheduler.shutdown(wait=False)


@contextmanager
def _alone(settings: Settings, stop: Stop) -> Iterator[bool]:
    """Hold the lock, as soon as it is free; False where the signal to stop came first."""
    lock, said = FileLock(lock_file(settings)), False
    while not lock.is_locked and not stop.requested:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not said:
                _log.info("another scheduler is active on %s: waiting for it to end", settings.database.path)
            said = True
            time.sleep(_LOOK_SECONDS)
        except OSError as error:
            raise DatabaseUnusable(
                f"{lock_file(settings)} går inte att skriva ({error.strerror}). Se till att mappen går att skriva i."
            ) from error
    try:
        yield lock.is_locked
    finally:
        lock.release()
