"""Every command that has been run can be run again, and changes nothing."""

import sqlite3
from pathlib import Path

from tests.cli.running import DOCUMENT, PEOPLE, Tracker
from tracker.cli import status_of


def _content(database: Path) -> list[str]:
    """Every row of every table."""
    connection = sqlite3.connect(database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_running_every_command_twice_changes_nothing(empty: Tracker, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    now = "2019-05-27T08:00"
    empty.done("import", DOCUMENT, now=now)
    slug = empty.slug()
    for words in (
        ("init", "--name", "Eva Ek", "--email", "eva@kommun.example"),
        ("import", DOCUMENT),
        ("people", "import", people),
        ("people", "list"),
        ("assign", slug, "2", "anna@kommun.example"),
        ("plans",),
        ("balance", slug),
        ("reminders", "--until", "2019-12-31"),
        ("send",),
        ("deliveries",),
        ("summary", slug, "--meeting", "2019-06-12"),
        ("check",),
    ):
        empty.done(*words, now=now)
        before = _content(empty.database)
        empty.done(*words, now=now)
        assert _content(empty.database) == before, words


def test_an_example_stays_as_it_is(empty: Tracker) -> None:
    """Its clock stands still, and every command goes by it."""
    assert "ludvika-2019" in empty.done("example", "ludvika-2019").out
    before = _content(empty.database)
    empty.done("example", "ludvika-2019")
    assert _content(empty.database) == before
    ran = empty.done("balance", "ludvika-2019", "--json")
    assert ran.json["as_of"] == "2019-05-20"
    assert ran.err == "Övning: klockan står på 20 maj 2019 kl. 08.00.\n"


def test_an_example_has_a_file_of_its_own(empty: Tracker, tmp_path: Path) -> None:
    """Beside the database of the settings, unless one is named."""
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\npath = "{tmp_path}/here/tracker.sqlite"\n', encoding="utf-8")
    assert status_of(["--config", str(config), "example", "ludvika-2019"]) == 0
    assert (tmp_path / "here" / "example-ludvika-2019.sqlite").is_file()
    assert not (tmp_path / "here" / "tracker.sqlite").exists()
