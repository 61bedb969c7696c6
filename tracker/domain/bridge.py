"""The way from what a plan is summed against to the gap that is left, step by step (DESIGN 3.3)."""

from collections.abc import Callable, Sequence
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


def gathered(steps: Sequence[BridgeStep], most: int, more: Callable[[int], str]) -> tuple[BridgeStep, ...]:
    """The steps for a picture, of which the smallest measures are one where there are more than most.

    more: what that one is called, by how many measures it is.
    """
    measures = [each for each in steps if each.kind is StepKind.MEASURE]
    if len(steps) <= most or len(measures) <= 1:
        return tuple(steps)
    others = len(steps) - len(measures)
    drawn = max(0, most - others - 1)
    largest = sorted(measures, key=lambda each: abs(each.high_kr or 0), reverse=True)[:drawn]
    rest = [each for each in measures if each not in largest]
    low, high = (sum(getattr(each, end) or 0 for each in rest) for end in ("low_kr", "high_kr"))
    together = BridgeStep(StepKind.MEASURE, more(len(rest)), "", low, high)
    kept = [each for each in steps if each not in rest]
    place = max(index for index, each in enumerate(kept) if each.kind in (StepKind.MEASURE, StepKind.TARGET)) + 1
    return (*kept[:place], together, *kept[place:])
