"""One poll: what it records, what it says, and that nothing stops the next one."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.ludvika import save_ludvika, settings_for
from tracker.clock import Clock, standing_clock, system_clock
from tracker.config import Settings
from tracker.scheduler.job import Job
from tracker.store import runs
from tracker.store.opening import opened

STEP = datetime(2019, 5, 27, 6, tzinfo=UTC)


def _rows(settings: Settings) -> list[tuple[str, str, bool]]:
    with opened(settings.database.path) as db:
        return [
            (row["job"], row["error"], row["finished_at"] is not None)
            for row in db.execute("SELECT * FROM run ORDER BY id")
        ]


def test_what_was_done_is_recorded_and_said_in_figures(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No address and no text of a mail in the log."""
    settings = save_ludvika(database)
    with caplog.at_level(logging.INFO, "tracker.scheduler"):
        Job(settings, standing_clock(STEP), wall=system_clock()).run()
    assert _rows(settings) == [("send", "", True)]
    (record,) = [each for each in caplog.records if each.name == "tracker.scheduler"]
    assert "planned=4 frozen=0 sent=4" in record.getMessage()
    assert "@" not in record.getMessage()


def test_polls_that_find_nothing_are_one_silent_row_whose_time_moves_on(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_for(database)
    times = iter(STEP + timedelta(seconds=second) for second in range(100))
    job = Job(settings, standing_clock(STEP), wall=Clock(lambda: next(times)))
    with caplog.at_level(logging.INFO, "tracker.scheduler"):
        for _ in range(5):
            job.run()
    assert _rows(settings) == [("idle", "", True)]
    assert not [each for each in caplog.records if each.name == "tracker.scheduler"]
    with opened(database) as db:
        newest = runs.newest(db)
    assert newest == runs.Run(STEP + timedelta(seconds=8), STEP + timedelta(seconds=9), "")


def test_the_same_error_again_is_one_row_and_said_once(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    """And that it works again is said."""
    away = settings_for(save_ludvika(database).database.path, smtp_port=9)
    here = settings_for(database)
    job = Job(away, standing_clock(STEP), wall=system_clock())
    with caplog.at_level(logging.INFO, "tracker.scheduler"):
        for _ in range(3):
            job.run()
        job._settings = here
        job.run()
    rows = _rows(away)
    assert [job for job, _, _ in rows] == ["send", "idle", "send"]
    assert "tar inte emot anslutningar" in rows[1][1]
    said = [(each.levelname, each.getMessage()) for each in caplog.records if each.name == "tracker.scheduler"]
    assert [level for level, _ in said] == ["INFO", "ERROR", "INFO", "INFO"]
    assert said[-1][1] == "works again"


def test_an_unexpected_error_is_one_line_and_recorded(
    database: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named with its place, without its words, which may hold an address."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("anna@kommun.example")

    monkeypatch.setattr("tracker.scheduler.job.send_due", fail)
    settings = settings_for(database)
    job = Job(settings, standing_clock(STEP), wall=system_clock())
    job.run()
    assert _rows(settings) == [("idle", "ZeroDivisionError", True)]
    (record,) = [each for each in caplog.records if each.name == "tracker.scheduler"]
    assert record.getMessage().startswith("error='ZeroDivisionError at ")
    assert "anna" not in record.getMessage()
    assert job.ended(within_seconds=0)


def test_a_database_that_is_away_is_said_and_the_next_poll_runs(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = save_ludvika(database)
    job = Job(settings, standing_clock(STEP), wall=system_clock())
    elsewhere = database.rename(database.with_name("elsewhere"))
    job.run()
    assert "finns inte" in caplog.text
    elsewhere.rename(database)
    job.run()
    assert _rows(settings) == [("send", "", True)]


def test_the_table_of_runs_does_not_grow_without_end(database: Path) -> None:
    with opened(database) as db:
        for _ in range(runs.KEPT + 20):
            runs.finish(db, runs.begin(db, "idle", now=STEP), job=runs.DID_SOMETHING, error="", now=STEP)
        assert db.execute("SELECT count(*) FROM run").fetchone()[0] == runs.KEPT


def test_once_it_is_to_end_no_run_begins(database: Path) -> None:
    settings = settings_for(database)
    job = Job(settings, standing_clock(STEP), wall=system_clock())
    assert job.ended(within_seconds=0)
    job.run()
    assert _rows(settings) == []
