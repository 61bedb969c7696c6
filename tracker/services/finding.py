"""Finding what a person named: a plan, a committee's meeting, a measure, a person. Raises NotFound in words."""

from datetime import date

from sqlite_utils import Database

from tracker.domain.measure import Measure
from tracker.domain.meeting import DeadlineRule, Meeting
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.store import committees, measures, meetings, people, plans


def find_plan(db: Database, name: str) -> Plan:
    """By its name in addresses, its id, its reference (dnr), or the beginning of its name where only one fits."""
    if exact := plans.by_slug(db, name):
        return exact
    every = plans.every(db)
    for fitting in (
        [plan for plan in every if str(plan.id) == name or (plan.reference and plan.reference == name)],
        [plan for plan in every if name and plan.slug.startswith(name)],
    ):
        if len(fitting) == 1:
            return fitting[0]
    known = ", ".join(plan.slug for plan in every) or _("inga än: läs in en med kommandot import")
    raise NotFound(_("Planen ”%(name)s” finns inte. Planer som finns: %(known)s.", name=name, known=known))


def find_committee(db: Database, slug: str) -> Committee:
    committee = committees.by_slug(db, slug)
    if committee is None:
        raise NotFound(_("Nämnden ”%(name)s” finns inte.", name=slug))
    return committee


class MeetingMoved(NotFound):
    """The meeting that was to be held on that day is held on another. held_on: now."""

    def __init__(self, was: date, held_on: date) -> None:
        super().__init__(
            _("Sammanträdet %(was)s är flyttat till %(day)s.", was=was.isoformat(), day=held_on.isoformat())
        )
        self.held_on = held_on


def refuse_moved(db: Database, committee_id: int, held_on: date) -> None:
    """Raises MeetingMoved where a meeting of the committee was moved away from that day."""
    moved_to = meetings.moved_to(db, committee_id, held_on)
    if moved_to is not None:
        raise MeetingMoved(held_on, moved_to)


def find_meeting(db: Database, committee_id: int, held_on: date, rule: DeadlineRule) -> Meeting:
    """Raises NotFound, and MeetingMoved where it was to be held on that day and is held on another."""
    meeting = meetings.on(db, committee_id, held_on, rule)
    if meeting is None:
        refuse_moved(db, committee_id, held_on)
        known = ", ".join(each.held_on.isoformat() for each in meetings.of_committee(db, committee_id, rule))
        raise NotFound(
            _(
                "Nämnden har inget sammanträde %(day)s. Sammanträden som finns: %(known)s.",
                day=held_on.isoformat(),
                known=known or _("inga"),
            )
        )
    return meeting


def find_measure(db: Database, plan: Plan, number: str) -> Measure:
    measure = measures.by_number(db, plan.id, number)
    if measure is None:
        known = ", ".join(each.number for each in measures.of_plan(db, plan.id) if each.number)
        raise NotFound(
            _(
                "Planen %(plan)s har ingen åtgärd ”%(number)s”. Åtgärder som finns: %(known)s.",
                plan=plan.slug,
                number=number,
                known=known or _("inga"),
            )
        )
    return measure


def find_measure_by_id(db: Database, plan: Plan, measure_id: int) -> Measure:
    """Of the plan, and not removed. Its number may change while a form is open, and parts may have none."""
    measure = measures.by_id(db, measure_id)
    if measure is None or measure.plan_id != plan.id:
        raise NotFound(_("Åtgärden finns inte i planen, eller så har någon tagit bort den."))
    return measure


def find_person(db: Database, email: str) -> Person:
    person = people.by_email(db, email)
    if person is None:
        raise NotFound(
            _("Ingen person har adressen ”%(email)s”. Lägg till den med kommandot people import.", email=email)
        )
    return person
