"""Whether reminders are on their way as they should be: plain facts, without a name or an address in them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.workdays import is_working_day
from tracker.store import delivery_times, runs

LATE_AFTER = timedelta(minutes=15)


class Fault(StrEnum):
    """What is wrong, as a word for a monitoring system; tracker check says what to do."""

    DATABASE = "database"
    NEVER_RUN = "scheduler_never_ran"
    NOT_RUNNING = "scheduler_not_running"
    RUN_FAILED = "last_run_failed"
    MAIL_WAITS = "mail_waits"


@dataclass(frozen=True, slots=True)
class Health:
    """Instants are in UTC; None where there is none.

    last_run: when the scheduler last ended a run (else began one), by the real clock; last_error: why that one could
    not do what it should, in Swedish ("" where it could): for people who run the program, not for the health page.
    unsent_since: when the oldest e-mail that is due and not sent was to go out. failed_today: since midnight.
    """

    faults: tuple[Fault, ...]
    last_run: datetime | None
    last_error: str
    last_sent: datetime | None
    unsent_since: datetime | None
    failed_today: int


def health(db: Database, settings: Settings, *, now: datetime, wall: datetime) -> Health:
    """As things stand. now: the program's time; wall: the real one, which the scheduler's runs are recorded in; UTC."""
    run = runs.newest(db)
    midnight = datetime.combine(now.astimezone(STOCKHOLM).date(), time(), STOCKHOLM).astimezone(UTC)
    last_run = None if run is None else run.finished_at or run.started_at
    last_error = "" if run is None else run.error
    faults = []
    if last_run is None:
        faults.append(Fault.NEVER_RUN)
    elif wall - last_run > _longest_pause(settings):
        faults.append(Fault.NOT_RUNNING)
    if last_error:
        faults.append(Fault.RUN_FAILED)
    if _mail_waits(db, now=now, midnight=midnight):
        faults.append(Fault.MAIL_WAITS)
    return Health(
        faults=tuple(faults),
        last_run=last_run,
        last_error=last_error,
        last_sent=delivery_times.last_sent(db),
        unsent_since=delivery_times.oldest_unsent(db, now=now),
        failed_today=delivery_times.failed_since(db, midnight),
    )


def _longest_pause(settings: Settings) -> timedelta:
    """So long a scheduler that works may be silent: a few polls, and one mail server that hangs."""
    return timedelta(seconds=max(120.0, 4 * settings.schedule.poll_seconds + settings.mail.timeout_seconds))


def _mail_waits(db: Database, *, now: datetime, midnight: datetime) -> bool:
    """Whether something is not even tried that should be. On a day off nothing is (DESIGN 4.2)."""
    since = delivery_times.untried_since(db, now=now)
    return (
        since is not None
        and is_working_day(midnight.astimezone(STOCKHOLM).date())
        and (now - max(since, midnight) > LATE_AFTER)
    )
