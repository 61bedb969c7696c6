"""The fields of a measure's form: what stands in them, and what they may hold."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.measure import Measure
from tracker.domain.meeting import DeadlineRule, Meeting, MeetingState
from tracker.domain.person import Person
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.services.form_reading import FormReading
from tracker.spoken import day_and_month
from tracker.store import meetings, reports

NUMBER_FORM = re.compile(r"[0-9A-Za-zÅÄÖåäö][0-9A-Za-zÅÄÖåäö.:-]{0,11}")
_LONGEST_UNIT = 100


@dataclass(frozen=True, slots=True)
class OfferedMeetings:
    """The meetings that a measure can be reported to: open ones can be chosen, kept ones stay as they are."""

    open: tuple[Meeting, ...]
    kept: tuple[Meeting, ...]

    @property
    def by_day(self) -> dict[str, Meeting]:
        return {each.held_on.isoformat(): each for each in (*self.kept, *self.open)}


def offered_meetings(
    db: Database, plan: Plan, measure: Measure | None, rule: DeadlineRule, today: date
) -> OfferedMeetings:
    """Open: those to come. Kept: what is owed to one that is over or cancelled, or that something was reported to."""
    every = meetings.of_committee(db, plan.committee_id, rule)
    owed, answered = set(), set()
    if measure is not None:
        owed = {each.meeting_id for each in reports.of_measure(db, measure.id)}
        answered = reports.answered_meetings(db, measure.id)
    can_come = [
        each
        for each in every
        if each.state is MeetingState.PLANNED and not each.is_over(today) and each.id not in answered
    ]
    kept = tuple(each for each in every if each.id in owed and each not in can_come)
    return OfferedMeetings(tuple(can_come), kept)


def measure_values(db: Database, plan: Plan, measure: Measure, rule: DeadlineRule) -> dict[str, str]:
    """What stands in the fields of a measure's form; a part has no owner and no meetings of its own."""
    values = {
        "number": measure.number,
        "title": measure.title,
        "description": measure.description,
        "unit": measure.unit,
    }
    if measure.parent_id is not None:
        return values
    owed = {each.meeting_id for each in reports.of_measure(db, measure.id)}
    days = [each.held_on for each in meetings.of_committee(db, plan.committee_id, rule) if each.id in owed]
    return values | {"owner_id": str(measure.owner_id or ""), "meetings": " ".join(map(str, days))}


def measure_words(field: str, value: str, everybody: dict[int, Person]) -> str:
    """The value of a measure's field as people read it.

    >>> measure_words("meetings", "2019-06-12 2019-09-04", {})
    '12 juni, 4 september'
    """
    if field == "owner_id":
        return everybody[int(value)].name if value.isdecimal() and int(value) in everybody else _("ingen")
    if field == "meetings":
        return ", ".join(day_and_month(date.fromisoformat(day)) for day in value.split()) or _("inga")
    return value or _("tomt")


@dataclass(frozen=True, slots=True)
class MeasureFields:
    """A measure's form as it was understood."""

    number: str
    title: str
    description: str
    unit: str
    owner_id: int | None
    meetings: tuple[Meeting, ...]


def read_measure(
    form: FormReading,
    *,
    part: bool,
    taken: Collection[str],
    owners: Iterable[Person],
    offered: OfferedMeetings,
) -> MeasureFields:
    """Gathers in the form what is wrong. part: of another measure. taken: the numbers of the plan's other measures."""
    number = form.line("number", needed="" if part else _("Skriv åtgärdens nummer, till exempel 7."))
    if number and not NUMBER_FORM.fullmatch(number):
        form.fail("number", _("Skriv numret kort och utan mellanrum, till exempel 7 eller 2f."))
    if number in taken:
        form.fail("number", _("Planen har redan en åtgärd %(number)s. Välj ett annat nummer.", number=number))
    title = form.line("title", needed=_("Skriv vad åtgärden heter."))
    description = form.text("description")
    unit = form.line("unit", longest=_LONGEST_UNIT)
    if part:
        return MeasureFields(number, title, description, unit, None, ())
    owner_id = form.choice("owner_id", [each.id for each in owners], wrong=_("Välj någon i listan."))
    wanted = {*form.raw("meetings").split(), *(each.held_on.isoformat() for each in offered.kept)}
    if not wanted <= set(offered.by_day):
        form.fail("meetings", _("Ett av sammanträdena finns inte längre. Välj bland dem som visas."))
    chosen = tuple(meeting for day, meeting in offered.by_day.items() if day in wanted)
    return MeasureFields(number, title, description, unit, owner_id, chosen)
