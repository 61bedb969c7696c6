"""What a plan says beside the sums of its own year, as JSON in whole kronor; a key stands where the plan has it."""

from typing import Any

from tracker.commands.figures import amount_json, balance_json, total_json
from tracker.domain.groups import GroupSum
from tracker.domain.indicator import Measured, Reached, Value
from tracker.domain.measure import Standing
from tracker.domain.phasing import Ramp
from tracker.domain.reserve import Fall
from tracker.domain.stated_table import StatedTable, checked_sums
from tracker.services.plan_details import FollowedIndicator, FullYear, MeasureCourse, PeriodSums, PlanDetails
from tracker.services.target_series import TargetPoint


def details_json(details: PlanDetails) -> dict[str, Any]:
    """Keys: periods, groups, full_year, months, reserves, stated_tables, indicators, indicator_counts,
    target_forecasts (where there are several), assignments.
    """
    found = {
        "periods": [_period(each) for each in details.periods],
        "groups": [_group(each) for each in details.groups],
        "full_year": [_full_year(each) for each in details.full_years],
        "months": [_months(each) for each in details.courses],
        "reserves": [_reserve(each) for each in details.reserves],
        "stated_tables": [_table(each) for each in details.tables],
        "indicators": [_indicator(each) for each in details.indicators],
        "indicator_counts": _counts(details.indicators),
        "target_forecasts": [_forecast(each) for each in details.forecasts],
        "assignments": [_assignment(each) for each in details.assignments],
    }
    return {key: value for key, value in found.items() if value}


def _period(each: PeriodSums) -> dict[str, Any]:
    return {
        "year": each.period.year,
        "full_year": each.period.full_year,
        **balance_json(each.balance),
        "groups": [_group(group) for group in each.groups],
        "measures": [
            {
                "number": standing.measure.number,
                "title": standing.measure.title,
                **{kind.value: amount_json(amount) for kind, amount in standing.effects.items()},
            }
            for standing in each.standings
            if standing.effects
        ],
    }


def _group(each: GroupSum) -> dict[str, Any]:
    return {
        "title": each.heading.name,
        "form": each.heading.form.value,
        "requested": None if each.asked is None else total_json(each.asked),
        "sum": total_json(each.sum),
    }


def _full_year(each: FullYear) -> dict[str, Any]:
    return {
        "number": each.measure.number,
        "title": each.measure.title,
        "in_year": amount_json(each.in_year),
        "full_year": amount_json(each.full_year),
    }


def _months(each: MeasureCourse) -> dict[str, Any]:
    course, shape = each.course, each.course.phasing.shape
    return {
        "number": each.measure.number,
        "title": each.measure.title,
        "kind": course.phasing.kind.value,
        "shape": "ramp" if isinstance(shape, Ramp) else "spread",
        "months_kr": list(course.months),
        "in_year_kr": course.in_year_kr,
        "stated_kr": course.stated_kr,
        "difference_kr": course.difference_kr,
        "full_year_kr": course.full_year_kr,
        "stated_full_year_kr": course.stated_full_year_kr,
        "full_year_difference_kr": course.full_year_difference_kr,
        "months_ended": course.months_ended,
        "planned_to_date_kr": course.planned_kr,
        "outcome_to_date_kr": course.outcome_kr,
        "behind_kr": course.behind_kr,
    }


def _reserve(each: Fall) -> dict[str, Any]:
    return {
        "number": each.reserve.number,
        "falls_to": each.to.number,
        "held": amount_json(each.held),
        "used": amount_json(each.used),
        "unused": total_json(each.unused),
        "fallen": each.fallen,
        "before": amount_json(each.before),
        "after": total_json(each.after),
    }


def _indicator(each: FollowedIndicator) -> dict[str, Any]:
    """Values as written in Swedish, and exact: number / 10**decimals; both null where it is not measured."""
    standing, indicator = each.standing, each.standing.indicator
    years = sorted({*standing.targets, *standing.outcomes})
    return {
        "number": each.measure.number,
        "title": each.measure.title,
        "goal": each.goal,
        "unit": indicator.measured.value,
        "better": indicator.better.value,
        "followed_up": [occasion.value for occasion in indicator.followed_up],
        "reported_to": [day.isoformat() for day in each.reported_to],
        "measured_from": indicator.measured_from,
        "new": standing.is_new,
        "reached": standing.reached().value,
        "years": [
            {
                "year": year,
                "target": _value(standing.targets.get(year), indicator.measured),
                "outcome": _value(standing.outcomes.get(year), indicator.measured),
                "reached": standing.reached(year).value,
            }
            for year in years
        ],
    }


def _value(value: Value | None, measured: Measured) -> dict[str, Any] | None:
    if value is None:
        return None
    decimals = None if value.number is None else value.decimals
    return {"written": value.written(measured), "number": value.number, "decimals": decimals}


def _counts(indicators: tuple[FollowedIndicator, ...]) -> dict[str, int]:
    """How many stand how in the plan's own year."""
    if not indicators:
        return {}
    standing = [each.standing.reached() for each in indicators]
    return {reached.value: standing.count(reached) for reached in Reached}


def _assignment(each: Standing) -> dict[str, Any]:
    return {"number": each.measure.number, "title": each.measure.title, "status": each.status.value}


def _forecast(each: TargetPoint) -> dict[str, Any]:
    """The target as it was forecast on a day, and the sums against it then."""
    return {"forecast_on": each.target.as_of.isoformat(), **balance_json(each.balance)}


def _table(each: StatedTable) -> dict[str, Any]:
    """As it stands, and of each of its sums whether it holds (null: a part of it is not yet known)."""
    return {
        "title": each.title,
        "columns": list(each.columns),
        "rows": [{"label": row.label, "cells": [amount_json(cell) for cell in row.cells]} for row in each.rows],
        "sums": [
            {
                "row": checked.row,
                "column": checked.column,
                "stated": amount_json(checked.stated),
                "computed": total_json(checked.computed),
                "difference_kr": checked.difference_kr,
                "holds": checked.holds,
            }
            for checked in checked_sums(each)
        ],
    }
