"""Scheduler processes by a clock that can be set, and what to wait for from them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tests.faults.installation import Installation
from tests.faults.program import set_clock
from tests.processes import Running, running
from tests.smtp_sink import SmtpSink
from tracker.store import runs
from tracker.store.opening import opened

EVERY = ("schedule", "--every", "0.1")


@contextmanager
def scheduler(installation: Installation, clock: Path, now: datetime) -> Iterator[Running]:
    """tracker schedule, by a clock that begins at an instant and can be set."""
    set_clock(clock, now)
    words = [str(clock), *installation.words(None, *EVERY)]
    with running(*words, cwd=installation.database.parent, module="tests.faults.program") as process:
        yield process


def has_looked(installation: Installation, since: datetime) -> Callable[[], bool]:
    """Whether a whole run began and ended within the hour after an instant."""

    def looked() -> bool:
        with opened(installation.database) as db:
            run = runs.newest(db)
        begun = run is not None and since <= run.started_at < since + timedelta(hours=1)
        return begun and run is not None and run.finished_at is not None

    return looked


def reached_once(sink: SmtpSink, addresses: list[str]) -> Callable[[], bool]:
    """Whether everybody has one mail, and nobody else has any."""
    return lambda: sink.copies() == Counter(addresses)


def polling(started: list[Running]) -> list[Running]:
    """Those that are active and still run."""
    return [each for each in started if "polling" in each.said and each.process.poll() is None]
