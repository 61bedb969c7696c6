"""Frozen follow-ups: one row a version, never changed."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.summary import Summary
from tracker.store.columns import instant, instant_text


@dataclass(frozen=True, slots=True)
class FrozenSummary:
    """A follow-up as it was frozen. frozen_at: UTC.

    reason: why it was frozen anew, "" for a first version. author: who froze it, "" where the clock did.
    """

    id: int
    meeting_id: int
    version: int
    frozen_at: datetime
    summary: Summary
    reason: str = ""
    author: str = ""


def insert(
    db: Database,
    *,
    meeting_id: int,
    summary: Summary,
    frozen_at: datetime,
    reason: str = "",
    author_id: int | None = None,
) -> int:
    """The meeting's next version; returns its id. frozen_at: UTC."""
    content = json.dumps(summary.as_json(), ensure_ascii=False)
    row = db.execute(
        "INSERT INTO summary (meeting_id, version, frozen_at, content, reason, author_id) "
        "SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, ? FROM summary WHERE meeting_id = ? RETURNING id",
        (meeting_id, instant_text(frozen_at), content, reason, author_id, meeting_id),
    ).fetchone()
    return int(row["id"])


_SELECT = (
    "SELECT s.id, s.meeting_id, s.version, s.frozen_at, s.content, s.reason, coalesce(p.name, '') AS author "
    "FROM summary s LEFT JOIN person p ON p.id = s.author_id "
)


def newest(db: Database, meeting_id: int) -> FrozenSummary | None:
    return _one(db.execute(_SELECT + "WHERE meeting_id = ? ORDER BY version DESC LIMIT 1", (meeting_id,)).fetchone())


def by_id(db: Database, summary_id: int) -> FrozenSummary | None:
    return _one(db.execute(_SELECT + "WHERE s.id = ?", (summary_id,)).fetchone())


def versions(db: Database, meeting_id: int) -> list[FrozenSummary]:
    """Every version, oldest first."""
    rows = db.execute(_SELECT + "WHERE meeting_id = ? ORDER BY version", (meeting_id,))
    return [_frozen(row) for row in rows]


def newest_of_committee(db: Database, committee_id: int) -> list[FrozenSummary]:
    """The newest version of each follow-up to meetings that were not cancelled, the latest meeting first."""
    rows = db.execute(
        _SELECT + "JOIN meeting g ON g.id = s.meeting_id "
        "WHERE g.committee_id = ? AND g.state = 'planned' AND s.version = "
        "(SELECT max(version) FROM summary WHERE meeting_id = s.meeting_id) ORDER BY g.held_on DESC",
        (committee_id,),
    )
    return [_frozen(row) for row in rows]


def dispatched_meetings(db: Database) -> set[int]:
    """The ids of the meetings of whose follow-up an e-mail has been planned."""
    rows = db.execute("SELECT DISTINCT s.meeting_id FROM summary s JOIN delivery d ON d.summary_id = s.id")
    return {row["meeting_id"] for row in rows}


def mails(db: Database, meeting_id: int) -> list[tuple[int, int, str]]:
    """The e-mails of the meeting's follow-up: version, id in the ledger, and state."""
    rows = db.execute(
        "SELECT s.version, d.id, d.state FROM summary s JOIN delivery d ON d.summary_id = s.id "
        "WHERE s.meeting_id = ? ORDER BY d.id",
        (meeting_id,),
    )
    return [(row["version"], row["id"], row["state"]) for row in rows]


def frozen_meetings(db: Database) -> set[int]:
    """The ids of the meetings whose follow-up is frozen."""
    return {row["meeting_id"] for row in db.execute("SELECT DISTINCT meeting_id FROM summary")}


def last_frozen_with(db: Database, committee_id: int, plan_slug: str) -> datetime | None:
    """When the last follow-up that holds the plan was frozen (UTC); None where none was."""
    row = db.execute(
        "SELECT max(s.frozen_at) AS frozen_at FROM summary s JOIN meeting g ON g.id = s.meeting_id "
        "WHERE g.committee_id = ? AND EXISTS (SELECT 1 FROM json_each(s.content, '$.plans') p "
        "WHERE json_extract(p.value, '$.slug') = ?)",
        (committee_id, plan_slug),
    ).fetchone()
    return None if row["frozen_at"] is None else instant(row["frozen_at"])


def _one(row: sqlite3.Row | None) -> FrozenSummary | None:
    return None if row is None else _frozen(row)


def _frozen(row: sqlite3.Row) -> FrozenSummary:
    return FrozenSummary(
        id=row["id"],
        meeting_id=row["meeting_id"],
        version=row["version"],
        frozen_at=instant(row["frozen_at"]),
        summary=Summary.from_json(json.loads(row["content"])),
        reason=row["reason"],
        author=row["author"],
    )
