"""Absence with a substitute, leaving, moved meetings and measures handed over: what is not sent follows."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.ludvika import JONAS, MATS, MEETINGS, SAMIRA, TOVE, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.services.absences import end_absence, leave, set_absence
from tracker.services.finding import find_meeting, find_person
from tracker.services.meeting_changes import cancel, move, reinstate
from tracker.services.rehearsing import foretell
from tracker.services.reminding import plan_due
from tracker.services.reporting import due_reports
from tracker.services.sending import send_due
from tracker.store.opening import opened

STEP = date(2019, 5, 27)
KARIN = "karin.sjodin@kommun.example"


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def person(db: Database, email: str) -> Person:
    return find_person(db, email)


def meeting(db: Database, settings: Settings, held_on: date = MEETINGS[0]) -> Meeting:
    return find_meeting(db, 1, held_on, settings.meetings.deadline_rule)


def away(settings: Settings, email: str, substitute: str, first: date, last: date) -> None:
    with opened(settings.database.path) as db:
        set_absence(
            db,
            person(db, email),
            person(db, substitute),
            first_day=first,
            last_day=last,
            actor=PROGRAM,
            now=noon(STEP).now(),
        )


def test_the_substitute_is_asked_while_the_owner_is_away(settings: Settings, smtp_sink: SmtpSink) -> None:
    away(settings, SAMIRA, KARIN, date(2019, 5, 24), date(2019, 5, 28))

    send_due(settings, noon(STEP))
    assert smtp_sink.copies()[SAMIRA] == 0
    mine = [each for each in smtp_sink.taken if each.recipient == KARIN]
    text = message_from_bytes(mine[0].content, policy=policy.default).get_body(("plain",))
    assert len(mine) == 1
    assert text is not None
    assert "3. Stödboendeverksamheten" in text.get_content()
    assert "5. Barn och ungdomsplaceringar" in text.get_content()
    with opened(settings.database.path) as db:
        due = due_reports(db, holder(db, settings, KARIN, MEETINGS[0]), STEP)
        assert [each.measure.number for each in due] == ["3", "5"]
        assert due_reports(db, holder(db, settings, SAMIRA, MEETINGS[0]), STEP)

    send_due(settings, noon(date(2019, 5, 29)))
    assert smtp_sink.copies()[SAMIRA] == 1


def test_two_who_stand_in_for_each_other_leave_it_to_the_controller(settings: Settings, smtp_sink: SmtpSink) -> None:
    away(settings, SAMIRA, KARIN, STEP, STEP)
    away(settings, KARIN, SAMIRA, STEP, STEP)
    send_due(settings, noon(STEP))
    assert (smtp_sink.copies()[SAMIRA], smtp_sink.copies()[KARIN], smtp_sink.copies()[TOVE]) == (0, 0, 1)


def test_absences_that_make_no_sense_are_refused(settings: Settings) -> None:
    with pytest.raises(Refused, match="samma person"):
        away(settings, SAMIRA, SAMIRA, STEP, STEP)
    with pytest.raises(Refused, match="Byt plats"):
        away(settings, SAMIRA, KARIN, STEP, STEP - timedelta(days=1))
    away(settings, SAMIRA, KARIN, STEP, STEP)
    with pytest.raises(Refused, match="har redan en frånvaro"):
        away(settings, SAMIRA, JONAS, STEP - timedelta(days=3), STEP + timedelta(days=3))
    with opened(settings.database.path) as db:
        end_absence(db, person(db, SAMIRA), today=STEP, actor=PROGRAM, now=noon(STEP).now())
        with pytest.raises(Refused, match="ingen frånvaro"):
            end_absence(db, person(db, SAMIRA), today=STEP, actor=PROGRAM, now=noon(STEP).now())


def test_the_secretary_is_told_once_of_the_open_reports_of_a_person_who_leaves(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    with opened(settings.database.path) as db:
        leave(db, person(db, JONAS), last_day=date(2019, 8, 30), actor=PROGRAM, now=noon(STEP).now())

    for day in (date(2019, 5, 22), date(2019, 5, 22), date(2019, 5, 23)):
        send_due(settings, noon(day))

    letters = [each for each in smtp_sink.taken if each.recipient == MATS]
    assert len(letters) == 1
    message = message_from_bytes(letters[0].content, policy=policy.default)
    assert message["Subject"] == "Jonas Åkerström slutar och har 8 återrapporter kvar"
    text = message.get_body(("plain",))
    assert text is not None
    assert "12 juni 2019" not in text.get_content()
    assert text.get_content().count("Till sammanträdena 4 september 2019, 9 oktober 2019, ") == 2


def test_the_letter_about_a_leaver_is_not_sent_when_everything_is_handed_over(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    with opened(settings.database.path) as db:
        leave(db, person(db, SAMIRA), last_day=date(2019, 5, 24), actor=PROGRAM, now=noon(STEP).now())
        db.execute("UPDATE measure SET owner_id = (SELECT id FROM person WHERE email = ?) WHERE number = '3'", (KARIN,))
    send_due(settings, noon(STEP))
    assert smtp_sink.copies()[MATS] == 0


def test_a_meeting_moved_later_is_reminded_about_anew_by_its_new_dates(settings: Settings, smtp_sink: SmtpSink) -> None:
    send_due(settings, noon(STEP))
    with opened(settings.database.path) as db:
        move(db, meeting(db, settings), date(2019, 6, 26), actor=PROGRAM, now=noon(STEP).now())
    send_due(settings, noon(STEP))
    assert smtp_sink.copies()[SAMIRA] == 1

    days = []
    for offset in range(1, 30):
        day = STEP + timedelta(days=offset)
        before = smtp_sink.copies()[SAMIRA]
        send_due(settings, noon(day))
        if smtp_sink.copies()[SAMIRA] > before:
            days.append(day)
    # The deadline is now 14 June (midsommarafton is off): 10 and 3 working days before it, the day itself, 1 after.
    assert days == [date(2019, 5, 29), date(2019, 6, 11), date(2019, 6, 14), date(2019, 6, 17)]


def test_a_meeting_moved_earlier_than_a_step_already_sent_brings_only_what_still_applies(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    send_due(settings, noon(STEP))
    with opened(settings.database.path) as db:
        move(db, meeting(db, settings), date(2019, 6, 5), actor=PROGRAM, now=noon(STEP).now())
    for day in (STEP, date(2019, 5, 28), date(2019, 6, 6)):
        send_due(settings, noon(day))
    mine = [message_from_bytes(each.content, policy=policy.default) for each in smtp_sink.taken]
    assert [mail["Subject"] for mail in mine if SAMIRA in mail["To"]] == [
        "Återrapport till sammanträdet 12 juni, senast 31 maj",
        "Sammanträdet 12 juni är flyttat till 5 juni",
        "Återrapport till sammanträdet 5 juni, skulle ha varit inne senast 24 maj",
    ]


def test_a_cancelled_meeting_is_silent_until_it_is_reinstated(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        plan_due(db, settings, now=noon(STEP).now())
        cancel(db, meeting(db, settings), actor=PROGRAM, now=noon(STEP).now())
    send_due(settings, noon(STEP))
    assert not smtp_sink.taken
    with opened(settings.database.path) as db:
        with pytest.raises(Refused, match="redan inställt"):
            cancel(db, meeting(db, settings), actor=PROGRAM, now=noon(STEP).now())
        reinstate(db, meeting(db, settings), actor=PROGRAM, now=noon(STEP).now())
    send_due(settings, noon(STEP))
    assert smtp_sink.copies()[SAMIRA] == 1


def test_a_meeting_cannot_be_moved_onto_another_or_behind_its_own_deadline(settings: Settings) -> None:
    with opened(settings.database.path) as db:
        with pytest.raises(Refused, match="redan ett sammanträde"):
            move(db, meeting(db, settings), MEETINGS[1], actor=PROGRAM, now=noon(STEP).now())
        with pytest.raises(Refused, match="kan inte ligga efter"):
            move(
                db,
                meeting(db, settings),
                date(2019, 6, 13),
                report_by_hand=date(2019, 6, 14),
                actor=PROGRAM,
                now=noon(STEP).now(),
            )
        assert meeting(db, settings).held_on == MEETINGS[0]


def test_a_deadline_set_by_hand_moves_the_steps(settings: Settings, smtp_sink: SmtpSink) -> None:
    with opened(settings.database.path) as db:
        by_hand = date(2019, 6, 6)  # The national day: the reports are due the working day before.
        move(db, meeting(db, settings), MEETINGS[0], report_by_hand=by_hand, actor=PROGRAM, now=noon(STEP).now())
        assert meeting(db, settings).report_deadline == date(2019, 6, 5)
        mails = foretell(db, settings, now=noon(STEP).now(), until=date(2019, 6, 12))
    assert {each.at.date() for each in mails if each.address == SAMIRA} == {
        STEP,
        date(2019, 5, 31),
        date(2019, 6, 5),
        date(2019, 6, 7),
    }
