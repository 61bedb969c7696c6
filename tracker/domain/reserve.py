"""A post that is held in reserve: what it does not use falls to a named post (DESIGN 3; Lund's plan for 2021)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.amount import Amount, Total
from tracker.domain.measure import Measure, Standing
from tracker.domain.status import Status


@dataclass(frozen=True, slots=True)
class Fall:
    """From which post to which, in kronor from low to high.

    used: None where nobody has said. unused: what falls, an interval while it can still be used. fallen: the reserve is
    closed. after: what the other post has when it has fallen.
    """

    reserve: Measure
    to: Measure
    held: Amount
    used: Amount | None
    unused: Total
    fallen: bool
    before: Amount | None
    after: Total


def falls(standings: Sequence[Standing]) -> tuple[Fall, ...]:
    """Every reserve with a known amount, in the plan's order; those that were cancelled or replaced hold nothing.

    What is unused lies between nothing and all that has not been used so far; it is settled when the reserve is done
    and its outcome is known. The sum of the two posts is the same before and after.
    """
    by_id = {each.measure.id: each for each in standings if each.status.counts}
    found: list[Fall] = []
    for each in by_id.values():
        to, held = by_id.get(each.measure.falls_to_id or 0), each.worth
        if to is None or held is None or held.low_kr is None or held.high_kr is None:
            continue
        used = each.confirmed if each.confirmed is not None else each.outcome
        fallen = each.status is Status.DONE
        unused = _unused(held.low_kr, held.high_kr, used, settled=fallen)
        after = Total.of([to.worth]) + unused
        found.append(Fall(each.measure, to.measure, held, used, unused, fallen, to.worth, after))
    return tuple(found)


def _unused(low_kr: int, high_kr: int, used: Amount | None, *, settled: bool) -> Total:
    if used is None or used.low_kr is None or used.high_kr is None:
        return Total(0, max(0, high_kr))
    most = max(0, high_kr - used.low_kr)
    return Total(max(0, low_kr - used.high_kr) if settled else 0, most)
