"""Being away with a substitute, and leaving (DESIGN 4.3)."""

from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.spoken import long_date
from tracker.store import absences, events, people
from tracker.store.opening import writing


def set_absence(
    db: Database,
    person: Person,
    substitute: Person,
    *,
    first_day: date,
    last_day: date,
    actor: Actor,
    now: datetime,
) -> None:
    """From first_day to last_day the substitute is asked instead of the person. now: UTC. Raises Refused."""
    if person.id == substitute.id:
        raise Refused(_("Ersättaren kan inte vara samma person. Ange någon annan."))
    if last_day < first_day:
        raise Refused(_("Frånvaron slutar före sin första dag. Byt plats på datumen."))
    if not substitute.is_here(last_day):
        raise Refused(
            _(
                "%(name)s har slutat före frånvarons sista dag. Ange någon annan som ersättare.",
                name=substitute.name,
            )
        )
    with writing(db):
        for each in absences.from_day(db, first_day):
            if each.person_id == person.id and each.first_day <= last_day:
                raise Refused(
                    _(
                        "%(name)s har redan en frånvaro %(first)s till %(last)s. Ta bort den först.",
                        name=person.name,
                        first=long_date(each.first_day),
                        last=long_date(each.last_day),
                    )
                )
        absence_id = absences.insert(
            db, person_id=person.id, substitute_id=substitute.id, first_day=first_day, last_day=last_day
        )
        after = {"person": person.email, "substitute": substitute.email, "from": str(first_day), "to": str(last_day)}
        events.insert(db, Event("set", "absence", absence_id, after=after), actor=actor, at=now)


def end_absence(db: Database, person: Person, *, today: date, actor: Actor, now: datetime) -> None:
    """Every absence of the person that is not over is taken back. now: UTC. Raises Refused where there is none."""
    with writing(db):
        mine = [each for each in absences.from_day(db, today) if each.person_id == person.id]
        if not mine:
            raise Refused(_("%(name)s har ingen frånvaro att avsluta.", name=person.name))
        for each in mine:
            absences.delete(db, each.id)
            before = {"person": person.email, "from": str(each.first_day), "to": str(each.last_day)}
            events.insert(db, Event("end", "absence", each.id, before=before), actor=actor, at=now)


def leave(db: Database, person: Person, *, last_day: date, actor: Actor, now: datetime) -> None:
    """After last_day she is written to no more; what she owes goes to the controller until it is handed over. now: UTC.

    The committee's secretary is told which reports are open (services/leavers.py).
    """
    with writing(db):
        people.set_left_on(db, person.id, last_day)
        before = {"left_on": None if person.left_on is None else str(person.left_on)}
        events.insert(db, Event("leave", "person", person.id, before, {"left_on": str(last_day)}), actor=actor, at=now)
