"""tracker reminders, send, deliveries and summary: the mails, foretold, sent, listed and read."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.cli.running import Ran, Tracker
from tests.smtp_sink import SmtpSink
from tracker.domain.dates import STOCKHOLM

STEP = "2019-05-27T08:00"
"""Three working days before the report deadline of 31 May."""


def _config(folder: Path, *, port: int) -> Path:
    file = folder / "config.toml"
    file.write_text(f'[mail]\nhost = "127.0.0.1"\nport = {port}\ntimeout_seconds = 2\n', encoding="utf-8")
    return file


def test_reminders_say_at_to_when_and_why(tracker: Tracker) -> None:
    """Owners before the deadline, what is missing to manager and secretary, the follow-up to the committee."""
    found = tracker.done("reminders", "--until", "2019-06-30", "--json", now="2019-05-09").json
    mails = [(each["at"], each["message"], each["to"]) for each in found["mails"]]
    assert mails[0] == ("2019-05-16T05:30:00+00:00", "reminder", "anna@kommun.example")
    assert {each["message"] for each in found["mails"]} >= {"reminder", "escalation", "summary"}
    assert {to for _, message, to in mails if message == "escalation"} == {"ebba@kommun.example", "mats@kommun.example"}
    assert {to for _, message, to in mails if message == "summary"} == {"leila@kommun.example", "mats@kommun.example"}
    assert mails == sorted(mails)
    assert all(each["why"] for each in found["mails"])
    for at, _, _ in mails:
        assert datetime.fromisoformat(at).astimezone(STOCKHOLM).weekday() < 5
    assert found["unreachable"] == []
    said = tracker.done("reminders", "--until", "2019-06-30", now="2019-05-09").out
    assert "2019-05-16 07:30" in said
    assert "uppföljning" in said


def test_reminders_change_nothing_and_end_with_the_day(tracker: Tracker) -> None:
    first = tracker.done("reminders", "--until", "2019-05-16", "--json", now="2019-05-09").json
    assert first == tracker.done("reminders", "--until", "2019-05-16", "--json", now="2019-05-09").json
    assert {each["at"][:10] for each in first["mails"]} == {"2019-05-16"}
    assert tracker.done("reminders", "--until", "2019-05-15", "--json", now="2019-05-09").json["mails"] == []
    assert tracker.done("reminders", "--until", "2019-05-15", now="2019-05-09").out == "Inget skulle skickas.\n"
    assert "har redan varit" in tracker("reminders", "--until", "2019-05-08", now="2019-05-09").refused()
    assert tracker.done("deliveries", "--json").json == []


def test_measures_that_would_reach_nobody_are_named(empty: Tracker, tracker: Tracker, tmp_path: Path) -> None:
    """Without a single person there is nobody to fall back on."""
    document = tmp_path / "plan.txt"
    document.write_bytes((Path(__file__).parent.parent / "documents/corpus/sound.txt").read_bytes())
    empty.done("import", document, now="2023-04-01")
    found = empty.done("reminders", "--until", "2023-06-30", "--json", now="2023-04-11").json
    assert found["mails"] == []
    assert [(each["measure"], each["meetings"]) for each in found["unreachable"]] == [
        ("1. Skolskjuts", ["2023-06-14"]),
        ("2. Skolmat", ["2023-06-14"]),
    ]
    assert "Når ingen: 1. Skolskjuts" in empty.done("reminders", "--until", "2023-06-30", now="2023-04-11").out


def test_what_is_foretold_is_what_is_sent(tracker: Tracker, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    """Every working day of three months: each mail on its day, once, to its recipient."""
    config = ("--config", _config(tmp_path, port=smtp_sink.port))
    foretold = tracker.done("reminders", "--until", "2019-07-31", "--json", now="2019-05-09").json["mails"]
    sent = []
    for day in range(date(2019, 5, 9).toordinal(), date(2019, 8, 1).toordinal()):
        now = f"{date.fromordinal(day)}T08:00"
        before = len(smtp_sink.taken)
        tracker.done(*config, "send", now=now)
        sent += [(now[:10], each.recipient) for each in smtp_sink.taken[before:]]
        assert tracker.done(*config, "send", "--json", now=now).json["sent"] == 0
    assert sorted(sent) == sorted((each["at"][:10], each["to"]) for each in foretold)


def test_sending_says_what_it_did_and_the_ledger_keeps_it(
    tracker: Tracker, smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    config = ("--config", _config(tmp_path, port=smtp_sink.port))
    result = tracker.done(*config, "send", "--json", now=STEP).json
    assert (result["planned"], result["sent"], result["stopped_by"]) == (2, 2, "")
    assert tracker.done(*config, "send", now=STEP).out == "Inget att skicka nu.\n"
    rows = tracker.done("deliveries", "--json").json
    assert {(each["to"], each["state"], each["attempts"]) for each in rows} == {
        ("anna@kommun.example", "sent", 1),
        ("mats@kommun.example", "sent", 1),
    }
    assert rows == tracker.done("deliveries", "--state", "sent", "--json").json
    assert tracker.done("deliveries", "--state", "failed", "--json").json == []
    assert len(tracker.done("deliveries", "--limit", "1", "--json").json) == 1
    assert "skickat" in tracker.done("deliveries").out
    assert "misslyckat" in tracker.done("deliveries", "--state", "failed").out


def test_without_a_server_mails_go_to_the_mailbox(tracker: Tracker) -> None:
    assert "2 skickade" in tracker.done("send", now=STEP).out
    assert len(list(Path(f"{tracker.database}.mailbox").glob("*.eml"))) == 2


def test_a_server_that_cannot_be_reached_is_one_line(tracker: Tracker, tmp_path: Path) -> None:
    """Exit status 1; JSON still stands alone on stdout; everything stays due."""
    config = ("--config", _config(tmp_path, port=9))
    ran: Ran = tracker(*config, "send", "--json", now=STEP)
    assert "127.0.0.1:9 tar inte emot anslutningar" in ran.refused()
    assert (ran.json["planned"], ran.json["sent"]) == (2, 0)
    assert tracker(*config, "send", now=STEP).refused()
    assert {each["state"] for each in tracker.done("deliveries", "--json").json} == {"planned"}
    assert tracker.done("send", "--json", now=STEP).json["sent"] == 2


@pytest.mark.parametrize("form", ["text", "html"])
def test_the_summary_as_it_would_be_and_as_it_was_frozen(tracker: Tracker, form: str) -> None:
    """The gap first; from the dispatch date on, the one that was sent."""
    words = ("summary", tracker.slug(), "--meeting", "2019-06-12", "--format", form)
    ahead = tracker.done(*words, now="2019-05-20")
    assert "27,4" in ahead.out
    assert "Saknas (5)" in ahead.out
    assert "Inte fryst än" in ahead.err
    assert ("<html" in ahead.out) == (form == "html")
    tracker.done("send", now="2019-06-05T08:00")
    frozen = tracker.done(*words, now="2019-06-20")
    assert "Fryst 5 juni 2019 kl. 08.00." in frozen.err
    assert "27,4" in frozen.out


def test_a_summary_to_a_day_without_a_meeting(tracker: Tracker) -> None:
    ran = tracker("summary", tracker.slug(), "--meeting", "2019-06-13", now="2019-05-20")
    assert "Sammanträden som finns: 2019-06-12, 2019-09-04" in ran.refused()
