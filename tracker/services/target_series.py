"""The target as it was forecast over the year, and what was covered of each forecast when it was made (DESIGN 3.7)."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.balance import Balance
from tracker.domain.period import Period
from tracker.domain.plan import Plan, Target
from tracker.services.balances import plan_balance
from tracker.store import targets


@dataclass(frozen=True, slots=True)
class TargetPoint:
    """A target and the plan's sums against it, as known at the end of the day that it holds for."""

    target: Target
    balance: Balance


def target_series(db: Database, plan: Plan, until: date) -> tuple[TargetPoint, ...]:
    """Oldest first, to the end of that (Stockholm) day; of several for one day the one that counts.

    Empty for a plan whose target is what its measures ask for, and where it was forecast but once.
    """
    if plan.kind.rules.target_from is not None:
        return ()
    days: dict[date, Target] = {}
    for row in targets.of_plan(db, plan.id, Period(plan.year)):
        if row.target.as_of <= until:
            days.setdefault(row.target.as_of, row.target)
    if len(days) < 2:
        return ()
    return tuple(TargetPoint(days[day], plan_balance(db, plan, day)) for day in sorted(days))
