"""How effects fall over the months, in the database: append-only, the newest as of a date counts."""

import sqlite3
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.course import Phasing
from tracker.domain.effect import EffectKind
from tracker.domain.phasing import Ramp, Spread
from tracker.store.columns import instant_text


def insert(db: Database, phasing: Phasing, *, recorded_at: datetime) -> int:
    """Returns the new row's id; the older ones stay. recorded_at: UTC."""
    shape = phasing.shape
    ramp = (
        (shape.more_each_month, shape.first_month, shape.cap, shape.kr_each_month) if isinstance(shape, Ramp) else None
    )
    row = db.execute(
        "INSERT INTO phasing (measure_id, kind, year, as_of, recorded_at, more_each_month, first_month, cap, "
        "kr_each_month, shares) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            phasing.measure_id,
            phasing.kind.value,
            phasing.year,
            phasing.as_of.isoformat(),
            instant_text(recorded_at),
            *(ramp or (None,) * 4),
            " ".join(map(str, shape.shares)) if isinstance(shape, Spread) else None,
        ),
    ).fetchone()
    return int(row["id"])


def of_plan(db: Database, plan_id: int, year: int, as_of: date) -> list[Phasing]:
    """The newest of each measure and kind at the end of that date, in the plan's order."""
    rows = db.execute(
        "SELECT h.* FROM phasing h JOIN measure m ON m.id = h.measure_id "
        "WHERE m.plan_id = ? AND m.removed_at IS NULL AND h.year = ? AND h.as_of <= ? "
        "ORDER BY m.position, h.as_of, h.id",
        (plan_id, year, as_of.isoformat()),
    )
    return list({(row["measure_id"], row["kind"]): _phasing(row) for row in rows}.values())


def of_measure(db: Database, measure_id: int, year: int) -> dict[int, Phasing]:
    """Every one that was said of the measure in the year, by its row's id, the newest first."""
    rows = db.execute(
        "SELECT * FROM phasing WHERE measure_id = ? AND year = ? ORDER BY as_of DESC, id DESC", (measure_id, year)
    )
    return {row["id"]: _phasing(row) for row in rows}


def _phasing(row: sqlite3.Row) -> Phasing:
    shape: Ramp | Spread
    if row["shares"] is None:
        shape = Ramp(
            more_each_month=row["more_each_month"],
            first_month=row["first_month"],
            cap=row["cap"],
            kr_each_month=row["kr_each_month"],
        )
    else:
        shape = Spread(tuple(int(share) for share in row["shares"].split()))
    return Phasing(row["measure_id"], EffectKind(row["kind"]), row["year"], shape, date.fromisoformat(row["as_of"]))
