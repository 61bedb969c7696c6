"""tracker check: is the installation sound, and what is wrong."""

import socket
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.running import Tracker
from tests.smtp_sink import SmtpSink, Stage
from tracker.store import runs
from tracker.store.opening import opened


def _levels(tracker: Tracker, *words: str | Path, now: str | None = None) -> dict[str, str]:
    ran = tracker(*words, "check", "--json", now=now)
    assert ran.status == (0 if ran.json["ok"] else 1)
    assert ran.json["ok"] == all(each["ok"] for each in ran.json["checks"])
    assert all(each["words"] for each in ran.json["checks"])
    return {each["name"]: each["level"] for each in ran.json["checks"]}


def test_a_sound_installation(tracker: Tracker) -> None:
    """What is worth knowing is a warning, not a fault."""
    levels = _levels(tracker)
    assert "failed" not in levels.values()
    assert levels["Databas"] == levels["Version"] == levels["Mapp"] == levels["Inställningar"] == "ok"
    assert levels["E-post"] == levels["Schemaläggare"] == "warning"
    said = tracker.done("check")
    assert "tracker run" in said.out


def test_measures_and_committees_that_lack_people(empty: Tracker) -> None:
    document = Path(__file__).parent.parent / "documents/corpus/sound.txt"
    empty.done("import", document, now="2023-04-01")
    levels = _levels(empty, now="2023-04-11")
    assert levels["Ansvariga"] == levels["Nämnder"] == levels["Klocka"] == "warning"


def test_no_database(empty: Tracker) -> None:
    levels = _levels(empty)
    assert levels["Databas"] == levels["Mapp"] == "failed"


def test_a_broken_config(tracker: Tracker, tmp_path: Path) -> None:
    """Also as JSON: exit status 1, and what to do."""
    config = tmp_path / "config.toml"
    config.write_text("[mail]\nport = 99999\n", encoding="utf-8")
    assert _levels(tracker, "--config", config) == {"Inställningar": "failed"}
    assert "mail.port" in tracker("--config", config, "check").out


def test_a_damaged_database(tracker: Tracker) -> None:
    tracker.database.write_bytes(b"no database" * 1000)
    assert _levels(tracker)["Databas"] == "failed"


def test_an_older_database(tracker: Tracker, tmp_path: Path) -> None:
    tracker.database = tmp_path / "older.sqlite"
    sqlite3.connect(tracker.database).close()
    tracker.database.touch()
    assert _levels(tracker)["Version"] == "failed"


def test_a_mail_server_that_is_not_there(tracker: Tracker, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[mail]\nhost = "127.0.0.1"\nport = 9\n', encoding="utf-8")
    assert _levels(tracker, "--config", config)["E-post"] == "failed"


def test_a_mail_server_that_is_there(tracker: Tracker, tmp_path: Path) -> None:
    """One that says nothing is found out within its time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = tmp_path / "config.toml"
        port = silent.getsockname()[1]
        config.write_text(f'[mail]\nhost = "127.0.0.1"\nport = {port}\ntimeout_seconds = 0.5\n', encoding="utf-8")
        assert _levels(tracker, "--config", config)["E-post"] == "failed"


def test_the_scheduler_that_ran_just_now_long_ago_or_in_vain(tracker: Tracker) -> None:
    """By the real clock, whatever --now says."""
    now = datetime.now(UTC)
    for started, error, level in ((now, "", "ok"), (now - timedelta(hours=1), "", "failed"), (now, "fel", "failed")):
        with opened(tracker.database) as db:
            db.execute("DELETE FROM run")
            runs.finish(db, runs.begin(db, "idle", now=started), job="idle", error=error, now=started)
        assert _levels(tracker, now="2019-05-20")["Schemaläggare"] == level


def test_mails_that_wait(tracker: Tracker, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[mail]\nhost = "127.0.0.1"\nport = 9\n', encoding="utf-8")
    assert tracker("--config", config, "send", now="2019-05-27T08:00").status == 1
    assert _levels(tracker, now="2019-05-27T09:00")["Utskick som väntar"] == "warning"
    waiting = "något har väntat sedan 27 maj 2019 kl. 07.30; inget är skickat än"
    assert waiting in tracker.done("check", now="2019-05-27T09:00").out
    tracker.done("send", now="2019-05-27T09:10")
    assert (
        "inget är försenat; senast skickat 27 maj 2019 kl. 09.10" in tracker.done("check", now="2019-05-27T09:20").out
    )


def test_mails_that_failed_of_late(tracker: Tracker, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[mail]\nhost = "127.0.0.1"\nport = {smtp_sink.port}\n', encoding="utf-8")
    smtp_sink.script(Stage.RCPT, "550 5.1.1 Unknown", recipient="anna@kommun.example")
    assert tracker.done("--config", config, "send", "--json", now="2019-05-27T08:00").json["failed"] == 1
    assert _levels(tracker, now="2019-05-27T09:00")["Utskick som misslyckats"] == "warning"
    assert "550 5.1.1 Unknown" in tracker.done("check", now="2019-05-27T09:00").out
    assert _levels(tracker, now="2019-06-27T09:00")["Utskick som misslyckats"] == "ok"
