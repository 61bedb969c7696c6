"""Plans in the database."""

import sqlite3
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.plan import Plan
from tracker.store.columns import instant_text, optional_instant


def insert(db: Database, plan: Plan) -> int:
    """Returns the new plan's id; the id that the plan carries is not used."""
    row = db.execute(
        "INSERT INTO plan (committee_id, slug, title, reference, year, kind, unit, summary, controller_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            plan.committee_id, plan.slug, plan.title, plan.reference, plan.year,
            plan.kind.value, plan.unit.value, plan.summary, plan.controller_id,
        ),
    ).fetchone()  # fmt: skip
    return int(row["id"])


def every(db: Database) -> list[Plan]:
    """Newest year first."""
    return [_plan(row) for row in db.execute("SELECT * FROM plan ORDER BY year DESC, title, id")]


def of_committee(db: Database, committee_id: int) -> list[Plan]:
    """Newest year first."""
    rows = db.execute("SELECT * FROM plan WHERE committee_id = ? ORDER BY year DESC, title, id", (committee_id,))
    return [_plan(row) for row in rows]


def by_slug(db: Database, slug: str) -> Plan | None:
    row = db.execute("SELECT * FROM plan WHERE slug = ?", (slug,)).fetchone()
    return None if row is None else _plan(row)


def by_id(db: Database, plan_id: int) -> Plan:
    """Of an id that a foreign key holds."""
    return _plan(db.execute("SELECT * FROM plan WHERE id = ?", (plan_id,)).fetchone())


def slug_taken(db: Database, slug: str) -> bool:
    return db.execute("SELECT 1 FROM plan WHERE slug = ?", (slug,)).fetchone() is not None


def update(db: Database, plan: Plan) -> None:
    """Everything of the plan but its committee and its name in addresses."""
    db.execute(
        "UPDATE plan SET title = ?, reference = ?, year = ?, kind = ?, unit = ?, summary = ?, controller_id = ? "
        "WHERE id = ?",
        (
            plan.title, plan.reference, plan.year, plan.kind.value, plan.unit.value, plan.summary, plan.controller_id,
            plan.id,
        ),
    )  # fmt: skip


def has_amounts(db: Database, plan_id: int) -> bool:
    """Whether anything is said of the plan in a year: a target or an effect."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM target WHERE plan_id = :plan) OR EXISTS (SELECT 1 FROM effect e "
        "JOIN measure m ON m.id = e.measure_id WHERE m.plan_id = :plan) AS found",
        {"plan": plan_id},
    ).fetchone()
    return bool(row["found"])


def set_controller(db: Database, plan_id: int, person_id: int) -> None:
    db.execute("UPDATE plan SET controller_id = ? WHERE id = ?", (person_id, plan_id))


def published_at(db: Database, plan_id: int) -> datetime | None:
    """Since when (UTC) its frozen follow-ups are public; None while they are not."""
    row = db.execute("SELECT published_at FROM plan WHERE id = ?", (plan_id,)).fetchone()
    return optional_instant(row["published_at"])


def set_published(db: Database, plan_id: int, at: datetime | None) -> None:
    """at: UTC; None: they are public no longer."""
    value = None if at is None else instant_text(at)
    db.execute("UPDATE plan SET published_at = ? WHERE id = ?", (value, plan_id))


def reported_to(db: Database, meeting_id: int) -> list[Plan]:
    """The plans of which something is reported to the meeting, newest year first."""
    rows = db.execute(
        "SELECT * FROM plan WHERE id IN (SELECT m.plan_id FROM report r JOIN measure m ON m.id = r.measure_id "
        "WHERE r.meeting_id = ?) ORDER BY year DESC, title, id",
        (meeting_id,),
    )
    return [_plan(row) for row in rows]


def begins_on(db: Database, plan_id: int) -> date:
    """The date that the plan's document holds for: of its first statuses, else the first day of its year."""
    row = db.execute(
        "SELECT coalesce((SELECT min(s.as_of) FROM measure_status s JOIN measure m ON m.id = s.measure_id "
        "WHERE m.plan_id = p.id), p.year || '-01-01') AS first FROM plan p WHERE p.id = ?",
        (plan_id,),
    ).fetchone()
    return date.fromisoformat(row["first"])


def _plan(row: sqlite3.Row) -> Plan:
    return Plan(
        row["id"], row["committee_id"], row["slug"], row["title"], row["reference"], row["year"],
        PlanKind(row["kind"]), Unit(row["unit"]), row["summary"], row["controller_id"],
    )  # fmt: skip
