"""People by hand: add, edit, give and take roles, leave and come back. Each change is an event."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.person import Person, Role
from tracker.errors import NotFound, Refused
from tracker.language import LANGUAGES
from tracker.language import gettext as _
from tracker.mail.address import checked_address
from tracker.mail.transport import Unsendable
from tracker.services.absences import leave
from tracker.services.administrators import administrators
from tracker.services.form_reading import FieldProblems, FormReading
from tracker.services.written_days import read_day
from tracker.store import committees, events, people
from tracker.store.opening import writing

Values = Mapping[str, str]


def add_person(db: Database, typed: Values, *, actor: Actor, now: datetime) -> int:
    """A new person; her id. now: UTC. Raises FieldProblems ("name", "email", "unit", "manager", "language")."""
    with writing(db):
        name, email, unit, manager_id, language = _read(db, typed, None)
        person_id = people.insert(db, name=name, email=email, unit=unit, manager_id=manager_id)
        people.set_language(db, person_id, language)
        after = {"name": name, "email": email, "unit": unit, "manager_id": manager_id, "language": language}
        events.insert(db, Event("add", "person", person_id, after=after), actor=actor, at=now)
    return person_id


def edit_person(db: Database, person_id: int, typed: Values, *, actor: Actor, now: datetime) -> None:
    """Save what the form says of her. now: UTC. Raises NotFound and FieldProblems."""
    with writing(db):
        person = person_by_id(db, person_id)
        name, email, unit, manager_id, language = _read(db, typed, person)
        before = {
            "name": person.name,
            "email": person.email,
            "unit": person.unit,
            "manager_id": person.manager_id,
            "language": person.language,
        }
        after = {"name": name, "email": email, "unit": unit, "manager_id": manager_id, "language": language}
        changed = [key for key in after if after[key] != before[key]]
        if changed:
            people.update(db, person_id, name=name, unit=unit, manager_id=manager_id)
            people.set_email(db, person_id, email)
            people.set_language(db, person_id, language)
            change = Event(
                "update", "person", person_id, {k: before[k] for k in changed}, {k: after[k] for k in changed}
            )
            events.insert(db, change, actor=actor, at=now)


def give_role(db: Database, person_id: int, typed: Values, *, actor: Actor, now: datetime) -> None:
    """A role in one committee, or where that is empty in all. now: UTC. Raises NotFound and FieldProblems ("role")."""
    form = FormReading(typed)
    role = form.raw("role")
    if role not in set(Role):
        form.fail("role", _("Välj en roll."))
    committee_id = form.choice(
        "committee", {each.id for each in committees.every(db)}, wrong=_("Välj en nämnd ur listan.")
    )
    form.finish()
    with writing(db):
        person = person_by_id(db, person_id)
        held = people.roles(db).get(person.id, [])
        if (Role(role), committee_id) in held:
            raise FieldProblems({"role": _("%(name)s har redan den rollen.", name=person.name)})
        people.add_role(db, person.id, Role(role), committee_id)
        after = {"role": role, "committee_id": committee_id}
        events.insert(db, Event("add role", "person", person.id, after=after), actor=actor, at=now)


def take_role(
    db: Database, person_id: int, role: Role, committee_id: int | None, *, actor: Actor, now: datetime
) -> None:
    """Take a role back. now: UTC. Raises NotFound, and Refused for the last administrator."""
    with writing(db):
        person = person_by_id(db, person_id)
        if (role, committee_id) not in people.roles(db).get(person.id, []):
            raise NotFound(_("%(name)s har inte den rollen längre.", name=person.name))
        if role is Role.ADMINISTRATOR and committee_id is None:
            _refuse_last(db, person, now)
        people.remove_role(db, person.id, role, committee_id)
        before = {"role": role.value, "committee_id": committee_id}
        events.insert(db, Event("remove role", "person", person.id, before=before), actor=actor, at=now)


def let_leave(db: Database, person_id: int, typed: Values, *, actor: Actor, now: datetime) -> date:
    """After her last day she is written to no more, and cannot sign in; the day. now: UTC.

    Raises NotFound, FieldProblems ("last_day"), and Refused for the last administrator.
    """
    person = person_by_id(db, person_id)
    today = now.astimezone(STOCKHOLM).date()
    written = typed.get("last_day", "").strip()
    read = read_day(written, today.year)
    if read.day is None:
        raise FieldProblems(
            {"last_day": read.fault if written else _("Skriv personens sista dag, till exempel 30 juni 2019.")}
        )
    _refuse_last(db, person, now)
    leave(db, person, last_day=read.day, actor=actor, now=now)
    return read.day


def let_stay(db: Database, person_id: int, *, actor: Actor, now: datetime) -> None:
    """She does not leave, or is back. now: UTC. Raises NotFound."""
    with writing(db):
        person = person_by_id(db, person_id)
        if person.left_on is not None:
            people.set_left_on(db, person.id, None)
            before = {"left_on": str(person.left_on)}
            events.insert(db, Event("stay", "person", person.id, before, {"left_on": None}), actor=actor, at=now)


def person_by_id(db: Database, person_id: int) -> Person:
    """Raises NotFound."""
    person = people.by_id(db, person_id)
    if person is None:
        raise NotFound(_("Personen finns inte."))
    return person


def _read(db: Database, typed: Values, person: Person | None) -> tuple[str, str, str, int | None, str]:
    form = FormReading(typed)
    name = form.line("name", needed=_("Skriv för- och efternamn."))
    unit = form.line("unit")
    email = form.raw("email")
    everybody = people.every(db)
    if not email:
        form.fail("email", _("Skriv en e-postadress."))
    else:
        try:
            checked_address(email)
        except Unsendable:
            form.fail(
                "email", _("”%(email)s” är ingen e-postadress. Skriv till exempel eva.ek@kommun.example.", email=email)
            )
    other = people.by_email(db, email)
    if other is not None and (person is None or other.id != person.id):
        form.fail("email", _("%(name)s har redan den adressen.", name=other.name))
    others = everybody.keys() - ({person.id} if person else set())
    manager_id = form.choice("manager", others, wrong=_("Välj någon ur listan."))
    language = form.raw("language")
    if language not in ("", *LANGUAGES):
        form.fail("language", _("Välj ett språk ur listan."))
    form.finish()
    return name, email, unit, manager_id, language


def _refuse_last(db: Database, person: Person, now: datetime) -> None:
    today = now.astimezone(STOCKHOLM).date()
    here = [each for each in administrators(db) if each.is_here(today)]
    if [each.id for each in here] == [person.id]:
        raise Refused(_("%(name)s är den enda administratören. Ge någon annan rollen först.", name=person.name))
