"""Several plans together: kronor of one kind and one year are added, nothing else is (DESIGN 3.2)."""

from datetime import date

from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Coverage, Gap, balance
from tracker.domain.effect import EffectKind
from tracker.domain.indicator import Reached
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.money import Unit
from tracker.domain.overview import PlanSums, kind_sums
from tracker.domain.period import Period
from tracker.domain.plan import Plan, Target
from tracker.domain.status import Status


def sums(
    number: int,
    target: int | None,
    saving: int,
    *,
    kind: PlanKind = PlanKind.ACTION_PLAN,
    year: int = 2019,
    unit: Unit = Unit.TKR,
) -> PlanSums:
    plan = Plan(number, 1, f"plan-{number}", "Plan", "", year, kind, unit, "", None)
    measure = Measure(1, number, None, 1, "1", "Åtgärd", "", None, "")
    effects = {each: Amount.exact(saving) for each in kind.rules.counts}
    aim = None if target is None else Target(Period(year), date(year, 1, 1), Amount.exact(target), "")
    standing = Standing(measure, Status.IN_PROGRESS, effects, rules=kind.rules)
    return PlanSums(plan, balance(aim, (), [standing], rules=kind.rules))


def test_two_plans_of_a_kind_and_year_are_one_sum_whatever_their_units() -> None:
    (found,) = kind_sums([sums(1, 30_000_000, 6_000_000, unit=Unit.MNKR), sums(2, 10_000_000, 4_000_000)])
    assert (found.plans, found.open, found.unit) == (2, 0, Unit.MNKR)
    assert (found.additional, found.gap) == (Total(10_000_000, 10_000_000), Gap(30_000_000, 30_000_000))
    assert found.coverage == Coverage(250, 250)


def test_other_years_and_kinds_stand_side_by_side() -> None:
    found = kind_sums(
        [sums(1, 10, 1), sums(2, 10, 1, year=2020), sums(3, 10, 1, kind=PlanKind.ALLOCATION), sums(4, 10, 1, year=2020)]
    )
    assert [(each.year, each.kind, each.plans) for each in found] == [
        (2020, PlanKind.ACTION_PLAN, 2),
        (2019, PlanKind.ACTION_PLAN, 1),
        (2019, PlanKind.ALLOCATION, 1),
    ]


def test_a_plan_without_a_target_is_told_and_does_not_cover_that_of_another() -> None:
    (found,) = kind_sums([sums(1, 10, 1), sums(2, None, 5)])
    assert (found.open, found.additional, found.gap) == (1, Total(1, 1), Gap(9, 9))
    (found,) = kind_sums([sums(2, None, 5)])
    assert (found.target, found.gap, found.coverage) == (None, None, None)


def test_indicators_are_counted_together_where_there_is_no_money() -> None:
    plan = sums(1, None, 0, kind=PlanKind.OPERATIONAL_PLAN)
    one = PlanSums(plan.plan, plan.balance, {Reached.REACHED: 2, Reached.MISSED: 1})
    (found,) = kind_sums([one, PlanSums(plan.plan, plan.balance, {Reached.REACHED: 3})])
    assert (found.open, found.reached) == (0, {Reached.REACHED: 5, Reached.MISSED: 1})


def test_effects_that_do_not_count_are_not_added() -> None:
    """A forecast cost covers nothing of a frame: only what is given out does."""
    plan = sums(1, 10, 4, kind=PlanKind.ALLOCATION)
    assert PlanKind.ALLOCATION.rules.counts == (EffectKind.DECIDED,)
    (found,) = kind_sums([plan])
    assert found.gap == Gap(6, 6)
