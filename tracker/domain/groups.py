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
            under = below(each.measure.id, standings)
            asked = None if rules.target_from is None else counted_as(under, rules, rules.target_from).total
            found.append(GroupSum(each.measure, asked, counted(under, rules).total))
    return tuple(found)


def below(heading_id: int, standings: Sequence[Standing]) -> list[Standing]:
    """All that stands under it, at any depth; a heading stands before what it heads."""
    within = {heading_id}
    found: list[Standing] = []
    for each in standings:
        if each.measure.parent_id in within:
            within.add(each.measure.id)
            found.append(each)
    return found
