"""Moving a meeting and setting its deadlines by hand: what was filled in, understood or refused by field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.event import Actor
from tracker.domain.meeting import Meeting, deadlines
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems
from tracker.services.meeting_changes import move_within
from tracker.services.written_days import read_day
from tracker.spoken import capital, full_date, long_date
from tracker.store import meetings
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class WrittenMeeting:
    """The fields as they were filled in. report_deadline and dispatch_on "": by the rule."""

    held_on: str
    report_deadline: str = ""
    dispatch_on: str = ""


@dataclass(frozen=True, slots=True)
class MeetingDates:
    """The fields as they were understood; None: by the rule."""

    held_on: date
    report_by_hand: date | None
    dispatch_by_hand: date | None

    def change(self, db: Database, meeting: Meeting, *, actor: Actor, now: datetime) -> Callable[[], None]:
        """What gives the meeting these dates, inside the caller's transaction."""

        def apply() -> None:
            move_within(
                db,
                meeting,
                self.held_on,
                report_by_hand=self.report_by_hand,
                dispatch_by_hand=self.dispatch_by_hand,
                actor=actor,
                now=now,
            )

        return apply


def written_dates_of(db: Database, meeting: Meeting) -> WrittenMeeting:
    """What stands in the fields before anything is typed."""
    report, dispatch = meetings.by_hand(db, meeting.id)
    return WrittenMeeting(
        long_date(meeting.held_on),
        "" if report is None else long_date(report),
        "" if dispatch is None else long_date(dispatch),
    )


def understand_dates(
    db: Database, settings: Settings, meeting: Meeting, written: WrittenMeeting, *, today: date
) -> MeetingDates:
    """The dates on that (Stockholm) day. Raises FieldProblems ("held_on", "report_deadline", "dispatch_on")."""
    wrong: dict[str, str] = {}
    held_on = _day(written.held_on, meeting.held_on.year, "held_on", wrong)
    report = _day(written.report_deadline, meeting.held_on.year, "report_deadline", wrong, optional=True)
    dispatch = _day(written.dispatch_on, meeting.held_on.year, "dispatch_on", wrong, optional=True)
    if held_on is not None and not wrong:
        if held_on < today:
            wrong["held_on"] = _("%(day)s har redan varit. Välj en dag som kommer.", day=capital(full_date(held_on)))
        elif held_on != meeting.held_on and meetings.taken(db, meeting.committee_id, held_on):
            wrong["held_on"] = _(
                "Nämnden har redan ett sammanträde %(day)s. Välj en annan dag.", day=long_date(held_on)
            )
        _check_order(settings, held_on, report, dispatch, wrong)
    if wrong or held_on is None:
        raise FieldProblems(wrong)
    return MeetingDates(held_on, report, dispatch)


def refuse_over(meeting: Meeting, today: date) -> None:
    """Raises Refused where the meeting has been held: what was planned for it can no longer change."""
    if meeting.is_over(today):
        raise Refused(_("Sammanträdet %(day)s är över och kan inte ändras.", day=long_date(meeting.held_on)))


def save_dates(db: Database, meeting: Meeting, dates: MeetingDates, *, actor: Actor, now: datetime) -> None:
    """Give the meeting the dates, in one transaction. now: UTC. Raises Refused."""
    with writing(db):
        dates.change(db, meeting, actor=actor, now=now)()


def _check_order(
    settings: Settings, held_on: date, report: date | None, dispatch: date | None, wrong: dict[str, str]
) -> None:
    """Report deadline, then dispatch, then the meeting."""
    deadline, sent_on = deadlines(
        held_on, settings.meetings.deadline_rule, report_by_hand=report, dispatch_by_hand=dispatch
    )
    if report is not None and report > held_on:
        wrong["report_deadline"] = _("Sista dag kan inte ligga efter sammanträdet %(day)s.", day=long_date(held_on))
    if dispatch is not None and dispatch > held_on:
        wrong["dispatch_on"] = _("Utskicket kan inte ligga efter sammanträdet %(day)s.", day=long_date(held_on))
    if not wrong and sent_on < deadline:
        name = "report_deadline" if report is not None else "dispatch_on"
        wrong[name] = _(
            "Uppföljningen skulle skickas %(sent_on)s, före sista dag för återrapporter %(deadline)s. "
            "Låt sista dag komma först.",
            sent_on=full_date(sent_on),
            deadline=full_date(deadline),
        )


def _day(text: str, year: int, name: str, wrong: dict[str, str], *, optional: bool = False) -> date | None:
    if not text.strip():
        if not optional:
            wrong[name] = _("Skriv ett datum, till exempel 12 juni 2019.")
        return None
    read = read_day(text, year)
    if read.day is None:
        wrong[name] = read.fault
    return read.day
