"""What differs between two dates in how a plan's measures stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Standing


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of one measure that is not what it was; before and after as people read them."""

    measure: str
    what: str
    before: str
    after: str


def changes(
    before: Mapping[int, Standing], after: Sequence[Standing], kind: PlanKind = PlanKind.ACTION_PLAN
) -> list[Change]:
    """Status and amounts of each measure against how it stood before, in the plan's order and in its kind's words.

    Where a forecast takes the place of what was decided, the two are one amount; else both are told.
    """
    words, one = kind.words.effects, EffectKind.FORECAST in kind.rules.counts
    found: list[Change] = []
    for now in after:
        then = before.get(now.measure.id)
        if then is None:
            found.append(Change(now.measure.name, kind.words.measure, "", "ny"))
            continue
        if then.status is not now.status:
            found.append(Change(now.measure.name, "status", then.status.swedish, now.status.swedish))
        decided = () if one else ((EffectKind.DECIDED, then.decided, now.decided),)
        for effect, old, new in (
            *decided,
            (EffectKind.FORECAST, then.expected if one else then.forecast, now.expected if one else now.forecast),
            (EffectKind.OUTCOME, then.outcome, now.outcome),
            (EffectKind.CONFIRMED, then.confirmed, now.confirmed),
        ):
            if new is not None and not new.same_value_as(old):
                found.append(Change(now.measure.name, words[effect], _words(old), _words(new)))
    return found


def _words(amount: Amount | None) -> str:
    return "" if amount is None else amount.as_written
