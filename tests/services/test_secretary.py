"""The secretary's work: a year's meetings, what a change does to the mails, reminding, freezing, sending."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.ludvika import JONAS, MATS, MEETINGS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.delivery import MessageKind
from tracker.domain.event import Actor
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.services.adding_meetings import add_meetings, read_meetings
from tracker.services.finding import find_committee, find_meeting, find_person
from tracker.services.form_reading import FieldProblems
from tracker.services.freezing import freeze, freeze_anew, send_follow_up
from tracker.services.introducing import write_introduction
from tracker.services.meeting_changes import cancel_within
from tracker.services.meeting_form import WrittenMeeting, understand_dates, written_dates_of
from tracker.services.meeting_previews import preview_change
from tracker.services.remind_now import asked_of_meeting, remind_now
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store import introductions, meetings, summaries
from tracker.store.opening import opened

EARLY = date(2019, 5, 15)
"""Before the ladder's first step, 16 May."""
DEADLINE = date(2019, 5, 31)
COMMITTEE = "social-och-utbildningsnamnden"
NUMBER = "640823-3234"


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


@pytest.fixture
def db(settings: Settings) -> Iterator[Database]:
    with opened(settings.database.path) as db:
        yield db


@pytest.fixture
def mats(db: Database) -> Person:
    return find_person(db, MATS)


@pytest.fixture
def actor(mats: Person) -> Actor:
    return Actor(mats.id, mats.name)


@pytest.fixture
def meeting(db: Database, settings: Settings) -> Meeting:
    return find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule)


def report_all(db: Database, settings: Settings, email: str) -> None:
    who, day = holder(db, settings, email, MEETINGS[0]), date(2019, 5, 29)
    due = {each.report_id: Answer(unchanged=True) for each in due_reports(db, who, day)}
    submit(db, who, due, now=noon(day).now(), today=day)


def to(sink: SmtpSink) -> list[str]:
    return sorted(str(message_from_bytes(each.content, policy=policy.default)["To"]) for each in sink.taken)


def everything(db: Database) -> list[str]:
    return list(db.conn.iterdump())


def test_a_list_is_understood_line_by_line_before_anything_is_saved(db: Database, settings: Settings) -> None:
    before = everything(db)
    text = "12 juni 2020\n4/9, 2020-10-09\n31 juni\n12 juni\n2019-06-12\n1 maj 2019\n6 januari 2021"
    read = read_meetings(db, settings, find_committee(db, COMMITTEE), text, year="2020", today=EARLY)
    assert everything(db) == before
    assert [str(row.held_on) for row in read.new] == ["2020-06-12", "2020-09-04", "2020-10-09", "2021-01-06"]
    assert [(row.written, row.fault) for row in read.faults] == [
        ("31 juni", "Den dagen finns inte."),
        ("1 maj 2019", "1 maj 2019 har redan varit."),
    ]
    assert [row.note for row in read.rows if row.note] == [
        "Står två gånger i listan.",
        "Finns redan.",
        "Inte en arbetsdag. Kontrollera dagen.",
    ]
    assert str(read.rows[0].report_deadline) == "2020-06-03"


def test_saving_takes_all_that_is_new_or_nothing(db: Database, settings: Settings, actor: Actor) -> None:
    committee, now = find_committee(db, COMMITTEE), noon(EARLY).now()
    with pytest.raises(FieldProblems):
        add_meetings(db, settings, committee, "12 juni 2020\nfel", year="2020", actor=actor, now=now)
    assert meetings.on(db, 1, date(2020, 6, 12), settings.meetings.deadline_rule) is None
    for _ in range(2):
        add_meetings(db, settings, committee, "12 juni, 4/9", year="2020", actor=actor, now=now)
    held = [each.held_on for each in meetings.of_committee(db, 1, settings.meetings.deadline_rule)]
    assert held == [*MEETINGS, date(2020, 6, 12), date(2020, 9, 4)]
    assert db.execute("SELECT count(*) FROM event WHERE action = 'add' AND noun = 'meeting'").fetchone()[0] == 2


@pytest.mark.parametrize(("text", "year", "field"), [("", "2020", "dates"), ("4/9", "20", "year")])
def test_an_empty_list_and_a_year_that_is_none_are_said_at_their_fields(
    db: Database, settings: Settings, text: str, year: str, field: str
) -> None:
    with pytest.raises(FieldProblems) as refused:
        read_meetings(db, settings, find_committee(db, COMMITTEE), text, year=year, today=EARLY)
    assert list(refused.value.problems) == [field]


