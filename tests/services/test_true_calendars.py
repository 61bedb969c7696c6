"""Whatever becomes of a meeting, the last calendar file that each owner got says what is true (issue 3)."""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from icalendar import Component
from sqlite_utils import Database

from tests.calendar_mail import FIRST, JUNE, files, moved, run, said
from tests.ludvika import JONAS, OWNERS, SAMIRA, holder, noon, save_ludvika, settings_for
from tests.smtp_sink import SmtpSink, running_sink
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.workdays import shift_working_days
from tracker.services.meeting_changes import cancel, move, reinstate
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import send_due
from tracker.store import meetings
from tracker.store.opening import opened

LAST_DAY = date(2019, 5, 31)


@pytest.fixture
def settings(database: Path, smtp_sink: SmtpSink) -> Settings:
    save_ludvika(database)
    return settings_for(database, smtp_port=smtp_sink.port)


def test_a_meeting_moved_back_when_no_step_is_left_is_told_by_a_letter(settings: Settings, smtp_sink: SmtpSink) -> None:
    """Moved on the last day, moved back the day after: the steps of the old day are sent, and none carries a file."""
    run(settings, FIRST)
    run(settings, LAST_DAY)
    moved(settings, LAST_DAY, date(2019, 6, 26))
    run(settings, date(2019, 6, 3))
    assert said(smtp_sink, JONAS)[-1] == ("PUBLISH", 1, "CONFIRMED", "2019-06-14")
    moved(settings, date(2019, 6, 3), JUNE, held_on=date(2019, 6, 26))
    run(settings, date(2019, 6, 4))
    assert said(smtp_sink, JONAS)[-1] == ("PUBLISH", 2, "CONFIRMED", "2019-05-31")


def test_a_meeting_whose_last_day_has_passed_by_its_move_is_told_by_a_letter(
    settings: Settings, smtp_sink: SmtpSink
) -> None:
    run(settings, FIRST)
    moved(settings, FIRST, date(2019, 5, 28))
    run(settings, date(2019, 5, 21))
    assert said(smtp_sink, JONAS)[-1] == ("PUBLISH", 1, "CONFIRMED", "2019-05-17")


def test_a_move_is_told_before_the_day_that_stands_in_the_calendar(settings: Settings, smtp_sink: SmtpSink) -> None:
    """The next reminder is months away: the old day must not come first."""
    run(settings, FIRST)
    moved(settings, FIRST, date(2019, 12, 18))
    run(settings, date(2019, 5, 21))
    assert said(smtp_sink, JONAS)[-1] == ("PUBLISH", 1, "CONFIRMED", "2019-12-09")


