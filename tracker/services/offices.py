"""Who holds which role in which committee on a day, and who therefore answers for a measure."""

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from tracker.domain.person import Person, Role
from tracker.store import people


class Offices:
    """The roles of the people who are here on a (Stockholm) day. here: their ids."""

    def __init__(self, db: Database, everybody: Mapping[int, Person], today: date) -> None:
        self.here = {person.id for person in everybody.values() if person.is_here(today)}
        self._holders = {
            role: [(committee_id, person.id) for committee_id, person in people.with_role(db, role)]
            for role in (Role.SECRETARY, Role.ADMINISTRATOR)
        }

    def of(self, role: Role, committee_id: int) -> list[int]:
        """The ids of the committee's secretaries or administrators."""
        return sorted(
            {
                person_id
                for for_committee, person_id in self._holders[role]
                if for_committee in (None, committee_id) and person_id in self.here
            }
        )

    def answering(self, owner_id: int | None, controller_id: int | None, committee_id: int) -> list[int]:
        """Who is asked for a measure's report: the owner, else the plan's controller, secretaries, administrators.

        The first of these that there is (DESIGN 4.3); empty where there is nobody.
        """
        for person_id in (owner_id, controller_id):
            if person_id is not None and person_id in self.here:
                return [person_id]
        return self.of(Role.SECRETARY, committee_id) or self.of(Role.ADMINISTRATOR, committee_id)
