"""What some kinds of plan have besides amounts, as plain data: months and indicators. Kronor; no floats."""

from typing import Any

from tracker.domain.draft import IndicatorDraft
from tracker.domain.effect import EffectKind
from tracker.domain.indicator import Said
from tracker.domain.phasing import Ramp, Spread


def phasing_as_json(kind: EffectKind, shape: Ramp | Spread) -> dict[str, Any]:
    """How the effect of a kind falls over the months of the plan's year. A ramp has its sums; a spread its shares."""
    if isinstance(shape, Spread):
        return {"kind": kind.value, "shape": "spread", "shares": list(shape.shares)}
    return {
        "kind": kind.value,
        "shape": "ramp",
        "more_each_month": shape.more_each_month,
        "first_month": shape.first_month,
        "cap": shape.cap,
        "kr_each_month": shape.kr_each_month,
        "months_kr": list(shape.months),
        "in_year_kr": sum(shape.months),
        "full_year_kr": shape.full_year_kr,
    }


def indicator_as_json(indicator: IndicatorDraft) -> dict[str, Any]:
    """What is measured, which way is good, and what is said of each year. number None: not measured yet."""
    years: dict[int, dict[str, Any]] = {}
    for said, year, value in indicator.values:
        written = {"written": value.written(indicator.measured), "number": value.number, "decimals": value.decimals}
        years.setdefault(year, {each.value: None for each in Said})[said.value] = written
    return {
        "unit": indicator.measured.value,
        "better": indicator.better.value,
        "followed_up": [each.value for each in indicator.followed_up],
        "measured_from": indicator.measured_from,
        "years": [{"year": year, **years[year]} for year in sorted(years)],
    }
