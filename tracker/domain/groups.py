"""The sums of what stands under each heading of a plan (DESIGN 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.amount import Total
from tracker.domain.counting import counted, counted_as
from tracker.domain.kind import Rules
from tracker.domain.measure import Measure, Standing


@dataclass(frozen=True, slots=True)
class GroupSum:
    """One heading. asked: what its measures ask for, None in a plan whose target is given; sum: what they are worth."""

    heading: Measure
    asked: Total | None
    sum: Total


def group_sums(standings: Sequence[Standing], rules: Rules) -> tuple[GroupSum, ...]:
    """In the plan's order; of a heading under a heading the outer one holds the inner one's sum."""
    found: list[GroupSum] = []
    for each in standings:
        if each.measure.form.heads:
            below = _below(each.measure.id, standings)
            asked = None if rules.target_from is None else counted_as(below, rules, rules.target_from).total
            found.append(GroupSum(each.measure, asked, counted(below, rules).total))
    return tuple(found)


def _below(heading_id: int, standings: Sequence[Standing]) -> list[Standing]:
    within = {heading_id}
    below: list[Standing] = []
    for each in standings:
        if each.measure.parent_id in within:
            within.add(each.measure.id)
            below.append(each)
    return below
