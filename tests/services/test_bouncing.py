"""Reports from a real Maildir into the ledger: once each, whatever happens in between."""

import sqlite3
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.bouncing import REPORTS, files, maildir, newest_to, put, reading_from, report_on
from tests.ludvika import JONAS, SAMIRA, noon, save_ludvika, settings_for
from tests.mailing import rows
from tests.smtp_sink import SmtpSink
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.mail.bounces.opening import check_bounce_box
from tracker.services.bouncing import read_bounces
from tracker.services.sending import send_due
from tracker.store import bounces
from tracker.store.opening import opened, writing

STEP = date(2019, 5, 27)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return maildir(tmp_path / "studsar")


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink, box: Path) -> Settings:
    """Reminders are sent, and nothing has come back yet."""
    save_ludvika(database)
    chosen = reading_from(settings_for(database, smtp_port=smtp_sink.port), maildir=str(box))
    send_due(chosen, noon(STEP))
    return chosen


def kept(settings: Settings) -> list[tuple[str, int, str, str]]:
    with opened(settings.database.path) as db:
        return [
            tuple(row)
            for row in db.execute(
                "SELECT d.address, b.permanent, b.status, b.words FROM bounce b JOIN delivery d ON d.id = b.delivery_id"
                " ORDER BY b.id"
            )
        ]


def fault(settings: Settings) -> str:
    with opened(settings.database.path) as db:
        return bounces.reading_fault(db)


def test_a_report_is_recorded_beside_the_delivery_and_marked_as_read(settings: Settings, box: Path) -> None:
    mail = newest_to(settings.database.path, SAMIRA)
    put(box, "1.post.example", report_on(mail))

    assert read_bounces(settings, noon(STEP)) == 1

    assert [each[:3] for each in kept(settings)] == [(SAMIRA, 1, "5.1.1")]
    assert files(box) == (set(), {"1.post.example:2,S"})
    assert newest_to(settings.database.path, SAMIRA) == mail, "that it was sent stays true"
    with opened(settings.database.path) as db:
        listed = {each.delivery.address: each for each in bounces.ledger(db, states=[DeliveryState.SENT])}
        assert listed[SAMIRA].bounced.startswith("550 5.1.1")
        assert listed[SAMIRA].permanent
        assert listed[JONAS].bounced == ""
        event = db.execute("SELECT actor, action, noun, noun_id FROM event ORDER BY id DESC").fetchone()
        assert tuple(event) == ("programmet", "bounce", "delivery", mail.id)


def test_the_same_report_read_again_changes_nothing(settings: Settings, box: Path) -> None:
    """As after a crash between recording and moving; and where a server delivers its report twice."""
    content = report_on(newest_to(settings.database.path, SAMIRA))
    put(box, "1.post.example", content)
    assert read_bounces(settings, noon(STEP)) == 1
    (box / "cur" / "1.post.example:2,S").rename(box / "new" / "1.post.example")
    put(box, "2.post.example", content.replace(b"\n", b"\r\n"))

    assert read_bounces(settings, noon(STEP)) == 0

    assert len(kept(settings)) == 1
    assert files(box) == (set(), {"1.post.example:2,S", "2.post.example:2,S"})


def test_two_reports_on_one_mail_are_both_kept_and_the_final_one_is_shown(settings: Settings, box: Path) -> None:
    mail = newest_to(settings.database.path, SAMIRA)
    put(box, "1", report_on(mail))
    assert read_bounces(settings, noon(STEP)) == 1
    put(box, "2", report_on(mail, like="postfix_delayed"))
    assert read_bounces(settings, noon(STEP)) == 1
    assert {each[1] for each in kept(settings)} == {0, 1}
    with opened(settings.database.path) as db:
        shown = next(each for each in bounces.ledger(db) if each.delivery.id == mail.id)
    assert (shown.bounced[:9], shown.permanent) == ("550 5.1.1", True)


def test_everything_else_is_left_as_it_was(settings: Settings, box: Path) -> None:
    others = {file.name: file.read_bytes() for file in REPORTS.glob("*.eml")} | {"junk": b"\0\xff" * 999, "empty": b""}
    for name, content in others.items():
        put(box, name, content)
    (box / "new" / "folder").mkdir()

    assert read_bounces(settings, noon(STEP)) == 0

    assert kept(settings) == []
    assert fault(settings) == ""
    assert {name: (box / "new" / name).read_bytes() for name in others} == others


def test_a_mail_that_was_passed_on_says_whose_address_does_not_work(settings: Settings, box: Path) -> None:
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA), recipient="vikarien@kommun.example"))
    read_bounces(settings, noon(STEP))
    assert kept(settings)[0][3].startswith("vikarien@kommun.example: 550 5.1.1")


