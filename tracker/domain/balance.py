"""The savings against the target: what is covered, what it rests on, and the gap (DESIGN 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.amount import Amount, Total
from tracker.domain.counting import Reconciled, counted, counted_as
from tracker.domain.effect import EffectKind
from tracker.domain.kind import SAVINGS, Rules
from tracker.domain.measure import Standing
from tracker.domain.money import round_half_up
from tracker.domain.period import Period
from tracker.domain.plan import Presupposition, StatedTotal, Target


@dataclass(frozen=True, slots=True)
class Parts:
    """The covered sum by what it rests on (DESIGN 3.4). The four add up to the additional total."""

    confirmed: Total = Total()
    outcome: Total = Total()
    under_way: Total = Total()
    not_under_way: Total = Total()


@dataclass(frozen=True, slots=True)
class StatedCheck:
    """A stated total beside the computed one and the difference between them, in kronor."""

    label: str
    amount_kr: int
    computed_kr: int
    difference_kr: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What is left of the target, in kronor, from low to high. Negative: more is covered than was needed."""

    low_kr: int
    high_kr: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Additional measures / target in thousandths (84 is 8,4 per cent), from low to high."""

    low_per_mille: int
    high_per_mille: int


@dataclass(frozen=True, slots=True)
class Balance:
    """A plan's sums as of one date. target, gap and coverage are None where no target has been set.

    outcome: what the measures have come to, confirmed where it has been.
    """

    target: Target | None
    additional: Total
    presupposed: Total
    presupposed_forecast: Total
    gap: Gap | None
    coverage: Coverage | None
    parts: Parts
    stated: tuple[StatedCheck, ...]
    outcome: Total = Total()


def requested(standings: Sequence[Standing], rules: Rules, period: Period, as_of: date) -> Target | None:
    """The target of a plan whose target is what its measures ask for; None where nothing is asked for.

    What is asked for without an amount is left out of it: the sum is then the least that it comes to.
    """
    if rules.target_from is None:
        return None
    asking = [
        each.worth for each in counted_as(standings, rules, rules.target_from).standings if each.worth is not None
    ]
    if not asking:
        return None
    total = Total.of(asking)
    return Target(period, as_of, Amount(total.low_kr, total.high_kr, total.provisional), "")


def balance(
    target: Target | None,
    presuppositions: Sequence[Presupposition],
    standings: Sequence[Standing],
    stated: Iterable[StatedTotal] = (),
    rules: Rules = SAVINGS,
) -> Balance:
    """Sum a plan's measures against its target, by the rules of its kind.

    gap = target - additional + what fails of the presupposed (DESIGN 3.3).
    """
    presupposed_ids = {each.measure_id for each in presuppositions if each.measure_id is not None}
    summed = counted(standings, rules)
    counting = summed.standings
    additional = [s for s in counting if s.measure.id not in presupposed_ids]
    total = Total.of(s.worth for s in additional)
    failing = _failing(presuppositions, {s.measure.id for s in standings}, {s.measure.id: s for s in counting})
    return Balance(
        target=target,
        additional=total,
        presupposed=Total.of(each.amount for each in presuppositions),
        presupposed_forecast=Total.of(s.forecast for s in counting if s.measure.id in presupposed_ids),
        gap=_gap(target, total, failing),
        coverage=covered(None if target is None else target.amount, total),
        parts=_parts(additional),
        stated=(
            *(_check(each, _stated_of(rules, target, total)) for each in stated if each.amount.known),
            *(_reconciled(each) for each in summed.reconciled),
        ),
        outcome=_outcome(standings, rules),
    )


def _failing(
    presuppositions: Sequence[Presupposition], known: Collection[int], counting: Mapping[int, Standing]
) -> Total:
    """What of the presupposed savings the newest forecasts no longer promise; negative where they promise more.

    A measure that several presuppositions name has one forecast, which is held against their sum. known: every
    measure's id; of one that is not counting nothing is promised.
    """
    failing = Total()
    for measure_id in {each.measure_id for each in presuppositions}:
        presupposed = Total.of(each.amount for each in presuppositions if each.measure_id == measure_id)
        if measure_id is None or measure_id not in known or presupposed.unknown:
            continue
        promised = counting[measure_id].forecast if measure_id in counting else Amount.exact(0)
        if promised is not None and promised.low_kr is not None and promised.high_kr is not None:
            failing += Total(presupposed.low_kr - promised.high_kr, presupposed.high_kr - promised.low_kr)
    return failing


def _gap(target: Target | None, additional: Total, failing: Total) -> Gap | None:
    if target is None or target.amount.low_kr is None or target.amount.high_kr is None:
        return None
    return Gap(
        target.amount.low_kr - additional.high_kr + failing.low_kr,
        target.amount.high_kr - additional.low_kr + failing.high_kr,
    )


def _outcome(standings: Sequence[Standing], rules: Rules) -> Total:
    """What the measures have come to, confirmed where it has been."""
    if not any(each.outcome or each.confirmed for each in standings):
        return Total()
    return counted_as(standings, rules, EffectKind.CONFIRMED, EffectKind.OUTCOME).total


def covered(target: Amount | None, additional: Total) -> Coverage | None:
    """How much of the target is covered; None where it is not known, or nothing or less."""
    if target is None or not target.low_kr or not target.high_kr or target.low_kr < 0:
        return None
    ends = [
        round_half_up(covered_kr * 1000, target_kr)
        for covered_kr in (additional.low_kr, additional.high_kr)
        for target_kr in (target.low_kr, target.high_kr)
    ]
    return Coverage(min(ends), max(ends))


def _parts(additional: Sequence[Standing]) -> Parts:
    """Each measure's worth, cut at its confirmed outcome and its outcome; what is left is forecast.

    Where what has been reached is less certain than the worth itself, its lower end is what the sum rests on: so each
    part runs from low to high, and the four add up at both ends.
    """
    confirmed = outcome = under_way = not_under_way = Total()
    for standing in additional:
        worth = standing.worth
        if worth is None:
            continue
        if worth.low_kr is None or worth.high_kr is None:
            rest = Total.of([worth])
        else:
            low_confirmed, high_confirmed = _reached(standing.confirmed, worth)
            low_outcome, high_outcome = _reached(standing.outcome, worth)
            low_reached = max(low_confirmed, low_outcome, key=abs)
            high_reached = max(high_confirmed, high_outcome, key=abs)
            high_reached = min(high_reached, low_reached + worth.high_kr - worth.low_kr)
            high_confirmed = min(high_confirmed, low_confirmed + high_reached - low_reached)
            confirmed += Total(low_confirmed, high_confirmed)
            outcome += Total(low_reached - low_confirmed, high_reached - high_confirmed)
            rest = Total(worth.low_kr - low_reached, worth.high_kr - high_reached, 0, worth.provisional)
        if standing.status.under_way:
            under_way += rest
        else:
            not_under_way += rest
    return Parts(confirmed, outcome, under_way, not_under_way)


def _reached(said: Amount | None, worth: Amount) -> tuple[int, int]:
    """How much of the worth has been reached, at each end: from nothing to all of it, whatever its sign."""
    if said is None or said.low_kr is None or said.high_kr is None:
        return 0, 0
    assert worth.low_kr is not None
    assert worth.high_kr is not None
    return sorted((0, said.low_kr, worth.low_kr))[1], sorted((0, said.high_kr, worth.high_kr))[1]


def _stated_of(rules: Rules, target: Target | None, additional: Total) -> Total:
    """What a document's own total is a total of: what is asked for, in a plan that asks; else what is summed."""
    return additional if rules.target_from is None or target is None else Total.of([target.amount])


def _check(stated: StatedTotal, total: Total) -> StatedCheck:
    """The stated total against the computed one, both at their lower end (DESIGN 3.5)."""
    amount_kr = stated.amount.low_kr
    assert amount_kr is not None
    return StatedCheck(stated.label, amount_kr, total.low_kr, amount_kr - total.low_kr)


def _reconciled(each: Reconciled) -> StatedCheck:
    own_kr = each.own.low_kr
    assert own_kr is not None
    return StatedCheck(each.whole.measure.name, own_kr, each.parts.low_kr, own_kr - each.parts.low_kr)
