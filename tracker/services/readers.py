"""Who gets a committee's follow-up: its members and its secretaries (DESIGN 4.7)."""

from collections import defaultdict
from datetime import date

from sqlite_utils import Database

from tracker.domain.person import Person, Role
from tracker.store import people

_ROLES = (Role.MEMBER, Role.SECRETARY)


class Readers:
    """Read once, for as many committees and days as are asked about; of one person only, where one is named."""

    def __init__(self, db: Database, person_id: int | None = None) -> None:
        self._holders: dict[int | None, dict[int, Person]] = defaultdict(dict)
        for committee_id, person in people.holding(db, _ROLES, person_id=person_id):
            self._holders[committee_id][person.id] = person

    def holder(self, committee_id: int, person_id: int) -> Person | None:
        """The person where she is one of them, here or not."""
        return self._holders[committee_id].get(person_id) or self._holders[None].get(person_id)

    def of(self, committee_id: int, day: date) -> list[Person]:
        """Those of the committee who are here on that (Stockholm) day, each once, in order of name."""
        found = (self._holders[None] | self._holders[committee_id]).values()
        return sorted((each for each in found if each.is_here(day)), key=lambda person: (person.name, person.id))