def test_a_preview_says_which_mails_move_and_changes_nothing(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor
) -> None:
    before = everything(db)
    dates = understand_dates(db, settings, meeting, WrittenMeeting("19 juni"), today=EARLY)
    now = noon(EARLY).now()
    preview = preview_change(db, settings, meeting, dates.change(db, meeting, actor=actor, now=now), now=now)
    assert everything(db) == before
    assert preview.meeting.held_on == date(2019, 6, 19)
    first = next(each for each in preview.changes if each.message is MessageKind.REMINDER)
    assert (first.before, first.after) == (date(2019, 5, 16), date(2019, 5, 23))
    assert "Jonas Åkerström" in first.names
    follow_up = next(each for each in preview.changes if each.message is MessageKind.SUMMARY)
    assert (follow_up.before, follow_up.after) == (date(2019, 6, 5), date(2019, 6, 13))


def test_cancelling_takes_the_mails_away_and_tells_those_who_have_the_day_in_their_calendar(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor
) -> None:
    send_due(settings, noon(date(2019, 5, 17)))
    now = noon(date(2019, 5, 20)).now()
    preview = preview_change(db, settings, meeting, lambda: cancel_within(db, meeting, actor=actor, now=now), now=now)
    calendar = [each for each in preview.changes if each.message is MessageKind.CALENDAR]
    assert [each.before for each in calendar] == [None]
    assert {each.after for each in preview.changes if each.message is MessageKind.REMINDER} == {None}


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (WrittenMeeting(""), "held_on"),
        (WrittenMeeting("31 juni"), "held_on"),
        (WrittenMeeting("1 maj 2019"), "held_on"),
        (WrittenMeeting("4 september 2019"), "held_on"),
        (WrittenMeeting("12 juni 2019", "13 juni 2019"), "report_deadline"),
        (WrittenMeeting("12 juni 2019", "", "14 juni 2019"), "dispatch_on"),
        (WrittenMeeting("12 juni 2019", "10 juni 2019"), "report_deadline"),
    ],
)
def test_dates_that_cannot_be_are_refused_at_their_field(
    db: Database, settings: Settings, meeting: Meeting, written: WrittenMeeting, field: str
) -> None:
    with pytest.raises(FieldProblems) as refused:
        understand_dates(db, settings, meeting, written, today=EARLY)
    assert list(refused.value.problems) == [field]


def test_the_fields_hold_what_is_set_by_hand_and_nothing_for_the_rule(db: Database, meeting: Meeting) -> None:
    assert written_dates_of(db, meeting) == WrittenMeeting("12 juni 2019", "", "")


def test_remind_now_reaches_each_who_owes_once_a_day_also_before_the_ladder(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor, smtp_sink: SmtpSink
) -> None:
    report_all(db, settings, SAMIRA)
    now = noon(EARLY).now()
    first = remind_now(db, settings, meeting, actor=actor, now=now)
    assert "Samira Haddad" not in [each.name for each in first.sent_to]
    again = remind_now(db, settings, meeting, actor=actor, now=now)
    assert (again.sent_to, again.already) == ((), first.sent_to)
    for _ in range(2):
        send_due(settings, noon(EARLY))
    assert len(smtp_sink.taken) == len(first.sent_to)
    assert any(JONAS in each for each in to(smtp_sink))
    assert all(each.today and each.last for each in asked_of_meeting(db, settings, meeting, today=EARLY))


def test_a_reminder_asked_for_takes_the_place_of_the_ladders_that_day(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor, smtp_sink: SmtpSink
) -> None:
    morning = datetime(2019, 5, 16, 4, 0, tzinfo=UTC)
    sent_to = remind_now(db, settings, meeting, actor=actor, now=morning).sent_to
    for day in (date(2019, 5, 16), date(2019, 5, 17)):
        send_due(settings, noon(day))
    assert len(smtp_sink.taken) == len(sent_to)


def test_no_reminder_goes_on_a_day_off_or_after_the_meeting(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor
) -> None:
    for day in (date(2019, 5, 18), date(2019, 6, 13)):
        with pytest.raises(Refused):
            remind_now(db, settings, meeting, actor=actor, now=noon(day).now())


