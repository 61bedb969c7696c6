"""Indicators and their values in the database: values are append-only, the newest as of a date counts.

But for what was taken back by then with the report that it came with.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.indicator import Better, Indicator, IndicatorStanding, Measured, Occasion, Said, Value
from tracker.store.columns import instant_text
from tracker.store.history import Mark


def insert(db: Database, indicator: Indicator) -> None:
    db.execute(
        "INSERT INTO indicator (measure_id, unit, better, followed_up, measured_from) VALUES (?, ?, ?, ?, ?)",
        (
            indicator.measure_id,
            indicator.measured.value,
            indicator.better.value,
            " ".join(indicator.followed_up),
            indicator.measured_from,
        ),
    )


def update(db: Database, indicator: Indicator) -> None:
    db.execute(
        "UPDATE indicator SET unit = ?, better = ?, followed_up = ?, measured_from = ? WHERE measure_id = ?",
        (
            indicator.measured.value,
            indicator.better.value,
            " ".join(indicator.followed_up),
            indicator.measured_from,
            indicator.measure_id,
        ),
    )


def by_measure(db: Database, measure_id: int) -> Indicator | None:
    row = db.execute("SELECT * FROM indicator WHERE measure_id = ?", (measure_id,)).fetchone()
    return None if row is None else _indicator(row)


def has_values(db: Database, measure_id: int) -> bool:
    """Whether a target or an outcome of it was ever said."""
    row = db.execute("SELECT 1 FROM indicator_value WHERE measure_id = ? LIMIT 1", (measure_id,)).fetchone()
    return row is not None


def insert_value(
    db: Database, measure_id: int, said: Said, year: int, value: Value, *, as_of: date, recorded_at: datetime
) -> int:
    """Returns the new row's id; the older ones stay. as_of: Stockholm date, recorded_at: UTC."""
    row = db.execute(
        "INSERT INTO indicator_value (measure_id, said, year, number, decimals, as_of, recorded_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (measure_id, said.value, year, value.number, value.decimals, as_of.isoformat(), instant_text(recorded_at)),
    ).fetchone()
    return int(row["id"])


def of_plan(
    db: Database, plan_id: int, year: int, as_of: date, *, mark: Mark | None = None
) -> dict[int, IndicatorStanding]:
    """How each indicator of the plan stood at the end of that date, by the measure's id. year: the plan's own.

    mark: only by what had been written by then, and not been taken back.
    """
    known = {
        row["measure_id"]: _indicator(row)
        for row in db.execute(
            "SELECT i.* FROM indicator i JOIN measure m ON m.id = i.measure_id WHERE m.plan_id = ?", (plan_id,)
        )
    }
    values: dict[tuple[int, Said], dict[int, Value]] = {}
    counted = "w.withdrawn_on > :as_of" if mark is None else "w.withdrawal_id > :withdrawal"
    rows = db.execute(
        "SELECT v.* FROM indicator_value v JOIN measure m ON m.id = v.measure_id "
        "LEFT JOIN withdrawn_indicator_value w ON w.value_id = v.id WHERE m.plan_id = :plan AND v.as_of <= :as_of "
        f"AND v.id <= coalesce(:value, v.id) AND (w.value_id IS NULL OR {counted}) ORDER BY v.as_of, v.id",
        {
            "plan": plan_id,
            "as_of": as_of.isoformat(),
            "value": mark and mark.indicator_value,
            "withdrawal": mark and mark.withdrawal,
        },
    )
    for row in rows:
        of = values.setdefault((row["measure_id"], Said(row["said"])), {})
        of[row["year"]] = Value(row["number"], row["decimals"])
    return {
        each: IndicatorStanding(
            indicator, year, values.get((each, Said.TARGET), {}), values.get((each, Said.OUTCOME), {})
        )
        for each, indicator in known.items()
    }


@dataclass(frozen=True, slots=True)
class SaidValue:
    """One target or outcome of an indicator, as it was said on a date."""

    measure_id: int
    said: Said
    year: int
    value: Value
    as_of: date


def history(db: Database, plan_id: int, as_of: date) -> list[SaidValue]:
    """Every value of the plan's indicators until the end of that date that was not taken back by then, oldest first."""
    rows = db.execute(
        "SELECT v.* FROM indicator_value v JOIN measure m ON m.id = v.measure_id "
        "LEFT JOIN withdrawn_indicator_value w ON w.value_id = v.id WHERE m.plan_id = :plan AND v.as_of <= :as_of "
        "AND (w.value_id IS NULL OR w.withdrawn_on > :as_of) ORDER BY v.as_of, v.id",
        {"plan": plan_id, "as_of": as_of.isoformat()},
    )
    return [
        SaidValue(
            row["measure_id"],
            Said(row["said"]),
            row["year"],
            Value(row["number"], row["decimals"]),
            date.fromisoformat(row["as_of"]),
        )
        for row in rows
    ]


def value_ids(db: Database, measure_id: int) -> list[int]:
    """Of every value that was said of the indicator."""
    rows = db.execute("SELECT id FROM indicator_value WHERE measure_id = ?", (measure_id,))
    return [row["id"] for row in rows]


def newest_outcome_id(db: Database, measure_id: int, year: int) -> int | None:
    """The row that says what the indicator came to in the year, as far as is known now; None where none does."""
    row = db.execute(
        "SELECT v.id FROM indicator_value v WHERE v.measure_id = ? AND v.year = ? AND v.said = 'outcome' "
        "AND NOT EXISTS (SELECT 1 FROM withdrawn_indicator_value w WHERE w.value_id = v.id) "
        "ORDER BY v.as_of DESC, v.id DESC LIMIT 1",
        (measure_id, year),
    ).fetchone()
    return None if row is None else int(row["id"])


def withdraw(db: Database, measure_id: int, *, withdrawal_id: int, on: date) -> None:
    """What came with reports of the indicator, and no report that is in says any more, counts no longer from that day.

    Came with: written at the instant of the first version that says it. on: Stockholm.
    """
    db.execute(
        "INSERT INTO withdrawn_indicator_value (value_id, withdrawal_id, withdrawn_on) "
        "SELECT i.id, ?, ? FROM indicator_value i WHERE i.measure_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM withdrawn_indicator_value w WHERE w.value_id = i.id) "
        "AND i.recorded_at = (SELECT v.submitted_at FROM report_version v WHERE v.indicator_value_id = i.id "
        "ORDER BY v.id LIMIT 1) "
        "AND NOT EXISTS (SELECT 1 FROM report_version_in v WHERE v.indicator_value_id = i.id)",
        (withdrawal_id, on.isoformat(), measure_id),
    )


def _indicator(row: sqlite3.Row) -> Indicator:
    return Indicator(
        row["measure_id"],
        Measured(row["unit"]),
        Better(row["better"]),
        tuple(Occasion(each) for each in row["followed_up"].split()),
        row["measured_from"],
    )
