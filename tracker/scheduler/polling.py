"""The scheduler: one polling job that finds what is due (DESIGN 4.5 and 7).

APScheduler keeps it in memory and in UTC, where no hour comes twice; a late poll is made up for by one (coalesce, no
grace time that could skip it), and polls never overlap. Which of several schedulers is active is decided by a file
lock beside the database, which the system frees when its holder ends, however it ends.
"""

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.blocking import BlockingScheduler
from filelock import FileLock, Timeout

from tracker.clock import Clock, system_clock
from tracker.config import Settings
from tracker.errors import DatabaseUnusable
from tracker.scheduler.job import Job

_WAITING_SECONDS = 0.5
_PATIENCE_SECONDS = 3.0
_log = logging.getLogger("tracker.scheduler")


class _Stopped(BaseException):
    """Raised by a signal in the main thread, which does nothing but wait. Not an Exception: nobody may swallow it."""


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
    try:
        with _signals(), _alone(settings):
            _log.info("polling every %g s", every_seconds)
            _poll(job, every_seconds)
    except _Stopped:
        _log.info("stopped")
    if not job.settled(within_seconds=_PATIENCE_SECONDS):
        _log.warning("ended in the middle of a run")
        logging.shutdown()
        os._exit(0)


def _poll(job: Job, every_seconds: float) -> None:
    scheduler = BlockingScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(job.run, "interval", seconds=every_seconds, next_run_time=datetime.now(UTC))
    try:
        scheduler.start()
    finally:
        scheduler.shutdown(wait=False)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    lock, said = FileLock(lock_file(settings)), False
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout:
            if not said:
                _log.info("another scheduler is active on %s: waiting for it to end", settings.database.path)
            said = True
            time.sleep(_WAITING_SECONDS)
        except OSError as error:
            raise DatabaseUnusable(
                f"{lock_file(settings)} går inte att skriva ({error.strerror}). Se till att mappen går att skriva i."
            ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _signals() -> Iterator[None]:
    """Have SIGTERM and SIGINT raise _Stopped, once: a second one must not disturb the ending."""

    def stop(*_: Any) -> NoReturn:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        raise _Stopped

    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
