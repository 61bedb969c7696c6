"""That somebody is away for a while, and who stands in (DESIGN 4.3)."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Absence:
    """From first_day to last_day, both included."""

    id: int
    person_id: int
    substitute_id: int
    first_day: date
    last_day: date

    def holds(self, on: date) -> bool:
        return self.first_day <= on <= self.last_day


def standing_in(person_id: int, absences: Iterable[Absence], on: date, here: Set[int]) -> int | None:
    """Who answers for a person on a day: she herself, her substitute, the substitute's substitute; None where nobody.

    here: the ids of those who have not left.
    """
    away = {each.person_id: each.substitute_id for each in absences if each.holds(on)}
    seen: set[int] = set()
    while person_id in away:
        if person_id in seen:
            return None
        seen.add(person_id)
        person_id = away[person_id]
    return person_id if person_id in here else None
