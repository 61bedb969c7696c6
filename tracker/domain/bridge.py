"""The way from what a plan is summed against to the gap that is left, step by step (DESIGN 3.3)."""

from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What a step of the bridge is."""

    TARGET = "target"
    MEASURE = "measure"
    FAILING = "failing"
    GAP = "gap"

    @property
    def is_end(self) -> bool:
        """Whether the step is a level that the bridge stands on, and not a change."""
        return self in (StepKind.TARGET, StepKind.GAP)


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One step: amount as people read it, and in kronor from low to high (both None: not yet known).

    A measure's saving is negative, for it makes the gap smaller.
    """

    kind: StepKind
    label: str
    amount: str
    low_kr: int | None
    high_kr: int | None
