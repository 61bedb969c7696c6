"""The forecast over the meetings, drawn to scale: a column as high as the target, filled as far as it is covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.balance import Balance
from tracker.domain.money import Unit, round_half_up, sum_decimals
from tracker.domain.plan import Plan
from tracker.services.plan_figures import svg_percent
from tracker.services.sums_in_words import SumsInWords, all_waits, counted_in_words, sums_in_words
from tracker.spoken import number

HEIGHT = 220
"""Pixels from the top to the line that the columns stand on."""
_ROOM = 24
"""For the label above the highest column."""
_WHOLE = 1000
_NEAR = 20
"""Pixels within which two labels would touch."""


@dataclass(frozen=True, slots=True)
class Point:
    """The plan as a committee saw it, or as it is now. day: "12/6" or "nu"."""

    day: str
    when: str
    as_of: date
    balance: Balance


@dataclass(frozen=True, slots=True)
class PointRow:
    """The same in words. counted: what is summed, or that it waits for a decision."""

    when: str
    sums: SumsInWords
    counted: str


@dataclass(frozen=True, slots=True)
class Column:
    """One point, drawn. The *_y and *_height are pixels, the rest shares of the width; "" where nothing is known."""

    day: str
    middle: str
    left: str
    width: str
    target: str
    target_y: int
    target_height: int
    covered: str
    covered_y: int
    covered_height: int
    spread_y: int
    spread_height: int
    label_y: int
    label_inside: bool


def point_rows(plan: Plan, points: Sequence[Point]) -> tuple[PointRow, ...]:
    return tuple(
        PointRow(each.when, sums_in_words(plan, each.balance), counted_in_words(plan, each.balance)) for each in points
    )


def columns(plan: Plan, points: Sequence[Point]) -> tuple[Column, ...]:
    """Side by side in order, all to one scale."""
    highest = max((max(_target(each)[1], each.balance.additional.high_kr) for each in points), default=0)
    slot = _WHOLE // max(1, len(points))
    return tuple(_column(each, place * slot, slot, max(1, highest), plan) for place, each in enumerate(points))


def _column(point: Point, left: int, slot: int, highest: int, plan: Plan) -> Column:
    low, high = point.balance.additional.low_kr, point.balance.additional.high_kr
    _, wanted = _target(point)
    unit, covered = plan.unit, _figure(high, plan.unit)
    if low != high:
        covered = f"{_figure(low, unit)}–{covered}"
    target_height, low_height, high_height = (_pixels(max(0, kr), highest) for kr in (wanted, low, high))
    inside = 0 < target_height - high_height < _NEAR and high_height > _NEAR
    return Column(
        day=point.day,
        middle=svg_percent(left + slot // 2),
        left=svg_percent(left + slot // 5),
        width=svg_percent(slot - 2 * (slot // 5)),
        target=_figure(wanted, unit) if point.balance.gap else "",
        target_y=HEIGHT - target_height,
        target_height=target_height,
        covered="" if all_waits(plan, point.balance.additional) else covered,
        covered_y=HEIGHT - low_height,
        covered_height=low_height,
        spread_y=HEIGHT - high_height,
        spread_height=high_height - low_height,
        label_y=HEIGHT - high_height + (15 if inside else -5),
        label_inside=inside,
    )


def _target(point: Point) -> tuple[int, int]:
    target = point.balance.target
    if target is None or target.amount.low_kr is None or target.amount.high_kr is None:
        return 0, 0
    return target.amount.low_kr, target.amount.high_kr


def _pixels(kr: int, highest: int) -> int:
    return round_half_up(kr * (HEIGHT - _ROOM), highest)


def _figure(kr: int, unit: Unit) -> str:
    return number(kr, unit, min(1, sum_decimals(unit, kr)))
