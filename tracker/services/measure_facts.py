"""What a measure stands at, as its page says it: amounts by its plan's kind, or an indicator's target and values."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.effect import EffectKind
from tracker.domain.indicator import IndicatorStanding, Measured, Reached, Value
from tracker.domain.kind import Rules
from tracker.domain.measure import Standing
from tracker.domain.money import sum_decimals
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.language import pgettext
from tracker.services.indicator_words import target_in_words, value_in_words
from tracker.services.text_table import TextRow, TextTable
from tracker.spoken import about, capital, span


@dataclass(frozen=True, slots=True)
class Fact:
    """beside: what stands after it in small, "" for nothing. worse: whether that is bad, by the rules of the kind."""

    label: str
    said: str
    beside: str = ""
    worse: bool = False


def measure_facts(plan: Plan, standing: Standing) -> tuple[Fact, ...]:
    """In the order of the kind's columns; nothing of a heading."""
    if standing.indicator is not None:
        return tuple(_of_indicator(standing.indicator))
    if standing.measure.form.heads:
        return ()
    return tuple(_of_amounts(plan, standing))


def _of_amounts(plan: Plan, standing: Standing) -> Iterable[Fact]:
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
            difference = _difference(standing) if compared else None
            if difference is None:
                yield Fact(label, about(known[kind]))
            else:
                against = _against(plan, standing, difference)
                yield Fact(label, about(known[kind]), against, worse=_is_worse(rules, difference))
        elif standing.waits and kind is rules.counts[0]:
            yield Fact(label, _("inget beslut än"))


def _difference(standing: Standing) -> tuple[int, int] | None:
    """The newest forecast less what it is held against, in kronor: the lower end and the upper; None without either."""
    forecast, baseline = standing.forecast, standing.baseline
    if forecast is None or baseline is None or not forecast.known or not baseline.known:
        return None
    assert forecast.low_kr is not None
    assert forecast.high_kr is not None
    assert baseline.low_kr is not None
    assert baseline.high_kr is not None
    low, high = sorted((forecast.low_kr - baseline.low_kr, forecast.high_kr - baseline.high_kr))
    return low, high


def _against(plan: Plan, standing: Standing, difference: tuple[int, int]) -> str:
    """How the forecast differs from what it is held against, at both ends, in words."""
    what = pgettext("baseline", "beslutat") if standing.decided is not None else _("den första prognosen")
    low, high = difference
    if low == high == 0:
        return _("Som %(baseline)s.", baseline=what)
    if low < 0 < high:
        return _("Avviker åt båda håll från %(baseline)s.", baseline=what)
    lower = low < 0
    low, high = sorted((abs(low), abs(high)))
    words = span(low, high, plan.unit, sum_decimals(plan.unit, low, high))
    if lower:
        return _("%(difference)s lägre än %(baseline)s.", difference=words, baseline=what)
    return _("%(difference)s högre än %(baseline)s.", difference=words, baseline=what)


def _is_worse(rules: Rules, difference: tuple[int, int]) -> bool:
    """Whether the whole of it is on the bad side."""
    return any(map(rules.is_bad, difference)) and not any(rules.is_bad(-end) for end in difference)


def _of_indicator(standing: IndicatorStanding) -> Iterable[Fact]:
    indicator, year = standing.indicator, standing.year
    has_sides = indicator.measured is not Measured.YES_NO
    yield Fact(
        _("Mål %(year)s", year=year),
        target_in_words(standing) or _("inget målvärde"),
        _(indicator.better.swedish) if has_sides else "",
    )
    yield Fact(
        _("Utfall %(year)s", year=year),
        value_in_words(standing, standing.outcome or Value(None)),
        _(standing.reached().swedish),
        worse=standing.reached() is Reached.MISSED,
    )


def years_table(standing: IndicatorStanding | None) -> tuple[TextTable, ...]:
    """Every year with a target or a value, the newest first; none where there is only one."""
    if standing is None or len(standing.years) < 2:
        return ()
    rows = tuple(
        TextRow(
            str(year),
            (
                value_in_words(standing, standing.targets.get(year)),
                value_in_words(standing, standing.outcomes.get(year)),
                _(standing.reached(year).swedish),
            ),
            own=False,
        )
        for year in standing.years
    )
    columns = (_("Mål"), _("Utfall"), _("Läge"))
    return (TextTable(id="years", title=_("År för år"), first=_("År"), columns=columns, rows=rows),)
