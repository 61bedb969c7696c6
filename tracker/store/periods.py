"""Which years a plan says something of."""

from datetime import date

from sqlite_utils import Database

from tracker.domain.period import Period


def of_plan(db: Database, plan_id: int, as_of: date) -> list[Period]:
    """The periods with a target or an effect at the end of that date: years in order, each before its full year."""
    rows = db.execute(
        "SELECT year, full_year FROM target WHERE plan_id = :plan AND as_of <= :as_of "
        "UNION SELECT e.year, e.full_year FROM effect e JOIN measure m ON m.id = e.measure_id "
        "LEFT JOIN withdrawn_effect w ON w.effect_id = e.id "
        "WHERE m.plan_id = :plan AND m.removed_at IS NULL AND e.as_of <= :as_of "
        "AND (w.withdrawn_on IS NULL OR w.withdrawn_on > :as_of) ORDER BY year, full_year",
        {"plan": plan_id, "as_of": as_of.isoformat()},
    )
    return [Period(row["year"], bool(row["full_year"])) for row in rows]
