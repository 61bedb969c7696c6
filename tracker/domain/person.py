"""People and what they are to a committee (DESIGN 1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.words import said


class Role(StrEnum):
    """What a person is to a committee. An owner of measures is a manager."""

    ADMINISTRATOR = "administrator"
    CONTROLLER = "controller"
    SECRETARY = "secretary"
    MANAGER = "manager"
    MEMBER = "member"

    @property
    def swedish(self) -> str:
        return {
            Role.ADMINISTRATOR: said("administratör"),
            Role.CONTROLLER: said("controller"),
            Role.SECRETARY: said("nämndsekreterare"),
            Role.MANAGER: said("chef"),
            Role.MEMBER: said("ledamot"),
        }[self]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an e-mail address. unit: where she works; left_on: her last day, None while she is here.

    language: what she reads, "sv" or "en"; "" is the municipality's.
    """

    id: int
    name: str
    email: str
    unit: str = ""
    manager_id: int | None = None
    left_on: date | None = None
    language: str = ""

    def is_here(self, on: date) -> bool:
        """Whether she can be written to on that date."""
        return self.left_on is None or on <= self.left_on