def test_an_introduction_keeps_its_versions_and_overwrites_nothing_unseen(
    db: Database, meeting: Meeting, mats: Person
) -> None:
    now = noon(EARLY).now()
    assert write_introduction(db, meeting, "Nämnden har tre saker att ta ställning till.", seen=0, author=mats, now=now)
    assert not write_introduction(
        db, meeting, "Nämnden har tre saker att ta ställning till.\r\n", seen=0, author=mats, now=now
    )
    with pytest.raises(FieldProblems):
        write_introduction(db, meeting, "Något annat.", seen=0, author=mats, now=now)
    for wrong in ("x" * 4001, f"Ring {NUMBER}"):
        with pytest.raises(FieldProblems):
            write_introduction(db, meeting, wrong, seen=1, author=mats, now=now)
    assert write_introduction(db, meeting, "Något annat.", seen=1, author=mats, now=now)
    assert [each.text for each in introductions.of_meeting(db, meeting.id)] == [
        "Något annat.",
        "Nämnden har tre saker att ta ställning till.",
    ]


def test_it_is_frozen_from_the_deadline_on_and_sent_apart(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor, smtp_sink: SmtpSink
) -> None:
    mats = find_person(db, MATS)
    write_introduction(db, meeting, "Fyra saker.", seen=0, author=mats, now=noon(EARLY).now())
    with pytest.raises(Refused, match="från sista dag"):
        freeze(db, settings, meeting, actor=actor, now=noon(date(2019, 5, 29)).now())
    freeze(db, settings, meeting, actor=actor, now=noon(DEADLINE).now())
    with pytest.raises(Refused, match="redan fryst"):
        freeze(db, settings, meeting, actor=actor, now=noon(DEADLINE).now())
    frozen = summaries.newest(db, meeting.id)
    assert frozen is not None
    assert (frozen.version, frozen.author, frozen.summary.introduction) == (1, "Mats Wiklund", "Fyra saker.")
    assert not summaries.mails(db, meeting.id)
    assert send_follow_up(db, settings, meeting, actor=actor, now=noon(DEADLINE).now()) == 4
    with pytest.raises(Refused, match="redan skickad"):
        send_follow_up(db, settings, meeting, actor=actor, now=noon(DEADLINE).now())
    send_due(settings, noon(DEADLINE))
    assert len([each for each in smtp_sink.taken if b"Uppf=C3=B6ljning" in each.content]) == 4


def test_what_was_frozen_by_hand_and_not_sent_goes_out_on_the_dispatch_date_as_it_is(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor, smtp_sink: SmtpSink
) -> None:
    freeze(db, settings, meeting, actor=actor, now=noon(DEADLINE).now())
    for day in (date(2019, 6, 4), date(2019, 6, 5), date(2019, 6, 5)):
        send_due(settings, noon(day))
    assert len([each for each in smtp_sink.taken if b"Uppf=C3=B6ljning" in each.content]) == 4
    assert [each.version for each in summaries.versions(db, meeting.id)] == [1]


def test_a_correction_is_a_version_of_its_own_with_its_reason(
    db: Database, settings: Settings, meeting: Meeting, actor: Actor
) -> None:
    now = noon(DEADLINE).now()
    with pytest.raises(Refused, match="inte fryst än"):
        freeze_anew(db, settings, meeting, reason="Fel siffra.", actor=actor, now=now)
    freeze(db, settings, meeting, actor=actor, now=now)
    send_follow_up(db, settings, meeting, actor=actor, now=now)
    for wrong in ("  ", "x" * 501, f"Gäller {NUMBER}"):
        with pytest.raises(FieldProblems):
            freeze_anew(db, settings, meeting, reason=wrong, actor=actor, now=now)
    freeze_anew(db, settings, meeting, reason="En rapport kom sent.", actor=actor, now=now)
    assert send_follow_up(db, settings, meeting, actor=actor, now=now) == 4
    assert [(each.version, each.reason) for each in summaries.versions(db, meeting.id)] == [
        (1, ""),
        (2, "En rapport kom sent."),
    ]
    states = [(version, state) for version, _, state in summaries.mails(db, meeting.id)]
    assert states == [(1, "cancelled")] * 4 + [(2, "planned")] * 4
