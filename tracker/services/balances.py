"""How a plan stands as of a date: every measure's standing, and the sums (DESIGN 3)."""

from datetime import date

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.balance import Balance, balance
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import Plan
from tracker.domain.status import Status
from tracker.store import effects, measures, targets


def standings(db: Database, plan: Plan, as_of: date) -> list[Standing]:
    """Every measure of the plan and every part of one, in the document's order, as known at the end of that date."""
    by_measure: dict[int, list[Effect]] = {}
    for effect in effects.of_plan(db, plan.id, Period(plan.year), as_of):
        by_measure.setdefault(effect.measure_id, []).append(effect)
    statuses = measures.statuses(db, plan.id, as_of)
    return [
        _standing(measure, statuses.get(measure.id, Status.NOT_STARTED), by_measure.get(measure.id, []))
        for measure in measures.of_plan(db, plan.id)
    ]


def _standing(measure: Measure, status: Status, oldest_first: list[Effect]) -> Standing:
    newest: dict[EffectKind, Amount] = {}
    first_forecast: Amount | None = None
    for effect in oldest_first:
        newest[effect.kind] = effect.amount
        if effect.kind is EffectKind.FORECAST and first_forecast is None:
            first_forecast = effect.amount
    return Standing(measure, status, newest, newest.get(EffectKind.DECIDED) or first_forecast)


def plan_balance(db: Database, plan: Plan, as_of: date, known: list[Standing] | None = None) -> Balance:
    """The plan's sums in its own year. known: its standings as of that date, where they are at hand already."""
    return balance(
        targets.newest(db, plan.id, Period(plan.year), as_of),
        targets.presuppositions(db, plan.id, as_of),
        standings(db, plan, as_of) if known is None else known,
        targets.stated_totals(db, plan.id),
    )
