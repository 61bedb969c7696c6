"""The command line on a database of the test's own, empty or with a plan and its people."""

from pathlib import Path

import pytest

from tests.cli.running import DOCUMENT, PEOPLE, Tracker


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing from around: no TRACKER_ variables, and a working folder of the test's own."""
    for name in ("TRACKER_CONFIG", "TRACKER_DATABASE", "TRACKER_SECRET", "TRACKER_MAIL_PASSWORD", "TRACKER_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def empty(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Tracker:
    """No database yet."""
    return Tracker(capsys, tmp_path / "data" / "tracker.sqlite")


@pytest.fixture
def tracker(capsys: pytest.CaptureFixture[str], database: Path, tmp_path: Path) -> Tracker:
    """The plan is imported and its people are there: Anna owns 2 to 6 but 4."""
    run = Tracker(capsys, database)
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    run.done("import", DOCUMENT, now="2019-05-08")
    run.done("people", "import", people, now="2019-05-08")
    slug = run.slug()
    for number in "2356":
        run.done("assign", slug, number, "anna@kommun.example", now="2019-05-08")
    return run