def test_a_file_in_cur_of_the_same_name_is_not_written_over(settings: Settings, box: Path) -> None:
    (box / "cur" / "1:2,S").write_bytes(b"another")
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    assert read_bounces(settings, noon(STEP)) == 1
    assert (box / "cur" / "1:2,S").read_bytes() == b"another"
    assert read_bounces(settings, noon(STEP)) == 0


@pytest.mark.parametrize("broken", ["none", "file", "half"])
def test_a_mailbox_that_is_none_is_told_and_stops_no_mail(
    settings: Settings, box: Path, smtp_sink: SmtpSink, broken: str
) -> None:
    if broken != "none":
        (box / "new").rmdir()
    if broken == "file":
        (box / "new").write_text("x")
    wrong = reading_from(settings, maildir=str(box / "nowhere" if broken == "none" else box))
    smtp_sink.taken.clear()

    result = send_due(wrong, noon(date(2019, 5, 31)))

    assert result.tally.sent == 4
    assert result.bounced == 0
    assert "Rätta bounces.maildir." in fault(wrong)
    assert check_bounce_box(wrong.bounces, timeout=1) == fault(wrong)
    assert send_due(settings, noon(date(2019, 5, 31))).bounced == 0


def test_whatever_else_goes_wrong_stops_no_mail(settings: Settings, box: Path) -> None:
    """Here the database refuses the row; the report stays unread until it can be kept."""
    with opened(settings.database.path) as db:
        db.execute("CREATE TRIGGER broken BEFORE INSERT ON bounce BEGIN SELECT RAISE(ABORT, 'broken'); END")
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    assert send_due(settings, noon(date(2019, 5, 31))).tally.sent == 4
    assert "IntegrityError" in fault(settings)
    with opened(settings.database.path) as db:
        db.execute("DROP TRIGGER broken")
    assert send_due(settings, noon(date(2019, 5, 31))).bounced == 1


def test_the_fault_is_gone_when_the_mailbox_is_back(settings: Settings, box: Path) -> None:
    read_bounces(reading_from(settings, maildir=str(box / "nowhere")), noon(STEP))
    assert fault(settings) != ""
    read_bounces(settings, noon(STEP))
    assert fault(settings) == ""
    assert check_bounce_box(settings.bounces, timeout=1) is None


def test_the_mailbox_is_read_only_so_often(settings: Settings, box: Path) -> None:
    seldom = reading_from(settings, every_minutes=5.0)
    start = noon(date(2019, 5, 28)).now()
    assert read_bounces(seldom, standing_clock(start)) == 0
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    assert read_bounces(seldom, standing_clock(start + timedelta(minutes=4))) == 0
    assert read_bounces(seldom, standing_clock(start + timedelta(minutes=5))) == 1
    assert read_bounces(seldom, standing_clock(start - timedelta(days=1))) == 0, "a clock set back stops nothing"


def test_nothing_is_read_where_no_mailbox_is_set(settings: Settings, box: Path) -> None:
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    assert read_bounces(reading_from(settings, maildir=""), noon(STEP)) == 0
    assert check_bounce_box(reading_from(settings, maildir="").bounces, timeout=1) is None
    assert files(box)[0] == {"1"}


def test_a_run_reads_before_it_plans_and_says_how_many(settings: Settings, box: Path) -> None:
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    result = send_due(settings, noon(STEP))
    assert result.bounced == 1
    assert not result.idle
    assert send_due(settings, noon(STEP)).idle


def test_bounces_are_history(settings: Settings, box: Path) -> None:
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    read_bounces(settings, noon(STEP))
    with opened(settings.database.path) as db:
        for change in ("UPDATE bounce SET words = ''", "DELETE FROM bounce"):
            with pytest.raises(sqlite3.IntegrityError, match="history"), writing(db):
                db.execute(change)


def test_reports_go_to_the_return_path_and_answers_to_the_sender(settings: Settings, smtp_sink: SmtpSink) -> None:
    mail = settings.mail.model_copy(update={"bounce_address": "studsar@kommun.example"})
    send_due(settings.model_copy(update={"mail": mail}), noon(date(2019, 5, 31)))
    assert smtp_sink.taken[-1].sender == "studsar@kommun.example"
    assert smtp_sink.taken[0].sender == settings.mail.sender_address
    assert b"<aterrapport@kommun.example>" in smtp_sink.taken[-1].content
    assert b"studsar" not in smtp_sink.taken[-1].content


def test_a_thousand_answers_are_passed_by_quickly(settings: Settings, box: Path) -> None:
    for number in range(1000):
        put(box, f"svar{number}", (REPORTS / "not_autoreply.eml").read_bytes())
    put(box, "1", report_on(newest_to(settings.database.path, SAMIRA)))
    began = time.monotonic()
    assert read_bounces(settings, noon(STEP)) == 1
    assert time.monotonic() - began < 5
    assert len(rows(settings.database.path)) == 4
