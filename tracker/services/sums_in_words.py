"""A plan's sums as people read them, in the plan's unit: the same words on page, in mail and in documents."""

from dataclasses import dataclass

from tracker.domain.amount import format_span
from tracker.domain.balance import Balance, Coverage, Gap
from tracker.domain.money import EN_DASH, Unit, format_kronor, format_per_mille_as_percent, sum_decimals
from tracker.domain.plan import Plan


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
    return SumsInWords(
        target="inget angivet" if balance.target is None else str(balance.target.amount),
        additional=additional.format(unit, sum_decimals(unit, additional.low_kr, additional.high_kr)),
        coverage=coverage_in_words(balance.coverage),
        gap=gap_in_words(unit, balance.gap),
        presupposed=balance.presupposed.format(
            unit, sum_decimals(unit, balance.presupposed.low_kr, balance.presupposed.high_kr)
        ),
        stated=tuple(
            f"Dokumentet anger {_one(unit, each.amount_kr)} ({each.label}), men posterna ger "
            f"{_one(unit, each.computed_kr)}: skillnaden är {_one(unit, each.difference_kr)}."
            for each in balance.stated
            if each.difference_kr
        ),
    )


def gap_in_words(unit: Unit, gap: Gap | None) -> str:
    """
    >>> gap_in_words(Unit.MNKR, Gap(27_400_000, 27_400_000))
    '27,4\\xa0mnkr'
    """
    if gap is None:
        return "kan inte beräknas"
    return format_span(gap.low_kr, gap.high_kr, unit, sum_decimals(unit, gap.low_kr, gap.high_kr))


def coverage_in_words(coverage: Coverage | None) -> str:
    """
    >>> coverage_in_words(Coverage(84, 84))
    '8,4\\xa0%'
    """
    if coverage is None:
        return "kan inte beräknas"
    low, high = coverage.low_per_mille, coverage.high_per_mille
    if low == high:
        return format_per_mille_as_percent(low)
    return f"{format_per_mille_as_percent(low)}{EN_DASH}{format_per_mille_as_percent(high)}"


def gap_change_in_words(unit: Unit, before: Gap | None, after: Gap | None, since: str) -> str:
    """How the gap has moved; where only its lower end has, what it is now. since: "sedan 12 juni".

    >>> gap_change_in_words(Unit.MNKR, Gap(5_000_000, 5_000_000), Gap(4_600_000, 4_600_000), "sedan 12 juni")
    'Gapet har minskat med 0,4\\xa0mnkr sedan 12 juni.'
    """
    if before is None or after is None:
        return ""
    if after == before:
        return f"Gapet är oförändrat {since}."
    moved = after.high_kr - before.high_kr
    if not moved:
        return f"Gapet är nu {gap_in_words(unit, after)}; det var {gap_in_words(unit, before)} {since}."
    return f"Gapet har {'ökat' if moved > 0 else 'minskat'} med {_one(unit, abs(moved))} {since}."


def _one(unit: Unit, kr: int) -> str:
    return format_kronor(kr, unit, sum_decimals(unit, kr))
