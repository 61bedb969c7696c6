"""What the administrator's pages of people show: the list with its filter, and one person."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.person import Person, Role
from tracker.domain.plan import Committee
from tracker.services.people_editing import person_by_id
from tracker.services.people_import import ListedPerson, list_people
from tracker.store import committees, own_measures, people, plans
from tracker.store.opening import reading

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PeopleWanted:
    """Which people are asked for. words: in name, address or unit. A role in all committees fits each."""

    words: str = ""
    role: Role | None = None
    committee_id: int | None = None
    gone: bool = False

    @property
    def everybody(self) -> bool:
        return not (self.words or self.role or self.committee_id or self.gone)

    def fits(self, each: ListedPerson, today: date) -> bool:
        person = each.person
        text = f"{person.name}\n{person.email}\n{person.unit}".casefold()
        roles = [
            role for role, committee_id in each.roles if self.committee_id in (None, committee_id) or not committee_id
        ]
        return (
            all(word in text for word in self.words.casefold().split())
            and (self.gone or person.is_here(today))
            and (self.role in roles if self.role else bool(roles) or self.committee_id is None)
        )


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """found: how many fit; shown: the first of them. committees: by id."""

    found: int
    shown: tuple[ListedPerson, ...]
    committees: dict[int, Committee]
    empty: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person. roles: each with its committee, None for all. managers: who could be hers. plans: where she owns."""

    person: Person
    roles: tuple[tuple[Role, Committee | None], ...]
    committees: tuple[Committee, ...]
    managers: tuple[Person, ...]
    reports_to_her: tuple[Person, ...]
    plans: tuple[str, ...]


def people_page(db: Database, wanted: PeopleWanted, *, today: date) -> PeoplePage:
    """On that (Stockholm) day."""
    with reading(db):
        everybody = list_people(db)
        known = {each.id: each for each in committees.every(db)}
    found = [each for each in everybody if wanted.fits(each, today)]
    return PeoplePage(len(found), tuple(found[:MOST_SHOWN]), known, empty=not everybody)


def person_page(db: Database, person_id: int, *, today: date) -> PersonPage:
    """Raises NotFound."""
    with reading(db):
        person = person_by_id(db, person_id)
        known = {each.id: each for each in committees.every(db)}
        everybody = people.every(db)
        return PersonPage(
            person=person,
            roles=tuple(
                (role, known[committee_id] if committee_id else None)
                for role, committee_id in people.roles(db).get(person.id, [])
            ),
            committees=tuple(known.values()),
            managers=possible_managers(everybody, person, today),
            reports_to_her=tuple(each for each in everybody.values() if each.manager_id == person.id),
            plans=tuple(plans.by_id(db, each).title for each in own_measures.plans_of(db, person.id)),
        )


@dataclass(frozen=True, slots=True)
class NewPersonPage:
    """managers: who could be hers."""

    managers: tuple[Person, ...]


def new_person_page(db: Database, *, today: date) -> NewPersonPage:
    """On that (Stockholm) day."""
    return NewPersonPage(possible_managers(people.every(db), None, today))


def possible_managers(everybody: dict[int, Person], person: Person | None, today: date) -> tuple[Person, ...]:
    """Everybody else who is here, and the manager that she has."""
    return tuple(
        each
        for each in everybody.values()
        if (person is None or each.id != person.id)
        and (each.is_here(today) or (person is not None and each.id == person.manager_id))
    )
