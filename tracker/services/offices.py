"""Who holds which role in which committee on a day, and who therefore answers for a measure."""

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from tracker.domain.absence import standing_in
from tracker.domain.person import Person, Role
from tracker.store import absences, people


class Offices:
    """The roles of the people who are here on a (Stockholm) day, and who stands in for those who are away."""

    def __init__(self, db: Database, everybody: Mapping[int, Person], today: date) -> None:
        self._today = today
        self._here = {person.id for person in everybody.values() if person.is_here(today)}
        self._absences = [each for each in absences.from_day(db, today) if each.holds(today)]
        self._of: dict[tuple[Role, int], list[int]] = {}
        self._holders = {
            role: [(committee_id, person.id) for committee_id, person in people.with_role(db, role)]
            for role in (Role.SECRETARY, Role.ADMINISTRATOR)
        }

    def stand_in(self, person_id: int | None) -> int | None:
        """The person herself where she is here and not away, else who stands in for her; None where nobody does."""
        if person_id is None:
            return None
        if not self._absences:
            return person_id if person_id in self._here else None
        return standing_in(person_id, self._absences, self._today, self._here)

    def of(self, role: Role, committee_id: int) -> list[int]:
        """The ids of those who do the work of the committee's secretaries or administrators that day."""
        known = self._of.get((role, committee_id))
        if known is None:
            standing = (
                self.stand_in(person_id)
                for for_committee, person_id in self._holders[role]
                if for_committee in (None, committee_id)
            )
            known = self._of[role, committee_id] = sorted({each for each in standing if each is not None})
        return known

    def answering(self, owner_id: int | None, controller_id: int | None, committee_id: int) -> list[int]:
        """Who is asked for a measure's report: the owner, else the plan's controller, secretaries, administrators.

        The first of these that there is, or who stands in (DESIGN 4.3); empty where there is nobody.
        """
        for person_id in (self.stand_in(owner_id), self.stand_in(controller_id)):
            if person_id is not None:
                return [person_id]
        return self.of(Role.SECRETARY, committee_id) or self.of(Role.ADMINISTRATOR, committee_id)

    def may_report(self, person_id: int, *, owner_id: int | None, controller_id: int | None, committee_id: int) -> bool:
        """Whether the person may report a measure: those who are asked for it, and its owner, away or not."""
        return person_id == owner_id or person_id in self.answering(owner_id, controller_id, committee_id)
