"""The personal feed: what is in it, how it follows changes, and who may read it."""

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from itsdangerous import URLSafeSerializer
from sqlite_utils import Database

from tests.ludvika import JONAS, MATS, MEETINGS, SAMIRA, TOVE, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.services.absences import leave
from tracker.services.calendars import feed, feed_holder, feed_token, feed_url, revoke_feed
from tracker.services.finding import find_meeting, find_person
from tracker.services.meeting_changes import cancel, move
from tracker.services.report_links import LinkRefused, report_token
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store.opening import opened

KEY = "only-for-tests"
DAY = date(2019, 5, 20)
JUNE = MEETINGS[0]
NOW = noon(DAY).now()


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


@pytest.fixture
def db(settings: Settings) -> Iterator[Database]:
    with opened(settings.database.path) as db:
        yield db


def events(db: Database, settings: Settings, email: str, day: date = DAY) -> list[Component]:
    content = feed(db, settings, find_person(db, email), key=KEY, today=day)
    return list(Calendar.from_ical(content).walk("VEVENT"))


def last_days(db: Database, settings: Settings, email: str, day: date = DAY) -> list[tuple[str, int]]:
    """Each last day with its SEQUENCE, in order."""
    mine = [each for each in events(db, settings, email, day) if str(each["UID"]).startswith("aterrapport-")]
    return sorted((str(each.decoded("DTSTART")), int(str(each["SEQUENCE"]))) for each in mine)


def meeting_days(db: Database, settings: Settings, email: str, day: date = DAY) -> list[tuple[str, str, int]]:
    mine = [each for each in events(db, settings, email, day) if str(each["UID"]).startswith("sammantrade-")]
    return sorted((str(each.decoded("DTSTART")), str(each["STATUS"]), int(str(each["SEQUENCE"]))) for each in mine)


def test_the_feed_shows_what_is_due_and_the_committees_meetings(db: Database, settings: Settings) -> None:
    assert last_days(db, settings, SAMIRA) == [
        ("2019-05-31", 0), ("2019-08-26", 0), ("2019-09-30", 0), ("2019-10-28", 0), ("2019-12-02", 0)
    ]  # fmt: skip
    assert [day for day, *_ in meeting_days(db, settings, SAMIRA)] == [str(each) for each in MEETINGS]
    june = next(each for each in events(db, settings, SAMIRA) if each["UID"] == "sammantrade-1@kommun.example")
    assert "Utskick onsdag 5 juni 2019." in str(june["DESCRIPTION"])


def test_the_secretary_sees_the_meetings_and_the_past_ones_for_a_while(db: Database, settings: Settings) -> None:
    assert last_days(db, settings, MATS) == []
    assert len(meeting_days(db, settings, MATS)) == 5
    assert len(meeting_days(db, settings, MATS, date(2019, 9, 5))) == 5
    assert len(meeting_days(db, settings, MATS, date(2019, 10, 1))) == 4


def test_the_feed_follows_reports_moves_and_cancellations(db: Database, settings: Settings) -> None:
    send_due(settings, noon(DAY))
    assert last_days(db, settings, SAMIRA)[0] == ("2019-05-31", 0)
    rule = settings.meetings.deadline_rule

    move(db, find_meeting(db, 1, JUNE, rule), date(2019, 6, 26), actor=PROGRAM, now=NOW)
    assert last_days(db, settings, SAMIRA)[0] == ("2019-06-14", 1)
    assert meeting_days(db, settings, SAMIRA)[0] == ("2019-06-26", "CONFIRMED", 1)

    cancel(db, find_meeting(db, 1, MEETINGS[1], rule), actor=PROGRAM, now=NOW)
    assert [day for day, _ in last_days(db, settings, SAMIRA)] == [
        "2019-06-14",
        "2019-09-30",
        "2019-10-28",
        "2019-12-02",
    ]
    assert ("2019-09-04", "CANCELLED", 1) in meeting_days(db, settings, SAMIRA)

    who = holder(db, settings, SAMIRA, date(2019, 6, 26))
    answers = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, DAY)}
    submit(db, who, answers, now=NOW, today=DAY)
    assert [day for day, _ in last_days(db, settings, SAMIRA)] == ["2019-09-30", "2019-10-28", "2019-12-02"]
    assert len(last_days(db, settings, JONAS)) == 4


def test_the_feed_is_the_same_to_the_byte_all_day(db: Database, settings: Settings) -> None:
    samira = find_person(db, SAMIRA)
    assert feed(db, settings, samira, key=KEY, today=DAY) == feed(db, settings, samira, key=KEY, today=DAY)


def test_the_address_in_a_reminder_is_the_persons_own(settings: Settings, db: Database, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(DAY))
    for address in (SAMIRA, JONAS):
        (taken,) = (each for each in smtp_sink.taken if each.recipient == address)
        mail = message_from_bytes(taken.content, policy=policy.default)
        url = feed_url(settings, KEY, find_person(db, address).id, generation=1)
        for kind in ("plain", "html"):
            body = mail.get_body((kind,))
            assert body is not None
            assert "Prenumerera på dina sista dagar i kalendern" in body.get_content()
            assert url in body.get_content()


def test_a_token_opens_one_persons_feed_and_no_other(db: Database) -> None:
    samira, jonas = find_person(db, SAMIRA), find_person(db, JONAS)
    mine, other = feed_token(db, KEY, samira.id), feed_token(db, KEY, jonas.id)
    assert feed_holder(db, KEY, mine, today=DAY) == samira
    forged = other.split(".")[0] + "." + mine.split(".")[1]
    of_another_kind = URLSafeSerializer(KEY, salt="report-link").dumps([samira.id, 1])
    for wrong in (
        of_another_kind,
        forged,
        mine[:-1],
        "",
        "x",
        report_token(db, KEY, person_id=samira.id, meeting_id=1),
    ):
        with pytest.raises(LinkRefused, match="inte hel"):
            feed_holder(db, KEY, wrong, today=DAY)
    with pytest.raises(LinkRefused):
        feed_holder(db, "another key", mine, today=DAY)


def test_a_revoked_address_holds_no_more_and_the_next_one_does(db: Database) -> None:
    samira, jonas = find_person(db, SAMIRA), find_person(db, JONAS)
    old, other = feed_token(db, KEY, samira.id), feed_token(db, KEY, jonas.id)
    for _ in range(2):
        revoke_feed(db, samira, actor=PROGRAM, now=NOW)
        with pytest.raises(LinkRefused, match="ny adress"):
            feed_holder(db, KEY, old, today=DAY)
        old = feed_token(db, KEY, samira.id)
        assert feed_holder(db, KEY, old, today=DAY) == samira
    assert feed_holder(db, KEY, other, today=DAY) == jonas


def test_the_feed_of_a_person_who_has_left_is_closed(db: Database) -> None:
    tove = find_person(db, TOVE)
    token = feed_token(db, KEY, tove.id)
    leave(db, tove, last_day=DAY, actor=PROGRAM, now=NOW)
    assert feed_holder(db, KEY, token, today=DAY).id == tove.id
    with pytest.raises(LinkRefused, match="avslutad"):
        feed_holder(db, KEY, token, today=date(2019, 5, 21))
