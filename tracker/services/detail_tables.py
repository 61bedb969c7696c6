"""What a plan says beside the sums of its own year, as its page shows it: a table for each part of it."""

from tracker.domain.plan import Plan
from tracker.services.detail_months import months_tables, reserves_table
from tracker.services.detail_periods import forecasts_table, full_year_table, periods_table
from tracker.services.detail_stated import indicators_table, stated_tables
from tracker.services.plan_details import PlanDetails
from tracker.services.text_table import TextTable


def detail_tables(plan: Plan, details: PlanDetails) -> tuple[TextTable, ...]:
    """In the order of the page; none for what the plan does not have."""
    return (
        *periods_table(plan, details.periods),
        *full_year_table(plan, details.full_years),
        *months_tables(plan, details.courses),
        *reserves_table(plan, details.reserves),
        *forecasts_table(plan, details.forecasts),
        *indicators_table(details.indicators),
        *stated_tables(plan, details.tables),
    )
