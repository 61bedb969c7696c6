"""Frozen follow-ups: one row a version, never changed."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.delivery import DeliveryState
from tracker.domain.meeting import Meeting
from tracker.domain.summary import Summary
from tracker.store import history
from tracker.store.columns import instant, instant_text
from tracker.store.history import Mark


@dataclass(frozen=True, slots=True)
class FrozenSummary:
    """A follow-up as it was frozen. frozen_at: UTC.

    reason: why it was frozen anew, "" for a first version. author: who froze it, "" where the clock did. mark: how far
    the history had been written, None where that was not kept.
    """

    id: int
    meeting_id: int
    version: int
    frozen_at: datetime
    summary: Summary
    reason: str = ""
    author: str = ""
    mark: Mark | None = None


def insert(
    db: Database,
    *,
    meeting_id: int,
    summary: Summary,
    frozen_at: datetime,
    mark: Mark | None = None,
    reason: str = "",
    author_id: int | None = None,
) -> int:
    """The meeting's next version; returns its id. frozen_at: UTC. mark: how far the history has been written."""
    content = json.dumps(summary.as_json(), ensure_ascii=False)
    row = db.execute(
        "INSERT INTO summary (meeting_id, version, frozen_at, content, reason, author_id, mark) "
        "SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ? FROM summary WHERE meeting_id = ? RETURNING id",
        (meeting_id, instant_text(frozen_at), content, reason, author_id, mark and mark.as_json(), meeting_id),
    ).fetchone()
    return int(row["id"])


_SELECT = (
    "SELECT s.id, s.meeting_id, s.version, s.frozen_at, s.content, s.reason, s.mark, coalesce(p.name, '') AS author "
    "FROM summary s LEFT JOIN person p ON p.id = s.author_id "
)


def newest(db: Database, meeting_id: int) -> FrozenSummary | None:
    return _one(db.execute(_SELECT + "WHERE meeting_id = ? ORDER BY version DESC LIMIT 1", (meeting_id,)).fetchone())


def in_force(db: Database, meeting: Meeting) -> FrozenSummary | None:
    """The newest version, where it was frozen for the day that the meeting is held on; None since it was moved."""
    found = newest(db, meeting.id)
    return found if found is not None and found.summary.held_on == meeting.held_on else None


def mark_of(db: Database, frozen: FrozenSummary, committee_id: int) -> Mark:
    """How far the history had been written when it was frozen, by what was kept, else by the times of writing."""
    return frozen.mark or history.mark_at(db, committee_id, frozen.frozen_at)


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the follow-up of a meeting has come, as of the day that the meeting is held on now.

    frozen_id: of its newest version, None where that was frozen for another day or there is none. mailed_id: of the
    newest of which an e-mail was planned, None where none was since it was frozen for another day.
    """

    frozen_id: int | None = None
    mailed_id: int | None = None


def standings(db: Database, first: date) -> dict[int, Standing]:
    """Of each meeting on that day or later whose follow-up was ever frozen, by id."""
    rows = db.execute(
        "SELECT s.meeting_id, s.id, json_extract(s.content, '$.held_on') = g.held_on AS of_day, "
        "EXISTS (SELECT 1 FROM delivery d WHERE d.summary_id = s.id) AS mailed "
        "FROM summary s JOIN meeting g ON g.id = s.meeting_id WHERE g.held_on >= ? ORDER BY s.meeting_id, s.version",
        (first.isoformat(),),
    )
    found: dict[int, Standing] = {}
    for row in rows:
        before = found.get(row["meeting_id"], Standing())
        mailed_id = row["id"] if row["mailed"] else before.mailed_id
        of_day = bool(row["of_day"])
        found[row["meeting_id"]] = Standing(row["id"] if of_day else None, mailed_id if of_day else None)
    return found


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail of a follow-up in the ledger. frozen_for: the day of the meeting as its version was frozen.

    came_back: it was taken for delivery, and bounced for good.
    """

    delivery_id: int
    person_id: int
    name: str
    address: str
    state: DeliveryState
    meeting_id: int
    frozen_for: date
    came_back: bool


# Materialized: a follow-up is long, and its JSON is read once and not for each of its e-mails.
_MAIL = (
    "WITH s AS MATERIALIZED (SELECT id, meeting_id, json_extract(content, '$.held_on') AS day FROM summary "
    "WHERE id IN (SELECT summary_id FROM delivery WHERE {which})) "
    "SELECT d.id, d.person_id, p.name, d.address, d.state, s.meeting_id, s.day, "
    "EXISTS (SELECT 1 FROM bounce b WHERE b.delivery_id = d.id AND b.permanent = 1) AS came_back "
    "FROM delivery d JOIN s ON s.id = d.summary_id JOIN person p ON p.id = d.person_id WHERE {which} ORDER BY d.id"
)


def waiting_mails(db: Database) -> list[Mail]:
    """Those that have not left, of every meeting."""
    return _mails(db, "summary_id IS NOT NULL AND state IN ('planned', 'deferred', 'uncertain')", {})


def mails_of_version(db: Database, summary_id: int) -> list[Mail]:
    """Every one of that version, whatever became of it."""
    return _mails(db, "summary_id = :summary", {"summary": summary_id})


def _mails(db: Database, which: str, values: dict[str, int]) -> list[Mail]:
    return [
        Mail(
            row["id"],
            row["person_id"],
            row["name"],
            row["address"],
            DeliveryState(row["state"]),
            row["meeting_id"],
            date.fromisoformat(row["day"]),
            bool(row["came_back"]),
        )
        for row in db.execute(_MAIL.format(which=which), values)
    ]


def mails(db: Database, meeting_id: int) -> list[tuple[int, int, str]]:
    """The e-mails of the meeting's follow-up: version, id in the ledger, and state."""
    rows = db.execute(
        "SELECT s.version, d.id, d.state FROM summary s JOIN delivery d ON d.summary_id = s.id "
        "WHERE s.meeting_id = ? ORDER BY d.id",
        (meeting_id,),
    )
    return [(row["version"], row["id"], row["state"]) for row in rows]


def frozen_meetings(db: Database, first: date, committee_id: int | None = None) -> set[int]:
    """The ids of the meetings on that day or later whose follow-up is frozen for the day that they are held on now."""
    rows = db.execute(
        "SELECT s.meeting_id FROM meeting g JOIN summary s ON s.meeting_id = g.id "
        "WHERE g.held_on >= ? AND g.committee_id = coalesce(?, g.committee_id) "
        "AND s.version = (SELECT max(version) FROM summary WHERE meeting_id = g.id) "
        "AND json_extract(s.content, '$.held_on') = g.held_on",
        (first.isoformat(), committee_id),
    )
    return {row["meeting_id"] for row in rows}


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
        mark=Mark.from_json(row["mark"]) if row["mark"] else None,
    )
