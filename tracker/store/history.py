"""How far the history of a committee's plans had been written when a follow-up was frozen.

A date says too little of it: what comes in later on that day, in the same second, or by a clock that was set back, is
not in that follow-up, and must be in the next one. The ids of rows that are only ever added say exactly what was there.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.store.columns import instant_text


@dataclass(frozen=True, slots=True)
class Mark:
    """The highest id of each kind of row that was there; of presuppositions the ids of those that counted."""

    effect: int
    status: int
    target: int
    indicator_value: int
    withdrawal: int
    presuppositions: tuple[int, ...]

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Mark":
        """The inverse of as_json."""
        values = json.loads(text)
        return cls(**values | {"presuppositions": tuple(values["presuppositions"])})


def mark(db: Database, committee_id: int) -> Mark:
    """As it stands."""
    rows = db.execute(
        "SELECT s.id FROM presupposition s JOIN plan p ON p.id = s.plan_id "
        "WHERE p.committee_id = ? AND s.ended IS NULL ORDER BY s.id",
        (committee_id,),
    )
    return _mark(db, "9", tuple(row["id"] for row in rows))


def mark_at(db: Database, committee_id: int, instant: datetime) -> Mark:
    """As near as the times of writing tell, for what was frozen before marks were kept. instant: UTC."""
    day = instant.astimezone(STOCKHOLM).date().isoformat()
    rows = db.execute(
        "SELECT s.id FROM presupposition s JOIN plan p ON p.id = s.plan_id "
        "WHERE p.committee_id = ? AND coalesce(s.since, '') <= ? AND coalesce(s.ended, '9') > ? ORDER BY s.id",
        (committee_id, day, day),
    )
    return _mark(db, instant_text(instant), tuple(row["id"] for row in rows))


def _mark(db: Database, written_by: str, presuppositions: tuple[int, ...]) -> Mark:
    row = db.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM effect WHERE recorded_at <= :by), "
        "(SELECT coalesce(max(id), 0) FROM measure_status WHERE recorded_at <= :by), "
        "(SELECT coalesce(max(id), 0) FROM target WHERE recorded_at <= :by), "
        "(SELECT coalesce(max(id), 0) FROM indicator_value WHERE recorded_at <= :by), "
        "(SELECT coalesce(max(id), 0) FROM report_withdrawal WHERE withdrawn_at <= :by)",
        {"by": written_by},
    ).fetchone()
    return Mark(row[0], row[1], row[2], row[3], row[4], presuppositions)
