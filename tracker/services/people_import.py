"""People out of a CSV file, as a personnel system or a spreadsheet writes it: all of them or nobody."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.person import Person, Role
from tracker.domain.plan import Committee
from tracker.language import gettext as _
from tracker.services.people_rows import PersonRow, RowFault, RowsRefused, read_rows
from tracker.store import events, people
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class PeopleImported:
    """How many people were new, how many known ones changed, and how many stood as they were."""

    added: int
    changed: int
    unchanged: int


def import_people(
    db: Database, text: str, *, committee: Committee | None, actor: Actor, now: datetime
) -> PeopleImported:
    """Add the people of a CSV text, and bring those who are known by their address up to date. now: UTC.

    committee: which one the roles are for; None for every one. An empty cell leaves what is known as it is, and a
    role that somebody has already stays. Raises RowsRefused, with every row that is wrong; then nothing is saved.
    """
    rows = read_rows(text)
    committee_id = committee.id if committee else None
    with writing(db):
        return _Import(db, rows, committee_id, actor, now).done()


class _Import:
    """One file, inside one transaction."""

    def __init__(
        self, db: Database, rows: list[PersonRow], committee_id: int | None, actor: Actor, now: datetime
    ) -> None:
        self._db, self._rows, self._committee_id, self._actor, self._now = db, rows, committee_id, actor, now
        self._known = {person.email.lower(): person for person in people.every(db).values()}
        self._roles = people.roles(db)
        self._new: set[int] = set()
        self._changed: set[int] = set()

    def done(self) -> PeopleImported:
        self._check_managers()
        for row in self._rows:
            if row.key not in self._known:
                self._add(row)
        for row in self._rows:
            self._update(row)
            self._give_role(row)
        everybody = {self._known[row.key].id for row in self._rows}
        changed = self._changed - self._new
        return PeopleImported(len(self._new), len(changed), len(everybody - self._new - changed))

    def _check_managers(self) -> None:
        """A manager may be named before her own row, and may be known already."""
        named = {row.key for row in self._rows} | self._known.keys()
        faults = [
            RowFault(
                row.line,
                _("chefen %(manager_email)s finns varken i filen eller i programmet", manager_email=row.manager_email),
            )
            for row in self._rows
            if row.manager_email and row.manager_email.lower() not in named
        ]
        if faults:
            raise RowsRefused(faults)

    def _add(self, row: PersonRow) -> None:
        person_id = people.insert(self._db, name=row.name, email=row.email, unit=row.unit)
        self._known[row.key] = Person(person_id, row.name, row.email, row.unit)
        self._new.add(person_id)
        after = {"name": row.name, "email": row.email, "unit": row.unit}
        self._record(Event("add", "person", person_id, after=after))

    def _update(self, row: PersonRow) -> None:
        was = self._known[row.key]
        manager_id = self._known[row.manager_email.lower()].id if row.manager_email else was.manager_id
        language = row.language or was.language
        now_is = replace(was, name=row.name, unit=row.unit or was.unit, manager_id=manager_id, language=language)
        if now_is == was:
            return
        people.update(self._db, was.id, name=now_is.name, unit=now_is.unit, manager_id=manager_id)
        people.set_language(self._db, was.id, now_is.language)
        self._known[row.key] = now_is
        self._changed.add(was.id)
        self._record(Event("update", "person", was.id, before=_values(was), after=_values(now_is)))

    def _give_role(self, row: PersonRow) -> None:
        person_id = self._known[row.key].id
        held = self._roles.setdefault(person_id, [])
        if any(role is row.role and committee_id in (None, self._committee_id) for role, committee_id in held):
            return
        people.add_role(self._db, person_id, row.role, self._committee_id)
        held.append((row.role, self._committee_id))
        self._changed.add(person_id)
        after = {"role": row.role.value, "committee_id": self._committee_id}
        self._record(Event("add role", "person", person_id, after=after))

    def _record(self, event: Event) -> None:
        events.insert(self._db, event, actor=self._actor, at=self._now)


def _values(person: Person) -> dict[str, str | int | None]:
    return {"name": person.name, "unit": person.unit, "manager_id": person.manager_id, "language": person.language}


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody with her roles; each with the id of the committee it is for, None for every one."""

    person: Person
    manager: Person | None
    roles: tuple[tuple[Role, int | None], ...]


def list_people(db: Database) -> list[ListedPerson]:
    """Everybody, in order of name."""
    everybody, roles = people.every(db), people.roles(db)
    return [
        ListedPerson(each, everybody.get(each.manager_id or 0), tuple(roles.get(each.id, ())))
        for each in everybody.values()
    ]
