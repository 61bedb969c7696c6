"""A plan's figures as its pages show them: the gap in words, and what covers the rest of the target, drawn to scale."""

from dataclasses import dataclass

from tracker.domain.amount import Total
from tracker.domain.balance import Balance
from tracker.domain.money import round_half_up, sum_decimals
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.language import pgettext
from tracker.services.sums_in_words import SumsInWords, sums_in_words, waiting_in_words
from tracker.spoken import percent, span
from tracker.spoken import total as spoken_total

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
    """words: every sum. gap_label and gap: the largest figure on the page; gap "" where there is none to show.

    expected: what the measures come to, a sentence; "" in a plan that is not summed in money. covered: the bar's name.
    """

    words: SumsInWords
    balance: Balance
    gap_label: str
    gap: str
    expected: str
    covered: str
    parts: tuple[Part, ...]


def figures(plan: Plan, balance: Balance) -> Figures:
    """The figures of a plan from its balance, in the plan's unit."""
    words = sums_in_words(plan, balance)
    label, gap = gap_figure(plan, balance, words)
    return Figures(
        words, balance, label, gap, _expected(plan, balance, words), _(plan.kind.words.covered), _bar(plan, balance)
    )


def _expected(plan: Plan, balance: Balance, words: SumsInWords) -> str:
    if not plan.kind.rules.in_money:
        return ""
    additional, of_kind = balance.additional, plan.kind.words
    if waiting := waiting_in_words(plan, additional):
        return waiting
    if balance.coverage is None:
        return _("%(sum)s %(amount)s.", sum=_(of_kind.sum), amount=words.additional)
    return _(
        "%(sum)s %(amount)s, %(share)s av %(the_target)s.",
        sum=_(of_kind.sum),
        amount=words.additional,
        share=words.coverage,
        the_target=_(of_kind.the_target),
    )


def gap_figure(plan: Plan, balance: Balance, words: SumsInWords) -> tuple[str, str]:
    """What is left of the target, or has come to more than it: what that is called, and how much; "" without one."""
    gap = balance.gap
    if gap is None:
        return _(plan.kind.words.no_target), ""
    if gap.high_kr > 0 or gap.low_kr == gap.high_kr == 0:
        return _(plan.kind.words.left), words.gap
    decimals = sum_decimals(plan.unit, gap.low_kr, gap.high_kr)
    return _(plan.kind.words.over), span(-gap.high_kr, -gap.low_kr, plan.unit, decimals)


def _bar(plan: Plan, balance: Balance) -> tuple[Part, ...]:
    """What the covered sum rests on, at its lower end; what is only sure at the upper end; and what is left."""
    gap, target = balance.gap, None if balance.target is None else balance.target.amount.low_kr
    if gap is None or not target or target < 0:
        return ()
    items = (_(plan.kind.words.measure), pgettext("many", plan.kind.words.measures))
    named = [(key, _(label), getattr(balance.parts, key)) for key, label in plan.kind.words.parts.items()]
    spread = balance.additional.high_kr - balance.additional.low_kr
    stretches = [
        *(
            (key, label, total, total.low_kr)
            for key, label, total in named
            if total.high_kr or (total.unknown and plan.kind.rules.awaits is None)
        ),
        *([("spread", _("Mellan lägsta och högsta prognos"), Total(spread, spread), spread)] if spread else []),
        *([("gap", _(plan.kind.words.left), Total(gap.low_kr, gap.high_kr), gap.low_kr)] if gap.high_kr > 0 else []),
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
                amount=spoken_total(total, plan.unit, decimals, items),
                share=percent(round_half_up(max(0, kr) * 1000, target)),
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
