"""Every plan with its committee and sums, for a list."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.balance import Balance
from tracker.domain.plan import Committee, Plan
from tracker.domain.rows import row_of
from tracker.services.balances import plan_balance, standings
from tracker.services.sums_in_words import SumsInWords, sums_in_words
from tracker.store import committees, plans
from tracker.store.opening import reading


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """One plan. measures: how many it has, parts not counted."""

    plan: Plan
    committee: Committee
    measures: int
    balance: Balance
    words: SumsInWords


def plan_list(db: Database, as_of: date) -> list[ListedPlan]:
    """Newest year first, each as known at the end of that (Stockholm) date."""
    with reading(db):
        return [_listed(db, plan, as_of) for plan in plans.every(db)]


def _listed(db: Database, plan: Plan, as_of: date) -> ListedPlan:
    known = standings(db, plan, as_of)
    balance = plan_balance(db, plan, as_of, known)
    rows = row_of(each.measure for each in known)
    whole = sum(1 for each in known if rows[each.measure.id] == each.measure.id and not each.measure.form.heads)
    return ListedPlan(plan, committees.by_id(db, plan.committee_id), whole, balance, sums_in_words(plan, balance))
