"""Handing a measure over to another owner: at once. The next mails tell both, and the old link is dead for it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor
from tracker.domain.measure import Measure
from tracker.domain.permission import Permission
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.access import Access
from tracker.services.assigning import assign
from tracker.services.finding import find_measure, find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.offices import Offices
from tracker.store import committees, people
from tracker.store.opening import reading


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """The measure, who owns it, and who can take it over, in order of name."""

    committee: Committee
    plan: Plan
    measure: Measure
    owner: Person | None
    others: tuple[Person, ...]


def hand_over_page(db: Database, access: Access, slug: str, number: str, *, today: date) -> HandOverPage:
    """For whoever may hand it over on that (Stockholm) day. Raises NotFound, and Refused for anybody else."""
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure(db, plan, number)
        everybody = people.every(db)
        owner = everybody.get(measure.owner_id or 0)
        if not _may(db, access, plan, owner, today=today):
            raise Refused(
                _("Någon annan ansvarar för det här. Hen, chefen, controllern eller sekreteraren kan lämna över det.")
            )
        others = tuple(each for each in everybody.values() if each.is_here(today) and each.id != measure.owner_id)
        return HandOverPage(committees.by_id(db, plan.committee_id), plan, measure, owner, others)


def hand_over(db: Database, access: Access, slug: str, number: str, to: str, *, now: datetime) -> Person:
    """Give the measure to the person with that id; who it is. now: UTC. Raises FieldProblems ("to") and as the page."""
    today = now.astimezone(STOCKHOLM).date()
    page = hand_over_page(db, access, slug, number, today=today)
    new = next((each for each in page.others if str(each.id) == to), None)
    if new is None:
        raise FieldProblems({"to": _("Välj vem som ska ansvara.")})
    assign(db, page.plan, page.measure, new, actor=Actor(access.person.id, access.person.name), now=now)
    return new


def _may(db: Database, access: Access, plan: Plan, owner: Person | None, *, today: date) -> bool:
    """Whoever runs the plan or the meetings; the owner, who stands in for her, and her manager."""
    if access.may(Permission.EDIT_PLAN, plan.committee_id) or access.may(Permission.EDIT_MEETINGS, plan.committee_id):
        return True
    if owner is None:
        return False
    stand_in = Offices(db, people.every(db), today).stand_in(owner.id)
    return access.person.id in (owner.id, stand_in, owner.manager_id)
