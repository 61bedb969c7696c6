"""What a plan says beside the sums of its own year: other years, full years, groups, months, reserves (DESIGN 3.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.balance import Balance
from tracker.domain.course import Course, course
from tracker.domain.form import Form
from tracker.domain.groups import GroupSum, group_sums
from tracker.domain.indicator import IndicatorStanding
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import Plan
from tracker.domain.reserve import Fall, falls
from tracker.domain.stated_table import StatedTable
from tracker.services.balances import plan_balance, standings
from tracker.services.target_series import TargetPoint, target_series
from tracker.store import periods, phasings, reports, stated_tables


@dataclass(frozen=True, slots=True)
class PeriodSums:
    """The plan summed in one period."""

    period: Period
    standings: tuple[Standing, ...]
    balance: Balance
    groups: tuple[GroupSum, ...]


@dataclass(frozen=True, slots=True)
class FullYear:
    """What a measure comes to in the plan's year beside what it comes to in a full one."""

    measure: Measure
    in_year: Amount | None
    full_year: Amount


@dataclass(frozen=True, slots=True)
class MeasureCourse:
    """One measure's effect month by month."""

    measure: Measure
    course: Course


@dataclass(frozen=True, slots=True)
class FollowedIndicator:
    """An indicator under its goal ("" where it stands alone), and the days of the meetings that it is reported to."""

    measure: Measure
    goal: str
    standing: IndicatorStanding
    reported_to: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """Empty where the plan has none of it. periods: every one the plan speaks of, where that is more than one."""

    periods: tuple[PeriodSums, ...]
    groups: tuple[GroupSum, ...]
    full_years: tuple[FullYear, ...]
    courses: tuple[MeasureCourse, ...]
    reserves: tuple[Fall, ...]
    tables: tuple[StatedTable, ...]
    indicators: tuple[FollowedIndicator, ...]
    assignments: tuple[Standing, ...]
    forecasts: tuple[TargetPoint, ...]


def plan_details(db: Database, plan: Plan, as_of: date, own: Sequence[Standing]) -> PlanDetails:
    """As known at the end of that (Stockholm) date. own: the plan's standings in its own year then."""
    spoken_of = periods.of_plan(db, plan.id, as_of)
    known = {period: list(own) for period in spoken_of if period == Period(plan.year)}
    known |= {period: standings(db, plan, as_of, period) for period in spoken_of if period not in known}
    full_year = {each.measure.id: each.worth for each in known.get(Period(plan.year, full_year=True), ())}
    return PlanDetails(
        periods=tuple(_sums(db, plan, as_of, period, now) for period, now in sorted(known.items()))
        if len(known) > 1
        else (),
        groups=group_sums(own, plan.kind.rules) if plan.kind.rules.in_money else (),
        full_years=tuple(
            FullYear(each.measure, each.worth, amount) for each in own if (amount := full_year.get(each.measure.id))
        ),
        courses=tuple(_courses(db, plan, as_of, own, full_year)),
        reserves=falls(own),
        tables=tuple(stated_tables.of_plan(db, plan.id)),
        indicators=_indicators(db, plan, own),
        assignments=tuple(each for each in own if each.measure.form is Form.ASSIGNMENT),
        forecasts=target_series(db, plan, as_of),
    )


def _sums(db: Database, plan: Plan, as_of: date, period: Period, now: list[Standing]) -> PeriodSums:
    balance = plan_balance(db, plan, as_of, now, period)
    return PeriodSums(period, tuple(now), balance, group_sums(now, plan.kind.rules))


def _indicators(db: Database, plan: Plan, own: Sequence[Standing]) -> tuple[FollowedIndicator, ...]:
    if not any(each.indicator for each in own):
        return ()
    titles = {each.measure.id: each.measure.title for each in own}
    days: dict[int, list[date]] = {}
    for measure_id, day in reports.days_of_plan(db, plan.id):
        days.setdefault(measure_id, []).append(day)
    return tuple(
        FollowedIndicator(
            each.measure,
            titles.get(each.measure.parent_id or 0, ""),
            each.indicator,
            tuple(days.get(each.measure.id, ())),
        )
        for each in own
        if each.indicator is not None
    )


def _courses(
    db: Database, plan: Plan, as_of: date, own: Sequence[Standing], full_year: Mapping[int, Amount | None]
) -> list[MeasureCourse]:
    by_id = {each.measure.id: each for each in own}
    found: list[MeasureCourse] = []
    for phasing in phasings.of_plan(db, plan.id, plan.year, as_of):
        standing = by_id[phasing.measure_id]
        came_to = standing.confirmed if standing.confirmed is not None else standing.outcome
        followed = course(
            phasing,
            stated=standing.effects.get(phasing.kind),
            full_year=full_year.get(phasing.measure_id),
            outcome=came_to,
            as_of=as_of,
        )
        if followed is not None:
            found.append(MeasureCourse(standing.measure, followed))
    return found
