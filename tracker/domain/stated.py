"""What a document states as a sum, against the sum of what it is of (DESIGN 3.5)."""

from collections.abc import Collection, Sequence

from tracker.domain.amount import Total
from tracker.domain.balance import StatedCheck
from tracker.domain.counting import counted, counted_as
from tracker.domain.kind import Rules
from tracker.domain.measure import Standing
from tracker.domain.plan import StatedTotal


def stated_check(
    stated: StatedTotal, standings: Sequence[Standing], rules: Rules, *, presupposed: Collection[int], year: int
) -> StatedCheck:
    """The stated sum, which is known, beside that of its items, both at their lower end.

    standings: of the plan in the total's own period. presupposed: the ids of the measures that the target counts
    already, which a sum of the whole plan leaves out. year: the plan's.
    """
    if stated.measure_ids:
        items = [each for each in standings if each.measure.id in _with_parts(stated.measure_ids, standings)]
    else:
        items = [each for each in standings if each.measure.id not in presupposed]
    computed: Total = (counted_as(items, rules, stated.kind) if stated.kind else counted(items, rules)).total
    stated_kr = stated.amount.low_kr
    assert stated_kr is not None
    return StatedCheck(stated.name(year), stated_kr, computed.low_kr, stated_kr - computed.low_kr)


def _with_parts(ids: Collection[int], standings: Sequence[Standing]) -> set[int]:
    """The measures and everything below them; standings have parts after what they are parts of."""
    found = set(ids)
    for each in standings:
        if each.measure.parent_id in found:
            found.add(each.measure.id)
    return found
