"""How a plan stands as of a date: every measure's standing, and the sums (DESIGN 3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.balance import Balance, balance, requested
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.indicator import IndicatorStanding
from tracker.domain.kind import Rules
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import Plan
from tracker.domain.stated import stated_check
from tracker.domain.status import Status
from tracker.store import effects, indicators, measures, targets
from tracker.store.history import Mark


def standings(
    db: Database,
    plan: Plan,
    as_of: date,
    period: Period | None = None,
    *,
    mark: Mark | None = None,
    known: Sequence[Measure] | None = None,
) -> list[Standing]:
    """Every measure of the plan and every part of one, in the document's order, as known at the end of that date.

    period: which effects are meant; None: the plan's own year. mark: only of what had been written by then. known: the
    plan's measures, where they are at hand.
    """
    by_measure: dict[int, list[Effect]] = {}
    for effect in effects.of_plan(db, plan.id, period or Period(plan.year), as_of, mark=mark):
        by_measure.setdefault(effect.measure_id, []).append(effect)
    statuses = measures.statuses(db, plan.id, as_of, mark=mark)
    rules = plan.kind.rules
    known = measures.of_plan(db, plan.id) if known is None else known
    measured = any(each.form.is_measured for each in known)
    values = indicators.of_plan(db, plan.id, plan.year, as_of, mark=mark) if measured else {}
    return [
        _standing(
            measure,
            statuses.get(measure.id, Status.NOT_STARTED),
            by_measure.get(measure.id, []),
            rules,
            values.get(measure.id),
        )
        for measure in known
    ]


def _standing(
    measure: Measure, status: Status, oldest_first: list[Effect], rules: Rules, indicator: IndicatorStanding | None
) -> Standing:
    newest: dict[EffectKind, Amount] = {}
    first_forecast: Amount | None = None
    for effect in oldest_first:
        newest[effect.kind] = effect.amount
        if effect.kind is EffectKind.FORECAST and first_forecast is None:
            first_forecast = effect.amount
    return Standing(measure, status, newest, newest.get(EffectKind.DECIDED) or first_forecast, rules, indicator)


def plan_balance(
    db: Database,
    plan: Plan,
    as_of: date,
    known: list[Standing] | None = None,
    period: Period | None = None,
    *,
    mark: Mark | None = None,
) -> Balance:
    """The plan's sums in a period, its own year by default. known: its standings in it then, where they are at hand.

    mark: only of what had been written by then.
    What is presupposed and what the document states of its sums are of the plan's own year.
    """
    own = period is None or period == Period(plan.year)
    period, rules = period or Period(plan.year), plan.kind.rules
    now = standings(db, plan, as_of, period, mark=mark) if known is None else known
    presuppositions = targets.presuppositions(db, plan.id, as_of, mark=mark) if own else []
    stated = targets.stated_totals(db, plan.id) if own else []
    sums = balance(
        requested(now, rules, period, as_of)
        if rules.target_from is not None
        else targets.newest(db, plan.id, period, as_of, mark=mark),
        presuppositions,
        now,
        [each for each in stated if each.is_plain(plan.year)],
        rules,
    )
    others = [each for each in stated if each.amount.known and not each.is_plain(plan.year)]
    if not others:
        return sums
    of_period = {
        each: standings(db, plan, as_of, each, mark=mark) for each in {each.period or period for each in others}
    }
    presupposed = {each.measure_id for each in presuppositions if each.measure_id is not None}
    checks = [
        stated_check(each, of_period[each.period or period], rules, presupposed=presupposed, year=plan.year)
        for each in others
    ]
    return replace(sums, stated=(*sums.stated, *checks))
