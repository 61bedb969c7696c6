"""What differs between two dates in how a plan's measures stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.indicator import Reading
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Standing
from tracker.domain.status import Status
from tracker.domain.words import said

Value = Status | Amount | Reading | str
NEW = said("ny")
MISSING = said("uppgift saknas")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of one measure that is not what it was. what: a word of the rules, to be translated where it is shown.

    before None: there was nothing. A new measure has nothing before, and NEW after. What was taken back has MISSING.
    """

    measure: str
    what: str
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in words, as it is kept; before "" where there was nothing."""

    measure: str
    what: str
    before: str
    after: str


def differences(
    before: Mapping[int, Standing], after: Sequence[Standing], kind: PlanKind = PlanKind.ACTION_PLAN
) -> list[Difference]:
    """Status and amounts of each measure against how it stood before, in the plan's order and in its kind's words.

    Where a forecast takes the place of what was decided, the two are one amount; else both are told.
    """
    words, one = kind.words.effects, EffectKind.FORECAST in kind.rules.counts
    found: list[Difference] = []
    for now in after:
        then = before.get(now.measure.id)
        if then is None:
            found.append(Difference(now.measure.name, kind.words.measure, None, NEW))
            continue
        if (then.status, then.effects, then.indicator) == (now.status, now.effects, now.indicator):
            continue
        if then.status is not now.status:
            found.append(Difference(now.measure.name, said("status"), then.status, now.status))
        decided = () if one else ((EffectKind.DECIDED, then.decided, now.decided),)
        for effect, old, new in (
            *decided,
            (EffectKind.FORECAST, then.expected if one else then.forecast, now.expected if one else now.forecast),
            (EffectKind.OUTCOME, then.outcome, now.outcome),
            (EffectKind.CONFIRMED, then.confirmed, now.confirmed),
        ):
            if new is None and old is not None:
                found.append(Difference(now.measure.name, words[effect], old, MISSING))
            elif new is not None and not new.same_value_as(old):
                found.append(Difference(now.measure.name, words[effect], old, new))
        found.extend(_measured(then, now, words[EffectKind.OUTCOME]))
    return found


def _measured(then: Standing, now: Standing, what: str) -> list[Difference]:
    """What an indicator has newly come to in the plan's year."""
    if now.indicator is None:
        return []
    old, measured = then.indicator.outcome if then.indicator else None, now.indicator.indicator.measured
    new = now.indicator.outcome
    before = None if old is None else Reading(old, measured)
    if new is None:
        return [] if before is None else [Difference(now.measure.name, what, before, MISSING)]
    return [] if new.same_as(old) else [Difference(now.measure.name, what, before, Reading(new, measured))]
