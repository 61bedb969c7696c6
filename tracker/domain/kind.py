"""The kinds of plan and the words that differ between them (DESIGN 2). The only place that knows the kinds apart."""

from enum import StrEnum


class PlanKind(StrEnum):
    """What sort of plan it is: what it is summed against and what that is called."""

    ACTION_PLAN = "action_plan"

    @property
    def swedish(self) -> str:
        return {PlanKind.ACTION_PLAN: "åtgärdsplan"}[self]

    @property
    def target_word(self) -> str:
        """What the plan is summed against."""
        return {PlanKind.ACTION_PLAN: "underskott"}[self]

    @property
    def the_target(self) -> str:
        """The same word in its definite form, inside a sentence."""
        return {PlanKind.ACTION_PLAN: "underskottet"}[self]
