"""The bridge from a plan's target to its gap, as people read it: each measure that counts is one step."""

from collections.abc import Sequence

from tracker.domain.amount import Amount
from tracker.domain.balance import Balance
from tracker.domain.bridge import BridgeStep, StepKind
from tracker.domain.counting import counted
from tracker.domain.measure import Standing
from tracker.domain.money import NO_BREAK_SPACE, Unit, sum_decimals
from tracker.domain.plan import Plan, Presupposition
from tracker.language import gettext as _
from tracker.spoken import amount, capital, number
from tracker.spoken import span as spoken_span

_Span = tuple[int, int]


def bridge_in_words(
    plan: Plan, balance: Balance, presuppositions: Sequence[Presupposition], standings: Sequence[Standing]
) -> tuple[BridgeStep, ...]:
    """From the target over every saving that covers some of it to the gap, in the plan's unit; () without a gap.

    The steps add up at both ends: what is presupposed and fails is a step of its own.
    """
    target, gap = balance.target, balance.gap
    if target is None or gap is None or target.amount.low_kr is None or target.amount.high_kr is None:
        return ()
    presupposed = {each.measure_id for each in presuppositions}
    covering = [
        (each.measure.name, each.worth)
        for each in counted(standings, plan.kind.rules).standings
        if each.worth is not None and each.measure.id not in presupposed
    ]
    wanted = (target.amount.low_kr, target.amount.high_kr)
    failing = (
        gap.low_kr - wanted[0] + balance.additional.high_kr,
        gap.high_kr - wanted[1] + balance.additional.low_kr,
    )
    spans = [wanted, failing, (gap.low_kr, gap.high_kr), *(_span(worth) for _, worth in covering)]
    decimals = sum_decimals(plan.unit, *(kr for span in spans for kr in span))
    steps = [_step(StepKind.TARGET, capital(_(plan.kind.target_word)), wanted, plan.unit, decimals)]
    unknown = _("inget beslut än") if plan.kind.rules.awaits else ""
    steps += [_saving(name, worth, plan.unit, decimals, unknown) for name, worth in covering]
    if failing != (0, 0):
        label = _("Förutsatta besparingar som inte väntas bli av")
        steps.append(_step(StepKind.FAILING, label, failing, plan.unit, decimals))
    steps.append(_step(StepKind.GAP, _(plan.kind.words.left), (gap.low_kr, gap.high_kr), plan.unit, decimals))
    return tuple(steps)


def _span(amount: Amount) -> _Span:
    return (amount.low_kr or 0, amount.high_kr or 0)


def _step(kind: StepKind, label: str, span: _Span, unit: Unit, decimals: int) -> BridgeStep:
    return BridgeStep(kind, label, _words(span, unit, decimals), *span)


def _saving(name: str, worth: Amount, unit: Unit, decimals: int, unknown: str) -> BridgeStep:
    """unknown: what to say of an amount that is not known, "" for the municipality's own words."""
    if worth.low_kr is None or worth.high_kr is None:
        return BridgeStep(StepKind.MEASURE, name, unknown or amount(worth), None, None)
    span = (-worth.high_kr, -worth.low_kr)
    words = _words(span, unit, decimals)
    return BridgeStep(
        StepKind.MEASURE, name, _("%(amount)s, preliminärt", amount=words) if worth.provisional else words, *span
    )


def _words(span: _Span, unit: Unit, decimals: int) -> str:
    """An interval below zero is said in words: a minus sign after a dash is read as neither.

    >>> _words((-1_500_000, -1_000_000), Unit.MNKR, 1)
    '−1,0 till −1,5\\xa0mnkr'
    """
    low, high = span
    if low == high or low >= 0:
        return spoken_span(low, high, unit, decimals)
    ends = (low, high) if high > 0 else (high, low)
    nearer, further = (number(end, unit, decimals) for end in ends)
    return _("%(nearer)s till %(further)s", nearer=nearer, further=f"{further}{NO_BREAK_SPACE}{unit}")
