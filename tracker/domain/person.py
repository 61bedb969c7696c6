"""People and what they are to a committee (DESIGN 1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
            Role.ADMINISTRATOR: "administratör",
            Role.CONTROLLER: "controller",
            Role.SECRETARY: "nämndsekreterare",
            Role.MANAGER: "chef",
            Role.MEMBER: "ledamot",
        }[self]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an e-mail address. unit: where she works; left_on: her last day, None while she is here."""

    id: int
    name: str
    email: str
    unit: str = ""
    manager_id: int | None = None
    left_on: date | None = None

    def is_here(self, on: date) -> bool:
        """Whether she can be written to on that date."""
        return self.left_on is None or on <= self.left_on
