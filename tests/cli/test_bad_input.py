"""Whatever is wrong: one line that says what to do, an exit status, no traceback, nothing half-written."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import DOCUMENT, Tracker, program
from tracker.cli import COMMANDS

READING = (
    ("plans",),
    ("balance", "plan"),
    ("reminders", "--until", "2030-01-01"),
    ("send",),
    ("deliveries",),
    ("summary", "plan", "--meeting", "2019-06-12"),
    ("people", "list"),
    ("people", "import", DOCUMENT),
    ("assign", "plan", "2", "anna@kommun.example"),
    ("schedule",),
    ("serve",),
)


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(map(str, words[:2])))
def test_no_database(empty: Tracker, words: tuple[str | Path, ...]) -> None:
    """It says how to make one, and makes none."""
    assert "tracker init" in empty(*words).refused()
    assert not empty.database.parent.exists()


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(map(str, words[:2])))
def test_a_database_of_an_older_program(empty: Tracker, words: tuple[str | Path, ...]) -> None:
    empty.database.parent.mkdir()
    empty.database.touch()
    assert "tracker init" in empty(*words).refused()


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(map(str, words[:2])))
def test_a_file_that_is_no_database(empty: Tracker, words: tuple[str | Path, ...]) -> None:
    empty.database.parent.mkdir()
    empty.database.write_text("no database at all " * 100)
    assert "ingen hel databas" in empty(*words).refused()


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("blance", "plan"),
        ("people", "nonsense"),
        ("balance",),
        ("balance", "plan", "more"),
        ("balance", "plan", "--as-of", "2019-02-30"),
        ("balance", "plan", "--as-of", "i morgon"),
        ("balance", "plan", "--as-of"),
        ("balance", "plan", "--nonsense"),
        ("balance", "plan", "--json=yes"),
        ("reminders",),
        ("reminders", "--until", "2019-13-01"),
        ("summary", "plan"),
        ("summary", "plan", "--meeting", "2019-06-12", "--format", "odt"),
        ("deliveries", "--state", "lost"),
        ("deliveries", "--limit", "0"),
        ("deliveries", "--limit", "many"),
        ("schedule", "--every", "never"),
        ("schedule", "--every", "0"),
    ],
    ids=" ".join,
)
def test_a_command_written_wrong(tracker: Tracker, words: tuple[str, ...]) -> None:
    """Exit status 2, in Swedish, and where the help is."""
    ran = tracker(*words)
    assert ran.status == 2
    assert "--help" in ran.refused()
    for english in ("Usage", "Missing", "No such", "Invalid", "Got ", "requires", "Error", "does not take"):
        assert english not in ran.refused()


@pytest.mark.parametrize("now", ["yesterday", "2019-02-30", "2019-05-20T25:00", ""])
def test_a_time_that_is_none(tracker: Tracker, now: str) -> None:
    assert "är ingen tid" in tracker("--now", now, "plans").refused()


def test_unknown_names(tracker: Tracker) -> None:
    """They say what there is."""
    assert "Planer som finns: " in tracker("balance", "other").refused()
    assert "Exempel som finns: " in tracker("example", "other").refused()
    assert "Nämnden ”x” finns inte" in tracker("people", "import", DOCUMENT, "--committee", "x").refused()
    assert "finns inte" in tracker("people", "import", "no.csv").refused()


def test_an_example_is_not_made_in_a_database_that_is_used(tracker: Tracker) -> None:
    assert "används redan" in tracker("example", "ludvika-2019").refused()


@pytest.mark.parametrize(
    "config",
    ["no toml [", "[mail]\nport = 'x'\n", "[nonsense]\na = 1\n", "[web]\nnonsense = 1\n", "mail = 1\n", "\udcff"],
)
@pytest.mark.parametrize("words", [("plans",), ("init", "--name", "E", "--email", "e@x.se"), ("import", DOCUMENT)])
def test_a_broken_config(empty: Tracker, config: str, words: tuple[str | Path, ...], tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(config.encode("utf-8", "surrogateescape"))
    assert "config.toml" in empty("--config", file, *words).refused()
    assert "nothing.toml" in empty("--config", "nothing.toml", *words).refused()
    assert not empty.database.exists()


@pytest.mark.parametrize(
    "words", [("init", "--name", "E", "--email", "e@x.se"), ("import", DOCUMENT), ("example", "ludvika-2019")]
)
def test_a_folder_that_cannot_be_written(empty: Tracker, words: tuple[str | Path, ...], tmp_path: Path) -> None:
    """Here because something else has its name; permissions end the same way."""
    (tmp_path / "data").write_text("a file")
    assert "går inte att skriva i" in empty(*words).refused()


def test_a_locked_database(tracker: Tracker, tmp_path: Path) -> None:
    """Reading still works; writing waits as long as it is told to, and says so."""
    config = tmp_path / "config.toml"
    config.write_text("[database]\nbusy_seconds = 0.1\n", encoding="utf-8")
    slug = tracker.slug()
    other = sqlite3.connect(tracker.database, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        for words in (("send",), ("assign", slug, "4", "anna@kommun.example"), ("import", DOCUMENT)):
            ran = tracker("--config", config, *words)
            assert "är upptagen" in ran.refused()
        tracker.done("--config", config, "balance", slug)
    finally:
        other.close()


def test_a_reader_that_goes_away(tracker: Tracker, tmp_path: Path) -> None:
    """Nothing is said on stderr, as with any other program in a pipe."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    words = [sys.executable, "-m", "tracker", "--database", str(tracker.database), "plans", "--json"]
    with subprocess.Popen(
        words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_an_unexpected_error_is_one_line_unless_asked_for(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to report; the traceback comes with TRACKER_DEBUG=1."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of a kind")

    monkeypatch.setattr("tracker.commands.plans.plan_list", fail)
    ran = tracker("plans")
    assert ran.status == 1
    assert "Fel: Ett oväntat fel (ZeroDivisionError: of a kind)" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("TRACKER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        tracker("plans")


def test_as_a_program(tracker: Tracker, tmp_path: Path) -> None:
    """Exit status and streams are those of the process; the environment chooses the files."""
    environment = {"TRACKER_DATABASE": str(tracker.database)}
    ran = program("balance", tracker.slug(), "--json", cwd=tmp_path, environment=environment)
    assert (ran.status, ran.err, ran.json["target_kr"]) == (0, "", 29_900_000)
    assert "finns inte" in program("balance", "other", cwd=tmp_path, environment=environment).refused()
    assert program("nonsense", cwd=tmp_path).status == 2
    environment["TRACKER_CONFIG"] = "missing.toml"
    assert "missing.toml" in program("plans", cwd=tmp_path, environment=environment).refused()


def test_output_where_swedish_cannot_be_written(tracker: Tracker, tmp_path: Path) -> None:
    """JSON is then in ASCII, and means the same."""
    environment = {"TRACKER_DATABASE": str(tracker.database), "PYTHONIOENCODING": "ascii"}
    ran = program("plans", "--json", cwd=tmp_path, environment=environment)
    assert ran.json == tracker.done("plans", "--json").json
    assert program("balance", tracker.slug(), cwd=tmp_path, environment=environment).status == 0


@pytest.mark.parametrize("command", [*COMMANDS, "people import", "people list", ""])
def test_every_command_has_swedish_help_with_an_example(empty: Tracker, command: str) -> None:
    said = empty.done(*command.split(), "--help").out
    assert "Användning: tracker" in said
    assert "Exempel:\n" in said
    assert f"tracker {command}" in said.partition("Exempel:")[2]
    for english in ("Usage", "Options", "Show this", "Commands", "required", "--supervised"):
        assert english not in said
