"""Committees by hand: a new one, and another name. What is decided and reported in it stays."""

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.plan import Committee
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems, FormReading
from tracker.services.plan_saving import new_committee
from tracker.store import committees, events
from tracker.store.opening import writing

LONGEST_NAME = 120


def committee_by_id(db: Database, committee_id: int) -> Committee:
    """Raises NotFound."""
    found = next((each for each in committees.every(db) if each.id == committee_id), None)
    if found is None:
        raise NotFound(_("Nämnden finns inte."))
    return found


def add_committee(db: Database, typed: Mapping[str, str], *, actor: Actor, now: datetime) -> Committee:
    """A new one, without plans and meetings. now: UTC. Raises FieldProblems ("name")."""
    with writing(db):
        name = _name(db, typed, None)
        committee_id = new_committee(db, name)
        events.insert(db, Event("add", "committee", committee_id, after={"name": name}), actor=actor, at=now)
        return committees.by_id(db, committee_id)


def rename_committee(
    db: Database, committee_id: int, typed: Mapping[str, str], *, actor: Actor, now: datetime
) -> Committee:
    """Its address stays, for links that are out. now: UTC. Raises NotFound and FieldProblems ("name")."""
    with writing(db):
        before = committee_by_id(db, committee_id)
        name = _name(db, typed, before)
        if name != before.name:
            committees.set_name(db, committee_id, name)
            change = Event("update", "committee", committee_id, {"name": before.name}, {"name": name})
            events.insert(db, change, actor=actor, at=now)
        return committees.by_id(db, committee_id)


def _name(db: Database, typed: Mapping[str, str], known: Committee | None) -> str:
    form = FormReading(typed)
    name = form.line("name", needed=_("Skriv nämndens namn, till exempel Socialnämnden."), longest=LONGEST_NAME)
    form.finish()
    if any(each.name.casefold() == name.casefold() and each != known for each in committees.every(db)):
        raise FieldProblems({"name": _("Nämnden finns redan.")})
    return name
