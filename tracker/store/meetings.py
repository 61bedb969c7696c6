"""Meetings in the database. Their deadlines are computed by the rule unless set by hand."""

import sqlite3
from datetime import date

from sqlite_utils import Database

from tracker.domain.meeting import DeadlineRule, Meeting, MeetingState, deadlines
from tracker.store.columns import optional_date, optional_date_text


def ensure(db: Database, committee_id: int, held_on: date) -> int:
    """The id of the committee's meeting on that day, made where there is none."""
    db.execute(
        "INSERT OR IGNORE INTO meeting (committee_id, held_on) VALUES (?, ?)", (committee_id, held_on.isoformat())
    )
    row = db.execute(
        "SELECT id FROM meeting WHERE committee_id = ? AND held_on = ?", (committee_id, held_on.isoformat())
    ).fetchone()
    return int(row["id"])


def of_committee(db: Database, committee_id: int, rule: DeadlineRule) -> list[Meeting]:
    """In order of date, cancelled ones too."""
    rows = db.execute("SELECT * FROM meeting WHERE committee_id = ? ORDER BY held_on", (committee_id,))
    return [_meeting(row, rule) for row in rows]


def from_date(db: Database, first: date, rule: DeadlineRule) -> list[Meeting]:
    """Every committee's planned meetings on that day or later, in order of date."""
    rows = db.execute(
        "SELECT * FROM meeting WHERE held_on >= ? AND state = 'planned' ORDER BY held_on, id", (first.isoformat(),)
    )
    return [_meeting(row, rule) for row in rows]


def on(db: Database, committee_id: int, held_on: date, rule: DeadlineRule) -> Meeting | None:
    row = db.execute(
        "SELECT * FROM meeting WHERE committee_id = ? AND held_on = ?", (committee_id, held_on.isoformat())
    ).fetchone()
    return None if row is None else _meeting(row, rule)


def on_day(db: Database, held_on: date, rule: DeadlineRule) -> list[Meeting]:
    """Every committee's meeting on that day, cancelled ones too."""
    rows = db.execute("SELECT * FROM meeting WHERE held_on = ? ORDER BY id", (held_on.isoformat(),))
    return [_meeting(row, rule) for row in rows]


def moved_to(db: Database, committee_id: int, held_on: date) -> date | None:
    """The day of the committee's meeting that was last to be held on held_on, and is held on another now."""
    row = db.execute(
        "SELECT g.held_on FROM event e JOIN meeting g ON g.id = e.noun_id "
        "WHERE e.noun = 'meeting' AND e.action = 'move' AND g.committee_id = ? "
        "AND g.held_on <> ? AND json_extract(e.before, '$.held_on') = ? ORDER BY e.id DESC LIMIT 1",
        (committee_id, held_on.isoformat(), held_on.isoformat()),
    ).fetchone()
    return None if row is None else date.fromisoformat(row["held_on"])


def by_id(db: Database, meeting_id: int, rule: DeadlineRule) -> Meeting | None:
    row = db.execute("SELECT * FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    return None if row is None else _meeting(row, rule)


def taken(db: Database, committee_id: int, held_on: date) -> bool:
    """Whether the committee has a meeting on that day already, cancelled or not."""
    found = db.execute(
        "SELECT 1 FROM meeting WHERE committee_id = ? AND held_on = ?", (committee_id, held_on.isoformat())
    )
    return found.fetchone() is not None


def by_hand(db: Database, meeting_id: int) -> tuple[date | None, date | None]:
    """The report deadline and the dispatch date that are set by hand; None for each that the rule decides."""
    row = db.execute("SELECT report_by_hand, dispatch_by_hand FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    return optional_date(row["report_by_hand"]), optional_date(row["dispatch_by_hand"])


def set_dates(
    db: Database, meeting_id: int, *, held_on: date, report_by_hand: date | None, dispatch_by_hand: date | None
) -> None:
    """None: by the rule of the config."""
    db.execute(
        "UPDATE meeting SET held_on = ?, report_by_hand = ?, dispatch_by_hand = ? WHERE id = ?",
        (held_on.isoformat(), optional_date_text(report_by_hand), optional_date_text(dispatch_by_hand), meeting_id),
    )


def set_state(db: Database, meeting_id: int, state: MeetingState) -> None:
    db.execute("UPDATE meeting SET state = ? WHERE id = ?", (state.value, meeting_id))


def _meeting(row: sqlite3.Row, rule: DeadlineRule) -> Meeting:
    held_on = date.fromisoformat(row["held_on"])
    report, dispatch = deadlines(
        held_on,
        rule,
        report_by_hand=optional_date(row["report_by_hand"]),
        dispatch_by_hand=optional_date(row["dispatch_by_hand"]),
    )
    return Meeting(row["id"], row["committee_id"], held_on, report, dispatch, MeetingState(row["state"]))
