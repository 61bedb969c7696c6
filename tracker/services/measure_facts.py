"""What a measure stands at, as its page says it: amounts by its plan's kind, or an indicator's target and values."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.effect import EffectKind
from tracker.domain.indicator import Better, IndicatorStanding, Measured, Reached, Value
from tracker.domain.measure import Standing
from tracker.domain.money import EN_DASH
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.language import spoken
from tracker.services.text_table import TextRow, TextTable
from tracker.spoken import about, capital


@dataclass(frozen=True, slots=True)
class Fact:
    """beside: what stands after it in small, "" for nothing. worse: whether that is bad, by the rules of the kind."""

    label: str
    said: str
    beside: str = ""
    worse: bool = False


def measure_facts(plan: Plan, standing: Standing, against: str) -> tuple[Fact, ...]:
    """against: how the forecast differs from what it is held against, in words; "" without either."""
    if standing.indicator is not None:
        return tuple(_of_indicator(standing.indicator))
    if standing.measure.form.heads:
        return ()
    return tuple(_of_amounts(plan, standing, against))


def _of_amounts(plan: Plan, standing: Standing, against: str) -> Iterable[Fact]:
    words, rules = plan.kind.words, plan.kind.rules
    known = standing.effects
    if standing.worth is None and rules.in_money:
        yield Fact(f"{capital(_(words.effects[rules.counts[0]]))} {plan.year}", _(words.no_amount))
    order = dict.fromkeys((*rules.columns, *rules.counts, *EffectKind))
    for kind in order:
        label = capital(_(words.effects[kind])) + (
            f" {plan.year}" if kind in rules.counts or kind is rules.awaits else ""
        )
        if kind in known:
            # What is asked for is no forecast of what is granted.
            compared = kind is EffectKind.FORECAST and not rules.awaits
            yield Fact(label, about(known[kind]), against if compared else "", worse=compared and _is_worse(standing))
        elif standing.waits and kind is rules.counts[0]:
            yield Fact(label, _("inget beslut än"))


def _is_worse(standing: Standing) -> bool:
    """Whether the forecast is on the bad side of what it is held against."""
    forecast, baseline = standing.forecast, standing.baseline
    if forecast is None or baseline is None or not forecast.known or not baseline.known:
        return False
    ends = ((forecast.low_kr or 0) - (baseline.low_kr or 0), (forecast.high_kr or 0) - (baseline.high_kr or 0))
    return any(map(standing.rules.is_bad, ends)) and not any(map(standing.rules.is_bad, (-end for end in ends)))


def _of_indicator(standing: IndicatorStanding) -> Iterable[Fact]:
    indicator, year = standing.indicator, standing.year
    outcome = standing.outcome or Value(None)
    yield Fact(
        _("Mål %(year)s", year=year), _target(standing), _(indicator.better.swedish) if _has_sides(standing) else ""
    )
    yield Fact(
        _("Utfall %(year)s", year=year),
        outcome.written(indicator.measured, spoken()),
        _(standing.reached().swedish),
        worse=standing.reached() is Reached.MISSED,
    )


def _has_sides(standing: IndicatorStanding) -> bool:
    return standing.indicator.measured is not Measured.YES_NO


def _target(standing: IndicatorStanding) -> str:
    target = standing.target
    if target is None or target.number is None:
        return _("inget målvärde")
    value = target.written(standing.indicator.measured, spoken())
    if not _has_sides(standing):
        return value
    least = standing.indicator.better is Better.HIGHER
    return _("minst %(value)s", value=value) if least else _("högst %(value)s", value=value)


def years_table(standing: IndicatorStanding | None) -> tuple[TextTable, ...]:
    """Every year with a target or a value, the newest first; none where there is only one."""
    years = sorted({*standing.targets, *standing.outcomes}, reverse=True) if standing else []
    if standing is None or len(years) < 2:
        return ()
    rows = tuple(
        TextRow(
            str(year),
            (
                _said(standing, standing.targets.get(year)),
                _said(standing, standing.outcomes.get(year)),
                _(standing.reached(year).swedish),
            ),
            own=False,
        )
        for year in years
    )
    columns = (_("Mål"), _("Utfall"), _("Läge"))
    return (TextTable(id="years", title=_("År för år"), first=_("År"), columns=columns, rows=rows),)


def _said(standing: IndicatorStanding, value: Value | None) -> str:
    return EN_DASH if value is None else value.written(standing.indicator.measured, spoken())
