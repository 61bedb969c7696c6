"""The mails of the follow-up follow the world until they leave, and whoever joins gets what the others got."""

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.calendar_mail import cancelled, moved, reinstated
from tests.ludvika import MATS, MEETINGS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink, Stage
from tracker.config import Settings
from tracker.domain.bounce import Bounce
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.errors import Refused
from tracker.services.absences import leave
from tracker.services.composing import Composer
from tracker.services.dispatching import dispatch_due
from tracker.services.finding import find_meeting, find_person
from tracker.services.foretelling import foretell_mails
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store import bounces, deliveries, people, summaries
from tracker.store.opening import opened

BEFORE, DISPATCH, AFTER = date(2019, 6, 4), date(2019, 6, 5), date(2019, 6, 7)
LEILA, NEW = "leila.karimi@kommun.example", "nils.ny@kommun.example"
LATER = date(2019, 6, 26)
MEMBERS = 4


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


@pytest.fixture
def waiting(settings: Settings) -> Settings:
    """The follow-up is frozen and its mails wait in the ledger."""
    with opened(settings.database.path) as db:
        assert dispatch_due(db, settings, now=noon(DISPATCH).now()).frozen == 1
    return settings


def follow_ups(sink: SmtpSink) -> list[str]:
    """To whom follow-ups have gone, in order of address."""
    found = [message_from_bytes(each.content, policy=policy.default) for each in sink.taken]
    return sorted(each["To"].addresses[0].addr_spec for each in found if each["Subject"].startswith("Uppföljning"))


def words(settings: Settings) -> list[str]:
    """Why follow-ups were cancelled, as the ledger has it."""
    with opened(settings.database.path) as db:
        rows = deliveries.all_deliveries(db, states=[DeliveryState.CANCELLED])
    return sorted(each.words for each in rows if each.message is MessageKind.SUMMARY)


def change_email(db: Database, email: str, to: str) -> None:
    people.set_email(db, find_person(db, email).id, to)


def left(db: Database, email: str) -> None:
    leave(db, find_person(db, email), last_day=BEFORE, actor=PROGRAM, now=noon(BEFORE).now())


def no_member(db: Database, email: str) -> None:
    people.remove_role(db, find_person(db, email).id, Role.MEMBER, None)


def composed(settings: Settings) -> list[str]:
    """What a run that has planned already would say instead of each follow-up."""
    composer = Composer(settings, noon(DISPATCH), "key")
    with opened(settings.database.path) as db:
        rows = deliveries.all_deliveries(db, states=[DeliveryState.PLANNED])
        said = [composer(db, each) for each in rows if each.message is MessageKind.SUMMARY]
    return [str(getattr(each, "reason", "")) for each in said]


def test_a_cancelled_meetings_waiting_follow_ups_are_stopped_and_come_when_it_is_held_after_all(
    waiting: Settings, smtp_sink: SmtpSink
) -> None:
    cancelled(waiting, DISPATCH)
    assert composed(waiting) == ["Sammanträdet är inställt."] * MEMBERS
    send_due(waiting, noon(DISPATCH))
    assert follow_ups(smtp_sink) == []
    assert words(waiting) == ["Sammanträdet är inställt."] * MEMBERS

    reinstated(waiting, DISPATCH)
    for _ in range(2):
        send_due(waiting, noon(DISPATCH))
    assert len(follow_ups(smtp_sink)) == MEMBERS


@pytest.mark.parametrize(
    ("change", "why", "instead"),
    [
        (left, "Leila Karimi har slutat.", None),
        (no_member, "Leila Karimi får inte längre nämndens uppföljningar.", None),
        (lambda db, email: change_email(db, email, NEW), "Leila Karimi har en ny adress.", NEW),
    ],
    ids=["has left", "is no member", "has a new address"],
)
def test_a_waiting_follow_up_goes_to_nobody_who_is_not_to_have_it(
    waiting: Settings, smtp_sink: SmtpSink, change: object, why: str, instead: str | None
) -> None:
    assert callable(change)
    with opened(waiting.database.path) as db:
        change(db, LEILA)
    assert sorted(composed(waiting)) == [*[""] * (MEMBERS - 1), why]
    for _ in range(2):
        send_due(waiting, noon(DISPATCH))
    assert LEILA not in follow_ups(smtp_sink)
    assert follow_ups(smtp_sink).count(NEW) == (instead is not None)
    assert len(follow_ups(smtp_sink)) == MEMBERS - (instead is None)
    assert words(waiting) == [why]


def test_a_refused_follow_up_goes_out_again_once_to_an_address_that_is_put_right(
    waiting: Settings, smtp_sink: SmtpSink
) -> None:
    smtp_sink.script(Stage.RCPT, "550 no such user", times=None, recipient=LEILA)
    for day in (DISPATCH, AFTER):
        send_due(waiting, noon(day))
    with opened(waiting.database.path) as db:
        change_email(db, LEILA, NEW)
    for _ in range(2):
        send_due(waiting, noon(AFTER))
    assert follow_ups(smtp_sink).count(NEW) == 1
    assert len(follow_ups(smtp_sink)) == MEMBERS


