"""Effects in the database: append-only, the newest as of a date counts, but for what was taken back by then.

effect_in holds those that have not been taken back with the report they came with.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.effect import Effect, EffectKind
from tracker.domain.period import Period
from tracker.store.columns import AMOUNT_COLUMNS, AMOUNT_VALUES, amount, amount_values, instant, instant_text
from tracker.store.history import Mark


def insert(db: Database, effect: Effect, *, recorded_at: datetime) -> int:
    """Returns the new effect's id; the id that the effect carries is not used. recorded_at: UTC."""
    row = db.execute(
        f"INSERT INTO effect (measure_id, kind, year, full_year, label, as_of, recorded_at, {AMOUNT_COLUMNS}) "
        f"VALUES (:measure_id, :kind, :year, :full_year, :label, :as_of, :recorded_at, {AMOUNT_VALUES}) RETURNING id",
        {
            "measure_id": effect.measure_id,
            "kind": effect.kind.value,
            "year": effect.period.year,
            "full_year": int(effect.period.full_year),
            "label": effect.label,
            "as_of": effect.as_of.isoformat(),
            "recorded_at": instant_text(recorded_at),
            **amount_values(effect.amount),
        },
    ).fetchone()
    return int(row["id"])


def of_plan(db: Database, plan_id: int, period: Period, as_of: date, *, mark: Mark | None = None) -> list[Effect]:
    """Every effect of the plan's measures in the period that counted at the end of that date, oldest first.

    mark: only of what had been written by then, and not been taken back.
    """
    counted = "w.withdrawn_on > :as_of" if mark is None else "w.withdrawal_id > :withdrawal"
    rows = db.execute(
        "SELECT e.* FROM effect e JOIN measure m ON m.id = e.measure_id "
        "LEFT JOIN withdrawn_effect w ON w.effect_id = e.id "
        "WHERE m.plan_id = :plan AND e.year = :year AND e.full_year = :full_year AND e.as_of <= :as_of "
        f"AND e.id <= coalesce(:effect, e.id) AND (w.effect_id IS NULL OR {counted}) ORDER BY e.as_of, e.id",
        {
            "plan": plan_id,
            "year": period.year,
            "full_year": int(period.full_year),
            "as_of": as_of.isoformat(),
            "effect": mark and mark.effect,
            "withdrawal": mark and mark.withdrawal,
        },
    )
    return [_effect(row, period) for row in rows]


def of_measure(db: Database, measure_id: int) -> list[Effect]:
    """Every effect of the measure that has not been taken back, oldest first."""
    rows = db.execute("SELECT * FROM effect_in WHERE measure_id = ? ORDER BY as_of, id", (measure_id,))
    return [_effect(row, Period(row["year"], bool(row["full_year"]))) for row in rows]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """An effect, when it was written down (UTC), and whether it came with an owner's report."""

    effect: Effect
    recorded_at: datetime
    reported: bool


def rows_of_measure(db: Database, measure_id: int, period: Period) -> list[EffectRow]:
    """Every effect of the measure in the period that has not been taken back, the newest first."""
    rows = db.execute(
        "SELECT e.*, EXISTS (SELECT 1 FROM report_version v WHERE e.id IN (v.forecast_id, v.outcome_id) "
        "AND v.submitted_at = e.recorded_at) AS reported "
        "FROM effect_in e WHERE e.measure_id = ? AND e.year = ? AND e.full_year = ? ORDER BY e.as_of DESC, e.id DESC",
        (measure_id, period.year, int(period.full_year)),
    )
    return [EffectRow(_effect(row, period), instant(row["recorded_at"]), bool(row["reported"])) for row in rows]


def withdraw(db: Database, measure_id: int, *, withdrawal_id: int, on: date) -> None:
    """What came with reports of the measure, and no report that is in says any more, counts no longer from that day.

    Came with: written at the instant of the first version that says it. An amount that was known before, or was
    written by somebody else, is none of them, whoever repeats it. on: Stockholm.
    """
    db.execute(
        "INSERT INTO withdrawn_effect (effect_id, withdrawal_id, withdrawn_on) "
        "SELECT e.id, ?, ? FROM effect_in e WHERE e.measure_id = ? AND e.recorded_at = ("
        "SELECT v.submitted_at FROM report_version v JOIN report r ON r.id = v.report_id "
        "WHERE r.measure_id = e.measure_id AND e.id IN (v.forecast_id, v.outcome_id) ORDER BY v.id LIMIT 1) "
        "AND NOT EXISTS (SELECT 1 FROM report_version_in v JOIN report r ON r.id = v.report_id "
        "WHERE r.measure_id = e.measure_id AND e.id IN (v.forecast_id, v.outcome_id))",
        (withdrawal_id, on.isoformat(), measure_id),
    )


def _effect(row: sqlite3.Row, period: Period) -> Effect:
    return Effect(
        row["id"],
        row["measure_id"],
        EffectKind(row["kind"]),
        period,
        amount(row),
        date.fromisoformat(row["as_of"]),
        row["label"],
    )
