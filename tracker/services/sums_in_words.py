"""A plan's sums as people read them, in the plan's unit: the same words on page, in mail and in documents."""

from dataclasses import dataclass

from tracker.domain.amount import Total
from tracker.domain.balance import Balance, Coverage, Gap
from tracker.domain.money import EN_DASH, NO_BREAK_SPACE, Unit, sum_decimals
from tracker.domain.plan import Plan, Target
from tracker.language import gettext as _
from tracker.language import ngettext, pgettext
from tracker.spoken import amount, capital, kronor, percent, span, total

_PER_CENT = f"{NO_BREAK_SPACE}%"
"""After the lower end of a span: said once, after the upper."""


@dataclass(frozen=True, slots=True)
class SumsInWords:
    """target, gap and coverage say so where no target is set. stated: one sentence for each total that differs."""

    target: str
    additional: str
    coverage: str
    gap: str
    presupposed: str
    stated: tuple[str, ...]


def sums_in_words(plan: Plan, balance: Balance) -> SumsInWords:
    """Every sum of a balance, in the plan's unit."""
    unit = plan.unit
    additional = balance.additional
    items = (_(plan.kind.words.measure), pgettext("many", plan.kind.words.measures))
    return SumsInWords(
        target=_target(plan, balance.target),
        additional=_additional(plan, additional, items),
        coverage=coverage_in_words(balance.coverage),
        gap=gap_in_words(unit, balance.gap),
        presupposed=total(
            balance.presupposed,
            unit,
            sum_decimals(unit, balance.presupposed.low_kr, balance.presupposed.high_kr),
            items,
        ),
        stated=tuple(
            _(
                "Dokumentet anger %(stated)s (%(label)s), men posterna ger %(computed)s: skillnaden är %(difference)s.",
                stated=_one(unit, each.amount_kr),
                label=each.label,
                computed=_one(unit, each.computed_kr),
                difference=_one(unit, each.difference_kr),
            )
            for each in balance.stated
            if each.difference_kr
        ),
    )


def _additional(plan: Plan, additional: Total, items: tuple[str, str]) -> str:
    """What nobody has decided is said to wait for that, not to be without an amount: it is asked for."""
    decimals = sum_decimals(plan.unit, additional.low_kr, additional.high_kr)
    if plan.kind.rules.awaits is None or not additional.unknown:
        return total(additional, plan.unit, decimals, items)
    decided = span(additional.low_kr, additional.high_kr, plan.unit, decimals)
    return _("%(sum)s + %(count)s utan beslut", sum=decided, count=additional.unknown)


def waiting_in_words(plan: Plan, additional: Total) -> str:
    """That all that is asked for waits for a decision, a sentence; "" where some of it is decided, or nothing waits."""
    if not all_waits(plan, additional):
        return ""
    return ngettext(
        "Inget är beslutat än: %(num)s väntar på beslut.",
        "Inget är beslutat än: %(num)s väntar på beslut.",
        additional.unknown,
    )


def counted_in_words(plan: Plan, balance: Balance) -> str:
    """What is summed; where all of it waits for a decision, that: it is not nought."""
    if all_waits(plan, balance.additional):
        return _("inget beslut än")
    return sums_in_words(plan, balance).additional


def all_waits(plan: Plan, additional: Total) -> bool:
    """Whether something is asked for, and nobody has decided on any of it yet."""
    return plan.kind.rules.awaits is not None and bool(additional.unknown) and not additional.high_kr


def _target(plan: Plan, target: Target | None) -> str:
    """As it was written; a sum of what the measures ask for in the plan's unit."""
    if target is None:
        return _("inget angivet")
    low, high = target.amount.low_kr, target.amount.high_kr
    if plan.kind.rules.target_from is None or low is None or high is None:
        return amount(target.amount)
    return span(low, high, plan.unit, sum_decimals(plan.unit, low, high))


def gap_in_words(unit: Unit, gap: Gap | None) -> str:
    """
    >>> gap_in_words(Unit.MNKR, Gap(27_400_000, 27_400_000))
    '27,4\\xa0mnkr'
    """
    if gap is None:
        return _("kan inte beräknas")
    return span(gap.low_kr, gap.high_kr, unit, sum_decimals(unit, gap.low_kr, gap.high_kr))


def coverage_in_words(coverage: Coverage | None) -> str:
    """
    >>> coverage_in_words(Coverage(84, 84))
    '8,4\\xa0%'
    >>> coverage_in_words(Coverage(84, 110))
    '8,4–11,0\\xa0%'
    """
    if coverage is None:
        return _("kan inte beräknas")
    low, high = coverage.low_per_mille, coverage.high_per_mille
    if low == high:
        return percent(low)
    if low < 0:
        return f"{percent(low)}{EN_DASH}{percent(high)}"
    return f"{percent(low).rstrip(_PER_CENT)}{EN_DASH}{percent(high)}"


def gap_change_in_words(unit: Unit, before: Gap | None, after: Gap | None, since: str, the_gap: str) -> str:
    """How the gap has moved; where only its lower end has, what it is now. since: "sedan 12 juni". the_gap: "gapet".

    >>> gap_change_in_words(Unit.MNKR, Gap(5_000_000, 5_000_000), Gap(4_600_000, 4_600_000), "sedan 12 juni", "gapet")
    'Gapet har minskat med 0,4\\xa0mnkr sedan 12 juni.'
    """
    if before is None or after is None:
        return ""
    said = capital(the_gap)
    if after == before:
        return _("%(the_gap)s är oförändrat %(since)s.", the_gap=said, since=since)
    moved = after.high_kr - before.high_kr
    if not moved:
        now, was = gap_in_words(unit, after), gap_in_words(unit, before)
        return _("%(the_gap)s är nu %(now)s; det var %(was)s %(since)s.", the_gap=said, now=now, was=was, since=since)
    if moved > 0:
        return _("%(the_gap)s har ökat med %(amount)s %(since)s.", the_gap=said, amount=_one(unit, moved), since=since)
    return _("%(the_gap)s har minskat med %(amount)s %(since)s.", the_gap=said, amount=_one(unit, -moved), since=since)


def _one(unit: Unit, kr: int) -> str:
    return kronor(kr, unit, sum_decimals(unit, kr))
