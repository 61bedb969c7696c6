"""Who did what, and to what (DESIGN 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: a person, or the program itself or somebody at its command line (person_id None)."""

    person_id: int | None
    name: str


PROGRAM = Actor(None, "programmet")


@dataclass(frozen=True, slots=True)
class Event:
    """action is a verb ("submit"), noun a table; before and after hold what changed, None where there is nothing."""

    action: str
    noun: str
    noun_id: int
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
