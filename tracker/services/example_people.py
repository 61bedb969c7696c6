"""Being one of the people of an example, without a password: only there (services/example.py)."""

from dataclasses import dataclass

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.person import Person, Role
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.access import access_of
from tracker.services.example import is_example
from tracker.services.sessions import Entry, Visit, Way, begin_session
from tracker.store import people
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """Somebody to try the example as."""

    person: Person
    roles: list[Role]


def example_people(db: Database, settings: Settings, visit: Visit) -> list[ExamplePerson]:
    """Everybody in the example with a role; nobody where the database holds no example.

    In the order in which they have to do with a plan: whoever administers the program comes last.
    """
    if not is_example(db, settings):
        return []
    found = [
        ExamplePerson(person, access_of(db, person, today=visit.today).roles) for person in people.every(db).values()
    ]
    order = [*(role for role in Role if role is not Role.ADMINISTRATOR), Role.ADMINISTRATOR]
    return sorted((each for each in found if each.roles), key=lambda each: order.index(each.roles[0]))


def sign_in_as(db: Database, settings: Settings, person_id: int, visit: Visit, *, next_path: str = "") -> Entry:
    """A session as that person of the example. Raises NotFound where there is no example, or no such person in it."""
    with writing(db):
        person = people.by_id(db, person_id) if is_example(db, settings) else None
        if person is None or not person.is_here(visit.today):
            raise NotFound(_("Det finns inget exempel att prova här."))
        return begin_session(db, person, Way.EXAMPLE, visit, next_path=next_path)
