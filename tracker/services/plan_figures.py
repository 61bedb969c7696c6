"""A plan's figures as its pages show them: the gap in words, and what covers the rest of the target, drawn to scale."""

from dataclasses import dataclass

from tracker.domain.amount import Total, format_span
from tracker.domain.balance import Balance
from tracker.domain.money import format_per_mille_as_percent, round_half_up, sum_decimals
from tracker.domain.plan import Plan
from tracker.services.sums_in_words import SumsInWords, sums_in_words

_WHOLE = 1000
"""The bar is drawn in thousandths of its own length."""


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the bar: its amount and share of the target in words; where it starts and ends, as SVG says it."""

    key: str
    label: str
    amount: str
    share: str
    start: str
    length: str


@dataclass(frozen=True, slots=True)
class Figures:
    """words: every sum. gap_label and gap: the largest figure on the page; gap "" where there is none to show."""

    words: SumsInWords
    balance: Balance
    gap_label: str
    gap: str
    parts: tuple[Part, ...]


def figures(plan: Plan, balance: Balance) -> Figures:
    """The figures of a plan from its balance, in the plan's unit."""
    words = sums_in_words(plan, balance)
    label, gap = _gap(plan, balance, words)
    return Figures(words, balance, label, gap, _bar(plan, balance))


def _gap(plan: Plan, balance: Balance, words: SumsInWords) -> tuple[str, str]:
    gap = balance.gap
    if gap is None:
        return plan.kind.words.no_target, ""
    if gap.high_kr > 0:
        return plan.kind.words.left, words.gap
    decimals = sum_decimals(plan.unit, gap.low_kr, gap.high_kr)
    return plan.kind.words.over, format_span(-gap.high_kr, -gap.low_kr, plan.unit, decimals)


def _bar(plan: Plan, balance: Balance) -> tuple[Part, ...]:
    """What the covered sum rests on, at its lower end; what is only sure at the upper end; and what is left."""
    gap, target = balance.gap, None if balance.target is None else balance.target.amount.low_kr
    if gap is None or not target or target < 0:
        return ()
    named = [(key, label, getattr(balance.parts, key)) for key, label in plan.kind.words.parts.items()]
    spread = balance.additional.high_kr - balance.additional.low_kr
    stretches = [
        *((key, label, total, total.low_kr) for key, label, total in named if total.high_kr or total.unknown),
        *([("spread", "Mellan lägsta och högsta prognos", Total(spread, spread), spread)] if spread else []),
        *([("gap", plan.kind.words.left, Total(gap.low_kr, gap.high_kr), gap.low_kr)] if gap.high_kr > 0 else []),
    ]
    whole = sum(max(0, kr) for *_, kr in stretches) or 1
    parts, reached = [], 0
    for key, label, total, kr in stretches:
        start = round_half_up(reached * _WHOLE, whole)
        reached += max(0, kr)
        length = round_half_up(reached * _WHOLE, whole) - start
        decimals = sum_decimals(plan.unit, total.low_kr, total.high_kr)
        parts.append(
            Part(
                key=key,
                label=label,
                amount=total.format(plan.unit, decimals),
                share=format_per_mille_as_percent(round_half_up(max(0, kr) * 1000, target)),
                start=svg_percent(start),
                length=svg_percent(length),
            )
        )
    return tuple(parts)


def svg_percent(per_mille: int) -> str:
    """A share of the whole as SVG says it.

    >>> svg_percent(84)
    '8.4%'
    """
    return f"{per_mille // 10}.{per_mille % 10}%"
