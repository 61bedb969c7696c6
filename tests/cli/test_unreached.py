"""tracker unreached, and what check and deliveries say of mail that came back."""

from pathlib import Path

import pytest

from tests.bouncing import maildir, newest_to, put, report_on
from tests.cli.running import Tracker
from tests.smtp_sink import SmtpSink
from tracker.store import committees
from tracker.store.opening import opened

ANNA = "anna@kommun.example"
STEP = "2019-05-27T08:00"


@pytest.fixture
def config(tmp_path: Path, smtp_sink: SmtpSink) -> Path:
    """A mail server, and a Maildir that is read each time."""
    file = tmp_path / "config.toml"
    file.write_text(
        f'[mail]\nhost = "127.0.0.1"\nport = {smtp_sink.port}\n'
        f'[bounces]\nmaildir = "{maildir(tmp_path / "studsar")}"\nevery_minutes = 0\n',
        encoding="utf-8",
    )
    return file


def test_everybody_can_be_reached(tracker: Tracker) -> None:
    assert tracker.done("unreached").out == "Alla går att nå.\n"
    assert tracker.done("unreached", "--json").json == []


def test_whom_mail_does_not_reach_and_what_to_do(tracker: Tracker, config: Path, tmp_path: Path) -> None:
    tracker.done("--config", config, "send", now=STEP)
    put(tmp_path / "studsar", "1", report_on(newest_to(tracker.database, ANNA)))
    tracker.done("--config", config, "send", now=STEP)

    (one,) = tracker.done("unreached", "--json", now=STEP).json
    assert one["words"].startswith("550 5.1.1 ")
    del one["words"]
    assert one == {
        "name": "Anna Åberg",
        "address": ANNA,
        "since": "2019-05-27",
        "reason": "Adressen finns inte.",
        "what_to_do": "Kontrollera adressen och rätta den.",
        "meeting": "2019-06-12",
    }
    said = tracker.done("unreached", now=STEP).out
    assert "Anna Åberg" in said
    assert "Kontrollera adressen och rätta den." in said
    with opened(tracker.database) as db:
        (slug,) = [each.slug for each in committees.every(db)]
    assert len(tracker.done("unreached", "--committee", slug, "--json", now=STEP).json) == 1
    assert "finns inte" in tracker("unreached", "--committee", "nowhere", now=STEP).refused()


def test_the_ledger_shows_what_came_back_beside_what_was_sent(tracker: Tracker, config: Path, tmp_path: Path) -> None:
    tracker.done("--config", config, "send", now=STEP)
    put(tmp_path / "studsar", "1", report_on(newest_to(tracker.database, ANNA)))
    tracker.done("--config", config, "send", now=STEP)
    listed = {each["to"]: each for each in tracker.done("deliveries", "--json", now=STEP).json}
    assert listed[ANNA]["state"] == "sent"
    assert listed[ANNA]["bounced"].startswith("550 5.1.1 ")
    assert {each["bounced"] for to, each in listed.items() if to != ANNA} <= {""}
    assert "Kom tillbaka: 550 5.1.1" in tracker.done("deliveries", now=STEP).out


def test_check_names_the_unreached_and_a_mailbox_that_cannot_be_read(
    tracker: Tracker, config: Path, tmp_path: Path
) -> None:
    tracker.done("--config", config, "send", now=STEP)
    put(tmp_path / "studsar", "1", report_on(newest_to(tracker.database, ANNA)))
    tracker.done("--config", config, "send", now=STEP)
    checks = {each["name"]: each for each in tracker("--config", config, "check", "--json", now=STEP).json["checks"]}
    assert (checks["Studsar"]["level"], checks["Går inte att nå"]["level"]) == ("ok", "warning")
    assert checks["Går inte att nå"]["words"].startswith("Anna Åberg.")

    (tmp_path / "studsar" / "new" / "1").unlink(missing_ok=True)
    (tmp_path / "studsar" / "new").rmdir()
    ran = tracker("--config", config, "check", "--json", now=STEP)
    assert ran.status == 1
    broken = next(each for each in ran.json["checks"] if each["name"] == "Studsar")
    assert (broken["level"], "bounces.maildir" in broken["words"]) == ("failed", True)
