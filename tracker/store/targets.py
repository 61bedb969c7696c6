"""What plans are summed against: targets, presuppositions, and the totals that documents state."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.plan import Presupposition, StatedTotal, Target
from tracker.store.columns import (
    AMOUNT_COLUMNS,
    AMOUNT_VALUES,
    amount,
    amount_values,
    instant,
    instant_text,
    optional_date_text,
)
from tracker.store.history import Mark


def insert(db: Database, plan_id: int, target: Target, *, recorded_at: datetime) -> int:
    """A new row, whose id is returned; the older ones stay. recorded_at: UTC."""
    row = db.execute(
        f"INSERT INTO target (plan_id, year, full_year, label, as_of, recorded_at, {AMOUNT_COLUMNS}) "
        f"VALUES (:plan_id, :year, :full_year, :label, :as_of, :recorded_at, {AMOUNT_VALUES}) RETURNING id",
        {
            "plan_id": plan_id,
            "year": target.period.year,
            "full_year": int(target.period.full_year),
            "label": target.label,
            "as_of": target.as_of.isoformat(),
            "recorded_at": instant_text(recorded_at),
            **amount_values(target.amount),
        },
    ).fetchone()
    return int(row["id"])


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target that was set: its id, and when that was written down (UTC)."""

    id: int
    target: Target
    recorded_at: datetime


def of_plan(db: Database, plan_id: int, period: Period) -> list[TargetRow]:
    """Every target of the period, in the order in which they count: the newest first."""
    rows = db.execute(
        "SELECT * FROM target WHERE plan_id = ? AND year = ? AND full_year = ? ORDER BY as_of DESC, id DESC",
        (plan_id, period.year, int(period.full_year)),
    )
    return [
        TargetRow(
            row["id"],
            Target(period, date.fromisoformat(row["as_of"]), amount(row), row["label"]),
            instant(row["recorded_at"]),
        )
        for row in rows
    ]


def of_every_period(db: Database, plan_id: int) -> list[Target]:
    """Every target of the plan, period by period, the oldest first."""
    rows = db.execute(
        "SELECT * FROM target WHERE plan_id = ? ORDER BY year, full_year, as_of, id",
        (plan_id,),
    )
    return [
        Target(Period(row["year"], bool(row["full_year"])), date.fromisoformat(row["as_of"]), amount(row), row["label"])
        for row in rows
    ]


def newest(db: Database, plan_id: int, period: Period, as_of: date, *, mark: Mark | None = None) -> Target | None:
    """The target of the period as it was known at the end of that date; None where none was.

    mark: of what had been written by then.
    """
    row = db.execute(
        "SELECT * FROM target WHERE plan_id = ? AND year = ? AND full_year = ? AND as_of <= ? "
        "AND id <= coalesce(?, id) ORDER BY as_of DESC, id DESC LIMIT 1",
        (plan_id, period.year, int(period.full_year), as_of.isoformat(), mark and mark.target),
    ).fetchone()
    return None if row is None else Target(period, date.fromisoformat(row["as_of"]), amount(row), row["label"])


def insert_presupposition(
    db: Database,
    plan_id: int,
    presupposition: Presupposition,
    *,
    since: date | None = None,
    replaces_id: int | None = None,
) -> int:
    """Returns the new row's id. since: the (Stockholm) day from which it counts, None: from the plan's beginning.

    replaces_id: the row that it says anew.
    """
    row = db.execute(
        f"INSERT INTO presupposition (plan_id, measure_id, label, since, replaces_id, {AMOUNT_COLUMNS}) "
        f"VALUES (:plan_id, :measure_id, :label, :since, :replaces_id, {AMOUNT_VALUES}) RETURNING id",
        {
            "since": optional_date_text(since),
            "replaces_id": replaces_id,
            "plan_id": plan_id,
            "measure_id": presupposition.measure_id,
            "label": presupposition.label,
            **amount_values(presupposition.amount),
        },
    ).fetchone()
    return int(row["id"])


def end_presupposition(db: Database, presupposition_id: int, day: date) -> None:
    """It counts no more from that (Stockholm) day; before it, it did."""
    db.execute("UPDATE presupposition SET ended = ? WHERE id = ?", (day.isoformat(), presupposition_id))


def presuppositions(
    db: Database, plan_id: int, as_of: date | None = None, *, mark: Mark | None = None
) -> list[Presupposition]:
    """Those that counted by that mark, at the end of that date, else those that count now; in the document's order."""
    if mark is not None:
        marks = ", ".join("?" * len(mark.presuppositions))
        rows = db.execute(
            f"SELECT * FROM presupposition WHERE plan_id = ? AND id IN ({marks}) ORDER BY id",
            (plan_id, *mark.presuppositions),
        )
        return [_presupposition(row) for row in rows]
    if as_of is None:
        return list(presuppositions_by_id(db, plan_id).values())
    rows = db.execute(
        "SELECT * FROM presupposition WHERE plan_id = ? AND coalesce(since, '') <= ? AND coalesce(ended, '9') > ? "
        "ORDER BY id",
        (plan_id, as_of.isoformat(), as_of.isoformat()),
    )
    return [_presupposition(row) for row in rows]


def presuppositions_by_id(db: Database, plan_id: int) -> dict[int, Presupposition]:
    """Those that count now, in the document's order."""
    rows = db.execute("SELECT * FROM presupposition WHERE plan_id = ? AND ended IS NULL ORDER BY id", (plan_id,))
    return {row["id"]: _presupposition(row) for row in rows}


def newest_presupposition(db: Database, presupposition_id: int) -> int:
    """The id of the row that says now what this one said: its own, or of the last that replaced it."""
    row = db.execute(
        "WITH RECURSIVE said (id) AS (SELECT :id UNION SELECT p.id FROM presupposition p JOIN said "
        "ON p.replaces_id = said.id) SELECT max(id) AS newest FROM said",
        {"id": presupposition_id},
    ).fetchone()
    return int(row["newest"])


def _presupposition(row: sqlite3.Row) -> Presupposition:
    return Presupposition(row["label"], amount(row), row["measure_id"])


def insert_stated_total(db: Database, plan_id: int, stated: StatedTotal) -> None:
    row = db.execute(
        f"INSERT INTO stated_total (plan_id, label, year, full_year, kind, {AMOUNT_COLUMNS}) "
        f"VALUES (:plan_id, :label, :year, :full_year, :kind, {AMOUNT_VALUES}) RETURNING id",
        {
            "plan_id": plan_id,
            "label": stated.label,
            "year": stated.period.year if stated.period else None,
            "full_year": int(stated.period is not None and stated.period.full_year),
            "kind": stated.kind.value if stated.kind else None,
            **amount_values(stated.amount),
        },
    ).fetchone()
    for measure_id in stated.measure_ids:
        db.execute("INSERT INTO stated_total_measure VALUES (?, ?)", (row["id"], measure_id))


def stated_totals(db: Database, plan_id: int) -> list[StatedTotal]:
    """In the document's order."""
    rows = db.execute(
        "SELECT s.*, (SELECT group_concat(measure_id) FROM stated_total_measure WHERE stated_total_id = s.id) AS of "
        "FROM stated_total s WHERE plan_id = ? ORDER BY id",
        (plan_id,),
    )
    return [_stated(row) for row in rows]


def _stated(row: sqlite3.Row) -> StatedTotal:
    return StatedTotal(
        row["label"],
        amount(row),
        Period(row["year"], bool(row["full_year"])) if row["year"] is not None else None,
        EffectKind(row["kind"]) if row["kind"] else None,
        tuple(sorted(map(int, row["of"].split(",")))) if row["of"] else (),
    )
