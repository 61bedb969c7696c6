"""The fields of a measure's form: what stands in them, and what they may hold."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from sqlite_utils import Database

from tracker.domain.form import Form
from tracker.domain.measure import Measure
from tracker.domain.meeting import DeadlineRule, Meeting, MeetingState
from tracker.domain.person import Person
from tracker.domain.plan import Plan
from tracker.domain.row_words import row_words
from tracker.language import gettext as _
from tracker.services.form_reading import FormReading
from tracker.services.indicator_fields import INDICATOR, indicator_values, indicator_words
from tracker.spoken import day_and_month
from tracker.store import indicators, measures, meetings, reports

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
    """What stands in the fields of a row's form.

    A part of a measure has no owner, meetings or place of its own; a heading has no owner and no meetings.
    """
    values = {
        "number": measure.number,
        "title": measure.title,
        "description": measure.description,
        "unit": measure.unit,
    }
    parent = None if measure.parent_id is None else measures.by_id(db, measure.parent_id)
    if parent is not None and not parent.form.heads:
        return values
    values |= {"form": measure.form.value, "parent_id": str(measure.parent_id or "")}
    if measure.form.heads:
        return values
    indicator = indicators.by_measure(db, measure.id) if measure.form.is_measured else None
    if indicator is not None:
        values |= indicator_values(indicator)
    owed = {each.meeting_id for each in reports.of_measure(db, measure.id)}
    days = [each.held_on for each in meetings.of_committee(db, plan.committee_id, rule) if each.id in owed]
    return values | {"owner_id": str(measure.owner_id or ""), "meetings": " ".join(map(str, days))}


def measure_words(
    field: str, value: str, everybody: dict[int, Person], rows: Mapping[int, Measure] = MappingProxyType({})
) -> str:
    """The value of a row's field as people read it. rows: the plan's, by id.

    >>> measure_words("meetings", "2019-06-12 2019-09-04", {})
    '12 juni, 4 september'
    """
    if field == "owner_id":
        return everybody[int(value)].name if value.isdecimal() and int(value) in everybody else _("ingen")
    if field == "meetings":
        return ", ".join(day_and_month(date.fromisoformat(day)) for day in value.split()) or _("inga")
    if field == "form":
        return _(Form(value).swedish)
    if field == "parent_id":
        return rows[int(value)].name if value.isdecimal() and int(value) in rows else _("ingen rubrik")
    if field in INDICATOR:
        return indicator_words(field, value)
    return value or _("tomt")


@dataclass(frozen=True, slots=True)
class MeasureFields:
    """A row's form as it was understood. parent_id: the heading that it stands under, None where under none."""

    number: str
    title: str
    description: str
    unit: str
    form: Form
    parent_id: int | None = None
    owner_id: int | None = None
    meetings: tuple[Meeting, ...] = ()


def headings_for(rows: Sequence[Measure], form: Form, of: Measure | None) -> list[Measure]:
    """The headings that a row of that form can stand under. of: the row, where it is one already."""
    own = of.parent_id if of is not None else None
    return [
        each
        for each in rows
        if each.form.heads and (of is None or each.id != of.id) and (form.may_stand_under(each.form) or each.id == own)
    ]


def sisters(plan: Plan, form: Form) -> tuple[Form, ...]:
    """What a row of that form can become: another that has the same fields."""
    if form.heads or form.is_measured:
        return (form,)
    others = [each for each in plan.kind.rules.forms if not each.heads and not each.is_measured and each is not form]
    return (form, *others)


def read_measure(
    form: FormReading,
    *,
    plan: Plan,
    of: Form,
    part: bool,
    taken: Collection[str],
    headings: Iterable[Measure],
    owners: Iterable[Person],
    offered: OfferedMeetings,
) -> MeasureFields:
    """Gathers in the form what is wrong.

    of: what the row is so far. part: of another measure. taken: the numbers of the plan's other rows. headings: those
    that it can stand under.
    """
    number = form.line("number", needed="" if part or of.heads else _("Skriv ett nummer, till exempel 7."))
    if number and not NUMBER_FORM.fullmatch(number):
        form.fail("number", _("Skriv numret kort och utan mellanrum, till exempel 7 eller 2f."))
    if number in taken:
        form.fail("number", _("Nummer %(number)s finns redan i planen. Välj ett annat.", number=number))
    the = _(row_words(plan.kind, of).the)
    title = form.line("title", needed=_("Skriv vad %(the_measure)s heter.", the_measure=the))
    description = form.text("description")
    unit = form.line("unit", longest=_LONGEST_UNIT)
    fields = MeasureFields(number, title, description, unit, of)
    if part:
        return fields
    chosen_form = form.raw("form") or of.value
    if chosen_form not in sisters(plan, of):
        form.fail("form", _("Välj bland dem som visas."))
        chosen_form = of.value
    among = [each.id for each in headings]
    parent_id = form.choice("parent_id", among, wrong=_("Rubriken finns inte längre. Välj bland dem som visas."))
    fields = replace(fields, form=Form(chosen_form), parent_id=parent_id)
    if of.heads:
        return fields
    owner_id = form.choice("owner_id", [each.id for each in owners], wrong=_("Välj någon i listan."))
    wanted = {*form.raw("meetings").split(), *(each.held_on.isoformat() for each in offered.kept)}
    if not wanted <= set(offered.by_day):
        form.fail("meetings", _("Ett av sammanträdena finns inte längre. Välj bland dem som visas."))
    chosen = tuple(meeting for day, meeting in offered.by_day.items() if day in wanted)
    return replace(fields, owner_id=owner_id, meetings=chosen)
