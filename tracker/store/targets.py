"""What plans are summed against: targets, presuppositions, and the totals that documents state."""

from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.period import Period
from tracker.domain.plan import Presupposition, StatedTotal, Target
from tracker.store.columns import AMOUNT_COLUMNS, AMOUNT_VALUES, amount, amount_values, instant_text


def insert(db: Database, plan_id: int, target: Target, *, recorded_at: datetime) -> None:
    """A new row; the older ones stay. recorded_at: UTC."""
    db.execute(
        f"INSERT INTO target (plan_id, year, full_year, label, as_of, recorded_at, {AMOUNT_COLUMNS}) "
        f"VALUES (:plan_id, :year, :full_year, :label, :as_of, :recorded_at, {AMOUNT_VALUES})",
        {
            "plan_id": plan_id,
            "year": target.period.year,
            "full_year": int(target.period.full_year),
            "label": target.label,
            "as_of": target.as_of.isoformat(),
            "recorded_at": instant_text(recorded_at),
            **amount_values(target.amount),
        },
    )


def newest(db: Database, plan_id: int, period: Period, as_of: date) -> Target | None:
    """The target of the period as it was known at the end of that date; None where none was."""
    row = db.execute(
        "SELECT * FROM target WHERE plan_id = ? AND year = ? AND full_year = ? AND as_of <= ? "
        "ORDER BY as_of DESC, id DESC LIMIT 1",
        (plan_id, period.year, int(period.full_year), as_of.isoformat()),
    ).fetchone()
    return None if row is None else Target(period, date.fromisoformat(row["as_of"]), amount(row), row["label"])


def insert_presupposition(db: Database, plan_id: int, presupposition: Presupposition) -> None:
    db.execute(
        f"INSERT INTO presupposition (plan_id, measure_id, label, {AMOUNT_COLUMNS}) "
        f"VALUES (:plan_id, :measure_id, :label, {AMOUNT_VALUES})",
        {
            "plan_id": plan_id,
            "measure_id": presupposition.measure_id,
            "label": presupposition.label,
            **amount_values(presupposition.amount),
        },
    )


def presuppositions(db: Database, plan_id: int) -> list[Presupposition]:
    """In the document's order."""
    rows = db.execute("SELECT * FROM presupposition WHERE plan_id = ? ORDER BY id", (plan_id,))
    return [Presupposition(row["label"], amount(row), row["measure_id"]) for row in rows]


def insert_stated_total(db: Database, plan_id: int, stated: StatedTotal) -> None:
    db.execute(
        f"INSERT INTO stated_total (plan_id, label, {AMOUNT_COLUMNS}) VALUES (:plan_id, :label, {AMOUNT_VALUES})",
        {"plan_id": plan_id, "label": stated.label, **amount_values(stated.amount)},
    )


def stated_totals(db: Database, plan_id: int) -> list[StatedTotal]:
    """In the document's order."""
    rows = db.execute("SELECT * FROM stated_total WHERE plan_id = ? ORDER BY id", (plan_id,))
    return [StatedTotal(row["label"], amount(row)) for row in rows]
