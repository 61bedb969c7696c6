"""Giving a measure its owner."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure
from tracker.domain.person import Person, Role
from tracker.domain.plan import Plan
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.store import events, measures, people
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class Assigned:
    """before: who owned it until now, None where nobody did. already: it was hers, and nothing changed."""

    before: Person | None
    already: bool


def assign(db: Database, plan: Plan, measure: Measure, person: Person, *, actor: Actor, now: datetime) -> Assigned:
    """Make the person the measure's owner, and a manager in the plan's committee. now: UTC.

    What waits to be sent to the owner before is re-addressed by the next planning (DESIGN 4.3). Raises Refused where
    the person has left.
    """
    if not person.is_here(now.astimezone(STOCKHOLM).date()):
        raise Refused(_("%(name)s har slutat och kan inte ansvara för något nytt.", name=person.name))
    with writing(db):
        # Read again inside the transaction: somebody else may have assigned it meanwhile.
        current = measures.by_number(db, plan.id, measure.number) or measure
        before = people.by_id(db, current.owner_id) if current.owner_id is not None else None
        already = before is not None and before.id == person.id
        give(db, plan.committee_id, current, person.id, actor=actor, now=now)
    return Assigned(before, already)


def give(
    db: Database, committee_id: int, measure: Measure, person_id: int | None, *, actor: Actor, now: datetime
) -> None:
    """Hand a measure over to the person, who becomes a manager in the committee, or (None) to nobody. now: UTC.

    Runs inside the caller's write transaction; nothing is written where it is hers already.
    """
    if person_id is not None:
        held = people.roles(db).get(person_id, [])
        if not any(role is Role.MANAGER and committee in (None, committee_id) for role, committee in held):
            people.add_role(db, person_id, Role.MANAGER, committee_id)
            after = {"role": Role.MANAGER.value, "committee_id": committee_id}
            events.insert(db, Event("add role", "person", person_id, after=after), actor=actor, at=now)
    if measure.owner_id == person_id:
        return
    measures.set_owner(db, measure.id, person_id)
    change = Event("assign", "measure", measure.id, {"owner_id": measure.owner_id}, {"owner_id": person_id})
    events.insert(db, change, actor=actor, at=now)
