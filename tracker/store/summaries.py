"""Frozen follow-ups: one row a version, never changed."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.summary import Summary
from tracker.store.columns import instant, instant_text


@dataclass(frozen=True, slots=True)
class FrozenSummary:
    """A follow-up as it was frozen. frozen_at: UTC."""

    id: int
    meeting_id: int
    version: int
    frozen_at: datetime
    summary: Summary


def insert(db: Database, *, meeting_id: int, summary: Summary, frozen_at: datetime) -> int:
    """The meeting's next version; returns its id. frozen_at: UTC."""
    row = db.execute(
        "INSERT INTO summary (meeting_id, version, frozen_at, content) "
        "SELECT ?, coalesce(max(version), 0) + 1, ?, ? FROM summary WHERE meeting_id = ? RETURNING id",
        (meeting_id, instant_text(frozen_at), json.dumps(summary.as_json(), ensure_ascii=False), meeting_id),
    ).fetchone()
    return int(row["id"])


_SELECT = "SELECT id, meeting_id, version, frozen_at, content FROM summary "


def newest(db: Database, meeting_id: int) -> FrozenSummary | None:
    return _one(db.execute(_SELECT + "WHERE meeting_id = ? ORDER BY version DESC LIMIT 1", (meeting_id,)).fetchone())


def by_id(db: Database, summary_id: int) -> FrozenSummary | None:
    return _one(db.execute(_SELECT + "WHERE id = ?", (summary_id,)).fetchone())


def frozen_meetings(db: Database) -> set[int]:
    """The ids of the meetings whose follow-up is frozen."""
    return {row["meeting_id"] for row in db.execute("SELECT DISTINCT meeting_id FROM summary")}


def _one(row: tuple[int, int, int, str, str] | None) -> FrozenSummary | None:
    if row is None:
        return None
    summary_id, meeting_id, version, frozen_at, content = row
    return FrozenSummary(summary_id, meeting_id, version, instant(frozen_at), Summary.from_json(json.loads(content)))
