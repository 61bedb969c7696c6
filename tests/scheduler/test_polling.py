"""The scheduler as a process: one active at a time, stopped at once, its lock free after a kill."""

import signal
import socket
from datetime import datetime
from pathlib import Path

import pytest

from tests.ludvika import save_ludvika, settings_for
from tests.processes import Running, running, wait_until
from tracker.store import deliveries, runs
from tracker.store.opening import opened

NOW = ("--now", "2019-05-27T08:00")


def _last_run(database: Path) -> datetime | None:
    with opened(database) as db:
        newest = runs.newest(db)
    return newest.finished_at if newest else None


def _started(scheduler: Running) -> None:
    scheduler.wait_for("polling every 0.2 s")


def _command(database: Path) -> tuple[str | Path, ...]:
    return ("--database", database, *NOW, "schedule", "--every", "0.2")


def test_of_two_schedulers_one_is_active_and_the_other_takes_over_after_a_kill(database: Path, tmp_path: Path) -> None:
    """Every mail goes out once."""
    save_ludvika(database)
    with running(*_command(database), cwd=tmp_path) as first, running(*_command(database), cwd=tmp_path) as second:
        wait_until(
            lambda: ("polling" in first.said) != ("polling" in second.said) and "waiting" in first.said + second.said,
            lambda: first.said + second.said,
        )
        active, waiting = (first, second) if "polling" in first.said else (second, first)
        active.wait_for("sent=4")
        assert "polling" not in waiting.said
        active.end(signal.SIGKILL)
        _started(waiting)
        assert waiting.end(signal.SIGTERM) == 0
        assert "sent=" not in waiting.said
    with opened(database) as db:
        assert len(deliveries.all_deliveries(db)) == 4


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_and_cleanly(database: Path, tmp_path: Path, how: signal.Signals) -> None:
    """With its lock free, its run ended, no traceback."""
    save_ludvika(database)
    with running(*_command(database), cwd=tmp_path) as scheduler:
        wait_until(lambda: _last_run(database) is not None, lambda: scheduler.said)
        assert scheduler.end(how) == 0
        assert "stopped" in scheduler.said
        assert "Traceback" not in scheduler.said
    with running(*_command(database), cwd=tmp_path) as again:
        _started(again)
        assert "waiting" not in again.said


def test_a_scheduler_that_waits_stops_too(database: Path, tmp_path: Path) -> None:
    with running(*_command(database), cwd=tmp_path) as active:
        _started(active)
        with running(*_command(database), cwd=tmp_path) as waiting:
            waiting.wait_for("another scheduler is active")
            assert waiting.end(signal.SIGTERM) == 0


def test_a_silent_mail_server_does_not_hold_up_the_end(database: Path, tmp_path: Path) -> None:
    """The process ends in the middle of its run; the mails stay due."""
    save_ludvika(database)
    config = tmp_path / "config.toml"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        config.write_text(f'[mail]\nhost = "127.0.0.1"\nport = {port}\ntimeout_seconds = 60\n', encoding="utf-8")
        with running("--config", config, *_command(database), cwd=tmp_path) as scheduler:
            connection, _ = silent.accept()
            with connection:
                assert scheduler.end(signal.SIGTERM) == 0
            assert "ended in the middle of a run" in scheduler.said
    with opened(database) as db:
        assert all(not each.state.finished for each in deliveries.all_deliveries(db))


def test_it_ends_when_its_parent_does(database: Path) -> None:
    """The parent holds its stdin; here it is nobody's from the start."""
    settings = settings_for(database)
    with running(*_command(settings.database.path), "--supervised", cwd=database.parent) as scheduler:
        assert scheduler.process.wait(20) in (0, -signal.SIGTERM)
