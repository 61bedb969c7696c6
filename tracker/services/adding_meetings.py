"""A year's meetings out of a pasted list: each date with its deadlines before anything is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.meeting import MeetingState, deadlines
from tracker.domain.plan import Committee
from tracker.domain.workdays import is_working_day
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems
from tracker.services.written_days import read_days, read_year
from tracker.spoken import long_date
from tracker.store import events, meetings
from tracker.store.opening import reading, writing

MOST_DATES = 100


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One date of the list. held_on None: it is none, and fault says why. new: it would be saved.

    note: what is worth a look, as that the meeting is there already.
    """

    written: str
    held_on: date | None
    report_deadline: date | None
    dispatch_on: date | None
    fault: str = ""
    note: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The list as it was understood."""

    rows: tuple[MeetingRow, ...]

    @property
    def new(self) -> tuple[MeetingRow, ...]:
        return tuple(row for row in self.rows if row.new)

    @property
    def faults(self) -> tuple[MeetingRow, ...]:
        return tuple(row for row in self.rows if row.fault)


def read_meetings(
    db: Database, settings: Settings, committee: Committee, text: str, *, year: str, today: date
) -> MeetingList:
    """What saving the text would do on that (Stockholm) day. Raises FieldProblems ("dates", "year")."""
    with reading(db):
        return _read(db, settings, committee, text, year=year, today=today)


def add_meetings(
    db: Database, settings: Settings, committee: Committee, text: str, *, year: str, actor: Actor, now: datetime
) -> MeetingList:
    """Save the meetings of the text that are new; none where a line is wrong. now: UTC. Raises FieldProblems."""
    with writing(db):
        read = _read(db, settings, committee, text, year=year, today=now.astimezone(STOCKHOLM).date())
        if read.faults:
            raise FieldProblems({"dates": _("Rätta raderna som inte gick att läsa, så går resten att spara.")})
        for row in read.new:
            assert row.held_on is not None
            meeting_id = meetings.ensure(db, committee.id, row.held_on)
            after = {"committee_id": committee.id, "held_on": str(row.held_on)}
            events.insert(db, Event("add", "meeting", meeting_id, after=after), actor=actor, at=now)
    return read


def _read(db: Database, settings: Settings, committee: Committee, text: str, *, year: str, today: date) -> MeetingList:
    of_year, wrong = read_year(year), {}
    if of_year is None:
        wrong["year"] = _("Skriv årtalet med fyra siffror, till exempel 2019.")
    if not text.strip():
        wrong["dates"] = _("Skriv eller klistra in minst ett datum.")
    if wrong or of_year is None:
        raise FieldProblems(wrong)
    days = read_days(text, of_year)
    if len(days) > MOST_DATES:
        raise FieldProblems(
            {
                "dates": _(
                    "Listan har %(count)s datum. Lägg in högst %(most)s åt gången.", count=len(days), most=MOST_DATES
                )
            }
        )
    every = meetings.of_committee(db, committee.id, settings.meetings.deadline_rule)
    known = {each.held_on: each.state for each in every}
    rows: list[MeetingRow] = []
    for each in days:
        if each.day is None:
            rows.append(MeetingRow(each.written, None, None, None, fault=each.fault))
            continue
        report, dispatch = deadlines(each.day, settings.meetings.deadline_rule)
        fault = _("%(day)s har redan varit.", day=long_date(each.day)) if each.day < today else ""
        known_already = _already(each.day, known, rows)
        note = known_already or ("" if fault else _odd(each.day, report, today))
        new = not fault and not known_already
        rows.append(MeetingRow(each.written, each.day, report, dispatch, fault, note, new))
    return MeetingList(tuple(rows))


def _already(day: date, known: dict[date, MeetingState], rows: Iterable[MeetingRow]) -> str:
    if known.get(day) is MeetingState.CANCELLED:
        return _("Finns redan och är inställt. Öppna det för att hålla det ändå.")
    if day in known:
        return _("Finns redan.")
    return _("Står två gånger i listan.") if any(row.held_on == day for row in rows) else ""


def _odd(day: date, report_deadline: date, today: date) -> str:
    if not is_working_day(day):
        return _("Inte en arbetsdag. Kontrollera dagen.")
    return _("Sista dag har redan varit.") if report_deadline < today else ""
