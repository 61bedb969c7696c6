"""tracker export and the file forms of tracker summary: files where they are wanted, and nothing changed."""

from pathlib import Path
from zipfile import is_zipfile

import pytest

from tests.cli.running import Tracker, program

NOW = "2019-06-05"


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "pdf", "ics"])
def test_a_plan_becomes_the_named_file(tracker: Tracker, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"ut.{form}"
    ran = tracker.done("export", tracker.slug(), "--format", form, "--output", target, now=NOW)
    content = target.read_bytes()
    assert ran.out == ""
    assert str(target) in ran.err
    starts = {"csv": b"\xef\xbb\xbf", "pdf": b"%PDF-", "ics": b"BEGIN:VCALENDAR"}
    assert content.startswith(starts[form]) if form in starts else is_zipfile(target)


def test_without_output_the_file_is_called_as_the_plan(tracker: Tracker, tmp_path: Path) -> None:
    tracker.done("export", tracker.slug(), "--format", "csv", now=NOW)
    assert (tmp_path / f"{tracker.slug()}.csv").exists()


def test_an_exported_workbook_is_imported_again(tracker: Tracker, tmp_path: Path) -> None:
    slug, target = tracker.slug(), tmp_path / "plan.xlsx"
    before = tracker.done("balance", slug, "--json", now=NOW).json
    tracker.done("export", slug, "--format", "xlsx", "--output", target, now=NOW)
    tracker.done("import", target, now=NOW)
    plans = tracker.done("plans", "--json", now=NOW).json
    (copied,) = [each["plan"] for each in plans if each["plan"] != slug]
    after = tracker.done("balance", copied, "--json", now=NOW).json
    assert {**after, "plan": slug} == {**before, "plan": slug}


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_follow_up_becomes_a_file(tracker: Tracker, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"uppfoljning.{form}"
    slug = tracker.slug()
    ran = tracker.done("summary", slug, "--meeting", "2019-06-12", "--format", form, "--output", target, now=NOW)
    assert "Inte fryst än" in ran.err
    assert target.stat().st_size > 10_000


def test_text_goes_to_a_file_too(tracker: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "uppfoljning.txt"
    said = tracker.done("summary", tracker.slug(), "--meeting", "2019-06-12", now=NOW).out
    tracker.done("summary", tracker.slug(), "--meeting", "2019-06-12", "--output", target, now=NOW)
    assert target.read_text(encoding="utf-8") == said


def test_a_file_can_be_led_to_another_program(tracker: Tracker, tmp_path: Path) -> None:
    database = ("--database", tracker.database)
    ran = program(*database, "export", tracker.slug(), "--format", "csv", "--output", "-", cwd=tmp_path)
    assert ran.status == 0
    assert ran.out.lstrip("\ufeff").startswith("Nr;Åtgärd;Ansvarig")


def test_exporting_changes_nothing(tracker: Tracker, tmp_path: Path) -> None:
    before = tracker.database.read_bytes()
    for form in ("xlsx", "csv", "docx", "pdf", "ics"):
        tracker.done("export", tracker.slug(), "--format", form, "--output", tmp_path / "x", now=NOW)
    assert tracker.database.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "plan"), "--format saknas"),
        (("export", "plan", "--format", "odt"), "Välj en av: xlsx, csv, docx, pdf, ics"),
        (("export", "nope", "--format", "pdf"), "finns inte"),
        (("export", "nope", "--format", "ics"), "finns inte"),
    ],
)
def test_what_cannot_be_exported_is_said(tracker: Tracker, words: tuple[str, ...], said: str) -> None:
    assert said in tracker(*words).refused()


def test_a_file_that_cannot_be_written_is_said(tracker: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "finns" / "inte.pdf"
    ran = tracker("export", tracker.slug(), "--format", "pdf", "--output", target, now=NOW)
    assert "går inte att skriva" in ran.refused()