def test_so_does_one_that_came_back_after_it_had_been_taken(waiting: Settings, smtp_sink: SmtpSink) -> None:
    send_due(waiting, noon(DISPATCH))
    report = Bounce("", LEILA, permanent=True, status="5.1.1", words="no such user", sha256="0" * 64)
    with opened(waiting.database.path) as db:
        sent = next(each for each in deliveries.all_deliveries(db) if each.address == LEILA)
        bounces.insert(db, sent.id, report, words=report.words, read_at=noon(AFTER).now())
    send_due(waiting, noon(AFTER))
    assert NEW not in follow_ups(smtp_sink), "the same address again would only bounce again"
    with opened(waiting.database.path) as db:
        change_email(db, LEILA, NEW)
    for _ in range(2):
        send_due(waiting, noon(AFTER))
    assert follow_ups(smtp_sink).count(NEW) == follow_ups(smtp_sink).count(LEILA) == 1


def test_a_member_who_joins_before_the_meeting_gets_it_once_at_the_next_run(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    send_due(settings, noon(DISPATCH))
    with opened(settings.database.path) as db:
        people.add_role(db, people.insert(db, name="Nils Ny", email=NEW), Role.MEMBER, None)
        foretold = foretell_mails(db, settings, now=noon(AFTER).now(), until=MEETINGS[0]).mails
    assert [each.address for each in foretold if each.message is MessageKind.SUMMARY] == [NEW]
    for day in (AFTER, AFTER, MEETINGS[0]):
        send_due(settings, noon(day))
    assert follow_ups(smtp_sink).count(NEW) == 1
    assert len(follow_ups(smtp_sink)) == MEMBERS + 1

    with opened(settings.database.path) as db:
        people.add_role(db, people.insert(db, name="Siv Sen", email="siv.sen@kommun.example"), Role.MEMBER, None)
    send_due(settings, noon(date(2019, 6, 13)))
    assert len(follow_ups(smtp_sink)) == MEMBERS + 1, "none when the meeting is over"


def test_a_meeting_that_is_moved_when_its_follow_up_is_frozen_gets_a_new_one(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    """Until then what is in can be changed and taken back; the new one goes out on the new dispatch date, once."""
    report(settings, "Före", BEFORE)
    send_due(settings, noon(DISPATCH))
    with pytest.raises(Refused, match="fryst"):
        report(settings, "Efter", AFTER)
    moved(settings, AFTER, LATER)
    send_due(settings, noon(AFTER))
    assert len(follow_ups(smtp_sink)) == MEMBERS
    report(settings, "Efter", AFTER, meeting=LATER)

    new_dispatch = date(2019, 6, 18)
    for day in (date(2019, 6, 17), new_dispatch, new_dispatch, date(2019, 6, 20)):
        send_due(settings, noon(day))

    assert len(follow_ups(smtp_sink)) == 2 * MEMBERS
    with opened(settings.database.path) as db:
        meeting = find_meeting(db, 1, LATER, settings.meetings.deadline_rule)
        first, second = summaries.versions(db, meeting.id)
    with pytest.raises(Refused, match="fryst"):
        report(settings, "För sent", LATER, meeting=LATER)
    assert (first.summary.held_on, second.summary.held_on) == (MEETINGS[0], LATER)
    assert second.reason == "Sammanträdet är flyttat från 12 juni 2019 till 26 juni 2019."
    assert [line.said for line in second.summary.plans[0].lines if line.reported] == ["Efter"]


def test_waiting_follow_ups_of_a_moved_meeting_are_stopped_and_moved_back_they_go_out(
    waiting: Settings, smtp_sink: SmtpSink
) -> None:
    moved(waiting, DISPATCH, LATER)
    why = "Sammanträdet är flyttat till 26 juni 2019; uppföljningen skickas på nytt inför det."
    assert composed(waiting) == [why] * MEMBERS
    send_due(waiting, noon(DISPATCH))
    assert (follow_ups(smtp_sink), words(waiting)) == ([], [why] * MEMBERS)
    moved(waiting, DISPATCH, MEETINGS[0], held_on=LATER)
    for _ in range(2):
        assert send_due(waiting, noon(DISPATCH)).frozen == 0
    assert len(follow_ups(smtp_sink)) == MEMBERS
    assert MATS in follow_ups(smtp_sink)


def report(settings: Settings, text: str, day: date, *, meeting: date = MEETINGS[0]) -> None:
    with opened(settings.database.path) as db:
        who = holder(db, settings, SAMIRA, meeting)
        answers = {each.report_id: Answer("in_progress", "1,4 mnkr", "", text) for each in due_reports(db, who, day)}
        submit(db, who, answers, now=noon(day).now(), today=day)
