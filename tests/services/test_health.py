"""The facts of health: what is wrong, since when, and what is none of a fault."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.ludvika import save_ludvika, settings_for
from tests.smtp_sink import SmtpSink, Stage
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.scheduler.job import Job
from tracker.services.health import Fault, Health, health
from tracker.services.sending import send_due
from tracker.store import runs
from tracker.store.opening import opened

STEP = datetime(2019, 5, 27, 6, tzinfo=UTC)


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def found(settings: Settings, *, now: datetime = STEP, wall: datetime = STEP) -> Health:
    with opened(settings.database.path) as db:
        return health(db, settings, now=now, wall=wall)


def run(settings: Settings, at: datetime = STEP) -> None:
    """One poll of the scheduler."""
    Job(settings, standing_clock(at), wall=standing_clock(at)).run()


def test_before_anything_has_happened(settings: Settings) -> None:
    assert found(settings) == Health((Fault.NEVER_RUN,), None, "", None, None, 0)


def test_after_a_run_all_is_well(settings: Settings) -> None:
    run(settings)
    assert found(settings) == Health((), STEP, "", STEP, None, 0)


def test_a_scheduler_that_has_fallen_silent(settings: Settings) -> None:
    """By the real clock: an example's stands still."""
    run(settings)
    assert found(settings, wall=STEP + timedelta(seconds=100)).faults == ()
    assert found(settings, wall=STEP + timedelta(minutes=10)).faults == (Fault.NOT_RUNNING,)


def test_a_mail_server_that_is_down(settings: Settings, smtp_sink: SmtpSink) -> None:
    """The run says so at once, and after a quarter of an hour that mail waits; well again when it is back."""
    smtp_sink.script(Stage.CONNECT, "421 4.3.2 Overloaded", times=None)
    at_once = STEP - timedelta(minutes=30)
    run(settings, at_once)
    assert found(settings, now=at_once, wall=at_once).faults == (Fault.RUN_FAILED,)
    later = at_once + timedelta(minutes=16)
    run(settings, later)
    down = found(settings, now=later, wall=later)
    assert down.faults == (Fault.RUN_FAILED, Fault.MAIL_WAITS)
    assert down.unsent_since == at_once
    assert "421" in down.last_error
    smtp_sink.rules.clear()
    run(settings, later)
    assert found(settings, now=later, wall=later).faults == ()


def test_one_full_mailbox_is_no_fault_of_the_program(settings: Settings, smtp_sink: SmtpSink) -> None:
    """It is tried again in its time; but since when it waits is told."""
    smtp_sink.script(Stage.RCPT, "452 4.2.2 Full", times=None, recipient="samira.haddad@kommun.example")
    for minutes in (0, 5, 20):
        run(settings, STEP + timedelta(minutes=minutes))
    later = STEP + timedelta(minutes=30)
    health = found(settings, now=later, wall=later - timedelta(minutes=9))
    assert Fault.MAIL_WAITS not in health.faults
    assert health.unsent_since == STEP - timedelta(minutes=30)


def test_what_waits_over_a_day_off_is_no_fault(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.CONNECT, "421 4.3.2 Overloaded", times=None)
    friday = datetime(2019, 5, 31, 6, tzinfo=UTC)
    send_due(settings, standing_clock(friday))
    saturday = friday + timedelta(days=1)
    assert Fault.MAIL_WAITS in found(settings, now=friday + timedelta(hours=1)).faults
    assert Fault.MAIL_WAITS not in found(settings, now=saturday).faults


def test_failures_of_today(settings: Settings, smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Stage.RCPT, "550 5.1.1 Unknown", times=None, recipient="samira.haddad@kommun.example")
    run(settings)
    assert found(settings).failed_today == 1
    assert found(settings, now=STEP + timedelta(days=1)).failed_today == 0


def test_a_run_that_was_cut_short_counts_from_its_beginning(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        runs.begin(db, runs.DID_NOTHING, now=STEP)
    assert found(settings).faults == ()
    assert found(settings, wall=STEP + timedelta(minutes=10)).faults == (Fault.NOT_RUNNING,)
