"""Measures in the database, and their status over time."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.form import Form
from tracker.domain.measure import Measure
from tracker.domain.status import Status
from tracker.store.columns import instant_text, optional_instant
from tracker.store.history import Mark


def insert(db: Database, measure: Measure) -> int:
    """Returns the new measure's id; the id that the measure carries is not used."""
    row = db.execute(
        "INSERT INTO measure (plan_id, parent_id, position, number, title, description, owner_id, unit, form) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            measure.plan_id, measure.parent_id, measure.position, measure.number,
            measure.title, measure.description, measure.owner_id, measure.unit, measure.form.value,
        ),
    ).fetchone()  # fmt: skip
    return int(row["id"])


_SELECT = (
    "SELECT id, plan_id, parent_id, position, number, title, description, owner_id, unit, form, falls_to_id "
    "FROM measure "
)


def of_plan(db: Database, plan_id: int) -> list[Measure]:
    """In the document's order, parts after what they are parts of."""
    rows = db.execute(_SELECT + "WHERE plan_id = ? AND removed_at IS NULL ORDER BY position", (plan_id,))
    return [_measure(row) for row in rows]


def by_number(db: Database, plan_id: int, number: str) -> Measure | None:
    row = db.execute(_SELECT + "WHERE plan_id = ? AND number = ?", (plan_id, number)).fetchone()
    return None if row is None else _measure(row)


def by_id(db: Database, measure_id: int) -> Measure | None:
    """None where it is not there, or was removed."""
    row = db.execute(_SELECT + "WHERE id = ? AND removed_at IS NULL", (measure_id,)).fetchone()
    return None if row is None else _measure(row)


def set_falls_to(db: Database, measure_id: int, to_id: int | None) -> None:
    """Which measure gets what this one does not use; None: none does."""
    db.execute("UPDATE measure SET falls_to_id = ? WHERE id = ?", (to_id, measure_id))


def update(db: Database, measure_id: int, *, number: str, title: str, description: str, unit: str) -> None:
    db.execute(
        "UPDATE measure SET number = ?, title = ?, description = ?, unit = ? WHERE id = ?",
        (number, title, description, unit, measure_id),
    )


def set_place(db: Database, measure_id: int, *, form: Form, parent_id: int | None) -> None:
    """What the row is, and under which other it stands; its place in the order is set_order's."""
    db.execute("UPDATE measure SET form = ?, parent_id = ? WHERE id = ?", (form.value, parent_id, measure_id))


def set_order(db: Database, measure_ids: Sequence[int]) -> None:
    """The order of all of a plan's measures. Places are unique at every moment, so all step aside first."""
    db.conn.executemany("UPDATE measure SET position = -id WHERE id = ?", [(each,) for each in measure_ids])
    places = [(place, measure_id) for place, measure_id in enumerate(measure_ids, 1)]
    db.conn.executemany("UPDATE measure SET position = ? WHERE id = ?", places)


def remove(db: Database, measure_id: int, removed_at: datetime) -> None:
    """It is in no list any more; its row and history stay. removed_at: UTC."""
    db.execute(
        "UPDATE measure SET removed_at = ?, position = -id, number = '', owner_id = NULL WHERE id = ?",
        (instant_text(removed_at), measure_id),
    )


def set_owner(db: Database, measure_id: int, person_id: int | None) -> None:
    db.execute("UPDATE measure SET owner_id = ? WHERE id = ?", (person_id, measure_id))


def add_status(
    db: Database,
    measure_id: int,
    status: Status,
    *,
    as_of: date,
    recorded_at: datetime,
    replaced_by_id: int | None = None,
) -> None:
    """A new row; the older ones stay. as_of: Stockholm date, recorded_at: UTC."""
    db.execute(
        "INSERT INTO measure_status (measure_id, status, as_of, recorded_at, replaced_by_id) VALUES (?, ?, ?, ?, ?)",
        (measure_id, status.value, as_of.isoformat(), instant_text(recorded_at), replaced_by_id),
    )


