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
        raise Refused(f"{person.name} har slutat och kan inte ansvara för en åtgärd.")
    with writing(db):
        # Read again inside the transaction: somebody else may have assigned it meanwhile.
        current = measures.by_number(db, plan.id, measure.number) or measure
        before = people.by_id(db, current.owner_id) if current.owner_id is not None else None
        held = people.roles(db).get(person.id, [])
        is_manager = any(role is Role.MANAGER and committee in (None, plan.committee_id) for role, committee in held)
        if not is_manager:
            people.add_role(db, person.id, Role.MANAGER, plan.committee_id)
            after = {"role": Role.MANAGER.value, "committee_id": plan.committee_id}
            events.insert(db, Event("add role", "person", person.id, after=after), actor=actor, at=now)
        if before is not None and before.id == person.id:
            return Assigned(before, already=True)
        measures.set_owner(db, measure.id, person.id)
        change = Event(
            "assign",
            "measure",
            measure.id,
            before={"owner_id": before.id if before else None},
            after={"owner_id": person.id},
        )
        events.insert(db, change, actor=actor, at=now)
    return Assigned(before, already=False)
