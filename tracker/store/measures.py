"""Measures in the database, and their status over time."""

from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.measure import Measure
from tracker.domain.status import Status
from tracker.store.columns import instant_text


def insert(db: Database, measure: Measure) -> int:
    """Returns the new measure's id; the id that the measure carries is not used."""
    row = db.execute(
        "INSERT INTO measure (plan_id, parent_id, position, number, title, description, owner_id, unit) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            measure.plan_id, measure.parent_id, measure.position, measure.number,
            measure.title, measure.description, measure.owner_id, measure.unit,
        ),
    ).fetchone()  # fmt: skip
    return int(row["id"])


_SELECT = "SELECT id, plan_id, parent_id, position, number, title, description, owner_id, unit FROM measure "
"""The columns in the order of Measure's own fields: a plan has many measures, and names cost twice as much."""


def of_plan(db: Database, plan_id: int) -> list[Measure]:
    """In the document's order, parts after what they are parts of."""
    return [Measure(*row) for row in db.execute(_SELECT + "WHERE plan_id = ? ORDER BY position", (plan_id,))]


def by_number(db: Database, plan_id: int, number: str) -> Measure | None:
    row = db.execute(_SELECT + "WHERE plan_id = ? AND number = ?", (plan_id, number)).fetchone()
    return None if row is None else Measure(*row)


def set_owner(db: Database, measure_id: int, person_id: int) -> None:
    db.execute("UPDATE measure SET owner_id = ? WHERE id = ?", (person_id, measure_id))


def add_status(db: Database, measure_id: int, status: Status, *, as_of: date, recorded_at: datetime) -> None:
    """A new row; the older ones stay. as_of: Stockholm date, recorded_at: UTC."""
    db.execute(
        "INSERT INTO measure_status (measure_id, status, as_of, recorded_at) VALUES (?, ?, ?, ?)",
        (measure_id, status.value, as_of.isoformat(), instant_text(recorded_at)),
    )


def statuses(db: Database, plan_id: int, as_of: date) -> dict[int, Status]:
    """Each measure's newest status as it was known at the end of that date."""
    rows = db.execute(
        "SELECT s.measure_id, s.status FROM measure_status s JOIN measure m ON m.id = s.measure_id "
        "WHERE m.plan_id = ? AND s.as_of <= ? ORDER BY s.as_of, s.id",
        (plan_id, as_of.isoformat()),
    )
    return {row["measure_id"]: Status(row["status"]) for row in rows}


def status_history(db: Database, measure_id: int) -> list[tuple[date, Status]]:
    """Every status with its date, oldest first."""
    rows = db.execute("SELECT as_of, status FROM measure_status WHERE measure_id = ? ORDER BY as_of, id", (measure_id,))
    return [(date.fromisoformat(row["as_of"]), Status(row["status"])) for row in rows]