def replacement(db: Database, measure_id: int) -> Measure | None:
    """By which measure it is replaced, by its newest status that says so; None where none is named."""
    row = db.execute(
        "SELECT replaced_by_id FROM measure_status WHERE measure_id = ? AND status = 'replaced' "
        "ORDER BY as_of DESC, id DESC LIMIT 1",
        (measure_id,),
    ).fetchone()
    return None if row is None or row["replaced_by_id"] is None else by_id(db, row["replaced_by_id"])


def first_recorded(db: Database, measure_id: int) -> datetime | None:
    """When the measure came into the database (UTC); None where nothing was ever said of its status."""
    row = db.execute(
        "SELECT min(recorded_at) AS first FROM measure_status WHERE measure_id = ?", (measure_id,)
    ).fetchone()
    return optional_instant(row["first"])


def later_than(db: Database, plan_id: int, day: date, *, mark: Mark | None = None) -> set[int]:
    """The measures that came into the plan after that (Stockholm) day; mark: after that was written."""
    rows = db.execute(
        "SELECT s.measure_id FROM measure_status s JOIN measure m ON m.id = s.measure_id WHERE m.plan_id = ? "
        f"GROUP BY s.measure_id HAVING {'min(s.as_of)' if mark is None else 'min(s.id)'} > ?",
        (plan_id, day.isoformat() if mark is None else mark.status),
    )
    return {row["measure_id"] for row in rows}


def statuses(db: Database, plan_id: int, as_of: date, *, mark: Mark | None = None) -> dict[int, Status]:
    """Each measure's newest status as it was known at the end of that date; mark: of what had been written by then."""
    rows = db.execute(
        "SELECT s.measure_id, s.status FROM measure_status s JOIN measure m ON m.id = s.measure_id "
        "WHERE m.plan_id = ? AND s.as_of <= ? AND s.id <= coalesce(?, s.id) ORDER BY s.as_of, s.id",
        (plan_id, as_of.isoformat(), mark and mark.status),
    )
    return {row["measure_id"]: Status(row["status"]) for row in rows}


def status_history(db: Database, measure_id: int) -> list[tuple[date, Status]]:
    """Every status with its date, oldest first."""
    rows = db.execute("SELECT as_of, status FROM measure_status WHERE measure_id = ? ORDER BY as_of, id", (measure_id,))
    return [(date.fromisoformat(row["as_of"]), Status(row["status"])) for row in rows]


def status_without_withdrawn(db: Database, measure_id: int) -> tuple[Status, int | None]:
    """The newest status that did not come with a report that was taken back, and by which measure it is replaced.

    One that a report that is in says since then stays, whoever said it first.
    """
    row = db.execute(
        "SELECT s.status, s.replaced_by_id FROM measure_status s WHERE s.measure_id = ? "
        "AND (NOT EXISTS (SELECT 1 FROM report_version v JOIN report r ON r.id = v.report_id "
        "WHERE r.measure_id = s.measure_id AND v.status = s.status AND v.submitted_at = s.recorded_at) "
        "OR EXISTS (SELECT 1 FROM report_version_in v JOIN report r ON r.id = v.report_id "
        "WHERE r.measure_id = s.measure_id AND v.status = s.status AND v.submitted_at >= s.recorded_at)) "
        "ORDER BY s.as_of DESC, s.id DESC LIMIT 1",
        (measure_id,),
    ).fetchone()
    return (Status.NOT_STARTED, None) if row is None else (Status(row["status"]), row["replaced_by_id"])


def _measure(row: sqlite3.Row) -> Measure:
    return Measure(
        row["id"], row["plan_id"], row["parent_id"], row["position"], row["number"], row["title"],
        row["description"], row["owner_id"], row["unit"], Form(row["form"]), row["falls_to_id"],
    )  # fmt: skip