class _Town:
    """A database with one meeting that things happen to, and what calendars were told of it."""

    def __init__(self, settings: Settings, sink: SmtpSink) -> None:
        self.settings, self.sink = settings, sink
        self._read, self._files = 0, defaultdict[str, list[tuple[str, Component]]](list)
        with opened(settings.database.path) as db:
            self.meeting_id = self.meeting(db, JUNE).id

    def meeting(self, db: Database, held_on: date | None = None) -> Meeting:
        rule = self.settings.meetings.deadline_rule
        found = meetings.on(db, 1, held_on, rule) if held_on else meetings.by_id(db, self.meeting_id, rule)
        assert found is not None
        return found

    def happens(self, what: str, days: int, today: date) -> None:
        now = noon(today).now()
        with opened(self.settings.database.path) as db:
            meeting = self.meeting(db)
            to = max(JUNE + timedelta(days=days), today)
            if what == "move" and not (to != meeting.held_on and meetings.taken(db, 1, to)):
                move(db, meeting, to, actor=PROGRAM, now=now)
            elif what == "toggle" and meeting.state is MeetingState.PLANNED:
                cancel(db, meeting, actor=PROGRAM, now=now)
            elif what == "toggle":
                reinstate(db, meeting, actor=PROGRAM, now=now)
            elif what == "report" and meeting.state is MeetingState.PLANNED:
                who = holder(db, self.settings, SAMIRA, meeting.held_on)
                due = due_reports(db, who, today)
                answers = {each.report_id: Answer(unchanged=True) for each in due if each.submitted is None}
                submit(db, who, answers, now=now, today=today)

    def is_over(self, today: date) -> bool:
        with opened(self.settings.database.path) as db:
            return self.meeting(db).is_over(today)

    def wrong(self, today: date) -> list[str]:
        """Whose calendar says what is not true, though no reminder can put it right in time."""
        with opened(self.settings.database.path) as db:
            meeting = self.meeting(db)
        gone = meeting.state is MeetingState.CANCELLED
        true = Told(gone, f"{meeting.held_on:%Y-%m-%d}", f"{meeting.report_deadline:%Y-%m-%d}")
        found = []
        for owner in sorted(OWNERS):
            told = self.told(owner)
            if told is None or (gone and told.gone) or told == true:
                continue
            in_time = not gone and not told.gone and str(today) < min(told.last_day, true.last_day)
            found += [] if in_time else [f"{today}: {owner} has {told}, true is {true}"]
        return found

    def told(self, owner: str) -> "Told | None":
        """By the file that came last, which has the highest SEQUENCE."""
        for taken in self.sink.taken[self._read :]:
            mail = message_from_bytes(taken.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            for calendar in files(mail) if b"text/calendar" in taken.content else ():
                (event,) = calendar.walk("VEVENT")
                if str(event["UID"]).startswith(f"aterrapport-{self.meeting_id}-"):
                    self._files[taken.recipient].append((str(calendar["METHOD"]), event))
        self._read = len(self.sink.taken)
        own = self._files[owner]
        numbers = [int(str(event["SEQUENCE"])) for _, event in own]
        assert numbers == sorted(set(numbers)), "every file has a number of its own, higher than those before"
        assert len({str(event["UID"]) for _, event in own}) <= 1
        if not own:
            return None
        method, event = own[-1]
        held_on = " ".join(str(event["SUMMARY"]).split()[-3:])
        return Told(method == "CANCEL", understood_date(held_on), str(event.decoded("DTSTART")))


class Told(NamedTuple):
    """What a calendar says: whether it was cancelled, the day of the meeting, and the last day for reports."""

    gone: bool
    held_on: str
    last_day: str


def understood_date(written: str) -> str:
    day, month, year = written.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli")


@contextmanager
def town(migrated: Path) -> Iterator[_Town]:
    with TemporaryDirectory() as folder, running_sink() as sink:
        database = Path(folder) / "tracker.sqlite"
        database.write_bytes(migrated.read_bytes())
        save_ludvika(database)
        yield _Town(settings_for(database, smtp_port=sink.port), sink)


happenings = st.tuples(
    st.sampled_from(["move", "move", "toggle", "report"]), st.integers(-16, 16), st.integers(min_value=0, max_value=4)
)


@given(st.lists(happenings, max_size=7))
@example([("move", 14, 9), ("move", 0, 1)])
@example([("move", -15, 1), ("toggle", 0, 0), ("move", 16, 0), ("toggle", 0, 3)])
@hypothesis_settings(max_examples=int(os.environ.get("TRACKER_CALENDARS", "5")))
def test_whatever_becomes_of_a_meeting_calendars_are_true_by_their_day(
    migrated: Path, happened: list[tuple[str, int, int]]
) -> None:
    """Moved, cancelled, held after all and reported to, some working days apart, with a run on each of them."""
    with town(migrated) as it:
        today = FIRST
        send_due(it.settings, noon(today))
        for what, days, later in [*happened, ("", 0, 30)]:
            it.happens(what, days, today)
            for _ in range(later + 1):
                send_due(it.settings, noon(today))
                assert it.wrong(today) == []
                today = shift_working_days(today, 1)
                if it.is_over(today):
                    return
