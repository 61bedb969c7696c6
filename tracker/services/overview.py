"""All of a committee's plans, and all committees of the municipality, with the sums that may be added (DESIGN 1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.overview import KindSums, PlanSums, kind_sums
from tracker.domain.plan import Committee, Plan
from tracker.services.balances import plan_balance, standings
from tracker.services.finding import find_committee
from tracker.services.plan_progress import progress
from tracker.store import committees, plans
from tracker.store.opening import reading


@dataclass(frozen=True, slots=True)
class CommitteeOverview:
    """A committee's plans, newest year first, and their sums by kind and year."""

    committee: Committee
    plans: tuple[PlanSums, ...]
    sums: tuple[KindSums, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityOverview:
    """Every committee with a plan, by name, and the sums of all their plans by kind and year."""

    committees: tuple[CommitteeOverview, ...]
    sums: tuple[KindSums, ...]


def committee_overview(db: Database, slug: str, *, today: date) -> CommitteeOverview:
    """As known at the end of that (Stockholm) day. Raises NotFound."""
    with reading(db):
        return _overview(db, find_committee(db, slug), today)


def municipality_overview(
    db: Database, *, today: date, only: Collection[int] | None = None, year: int | None = None
) -> MunicipalityOverview:
    """As known at the end of that (Stockholm) day. only: the ids of the committees that are asked for; None: all.

    year: the plans of that year alone.
    """
    with reading(db):
        asked = [each for each in committees.every(db) if only is None or each.id in only]
        found = [_overview(db, each, today, year) for each in asked]
    shown = tuple(each for each in found if each.plans)
    return MunicipalityOverview(shown, kind_sums(plan for each in shown for plan in each.plans))


def _overview(db: Database, committee: Committee, today: date, year: int | None = None) -> CommitteeOverview:
    own = [plan for plan in plans.of_committee(db, committee.id) if year in (None, plan.year)]
    sums = tuple(plan_sums(db, plan, today) for plan in own)
    return CommitteeOverview(committee, sums, kind_sums(sums))


def plan_sums(db: Database, plan: Plan, today: date) -> PlanSums:
    """How one plan stands at the end of that (Stockholm) day. Inside the caller's reading."""
    now = standings(db, plan, today)
    return PlanSums(plan, plan_balance(db, plan, today, now), dict(progress(now).reached))
