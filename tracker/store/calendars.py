"""What calendar files have told whom (calendar_entry), whose calendars a meeting is in, and the feeds' generations."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from tracker.domain.appointment import Appointment


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What one file told one person of one meeting, under which SEQUENCE.

    certain: its e-mail is sent or on its way. waiting: it is in a letter of its own that is not sent, to address.
    """

    delivery_id: int
    person_id: int
    meeting_id: int
    sequence: int
    appointment: Appointment
    certain: bool
    waiting: bool
    address: str


# What was never handed over is not told. A letter about a change that failed is not written again, so it counts.
_TOLD = (
    "SELECT e.*, d.address, d.state NOT IN ('cancelled', 'failed') AS certain,"
    " d.message = 'calendar' AND d.state IN ('planned', 'deferred') AS waiting"
    " FROM calendar_entry e JOIN delivery d ON d.id = e.delivery_id"
    " WHERE (d.state NOT IN ('cancelled', 'failed') OR (d.state = 'failed' AND d.message = 'calendar')"
    " OR EXISTS (SELECT 1 FROM delivery_attempt a WHERE a.delivery_id = d.id AND a.state = 'uncertain'))"
)


def told(db: Database, person_id: int, meeting_id: int, *, before: int | None = None) -> CalendarEntry | None:
    """The newest entry that the person has been told of the meeting; only of those with a SEQUENCE below before."""
    row = db.execute(
        f"{_TOLD} AND e.person_id = ? AND e.meeting_id = ? AND (? IS NULL OR e.sequence < ?)"
        " ORDER BY e.sequence DESC LIMIT 1",
        (person_id, meeting_id, before, before),
    ).fetchone()
    return None if row is None else _entry(row)


def told_ahead(db: Database, first: date) -> list[CalendarEntry]:
    """The newest entry of each person for each meeting that is held (or was to be) on that day or later."""
    rows = db.execute(
        f"{_TOLD} AND e.meeting_id IN (SELECT id FROM meeting WHERE held_on >= ?)"
        " ORDER BY e.person_id, e.meeting_id, e.sequence",
        (first.isoformat(),),
    )
    return list({(row["person_id"], row["meeting_id"]): _entry(row) for row in rows}.values())


def of_delivery(db: Database, delivery_id: int) -> dict[int, tuple[int, Appointment]]:
    """The SEQUENCE and the appointment of each file that an e-mail carries, by meeting id."""
    rows = db.execute("SELECT * FROM calendar_entry WHERE delivery_id = ?", (delivery_id,))
    return {row["meeting_id"]: (row["sequence"], _appointment(row)) for row in rows}


def of_open_deliveries(db: Database) -> dict[int, dict[int, int]]:
    """The SEQUENCE of each file that e-mails which are not finished carry, by delivery and meeting id."""
    carried: dict[int, dict[int, int]] = {}
    for row in db.execute(
        "SELECT e.delivery_id, e.meeting_id, e.sequence FROM calendar_entry e JOIN delivery d ON d.id = e.delivery_id"
        " WHERE d.state IN ('planned', 'deferred', 'sending', 'uncertain')"
    ):
        carried.setdefault(row["delivery_id"], {})[row["meeting_id"]] = row["sequence"]
    return carried


def next_sequence(db: Database, person_id: int, meeting_id: int) -> int:
    """Higher than all that have been used; 0 for the first."""
    return int(
        db.execute(
            "SELECT coalesce(max(sequence) + 1, 0) FROM calendar_entry WHERE person_id = ? AND meeting_id = ?",
            (person_id, meeting_id),
        ).fetchone()[0]
    )


def insert(
    db: Database, appointment: Appointment, *, delivery_id: int, person_id: int, meeting_id: int, sequence: int
) -> None:
    """The e-mail carries a file that says so."""
    db.execute(
        "INSERT INTO calendar_entry VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            delivery_id,
            person_id,
            meeting_id,
            sequence,
            appointment.held_on.isoformat(),
            appointment.report_deadline.isoformat(),
            int(appointment.cancelled),
        ),
    )


def reported_by(db: Database, meeting_ids: Iterable[int]) -> list[tuple[int, int | None, int | None, int]]:
    """Meeting, owner, controller and committee of each report to those meetings.

    Of measures that count no more only where something was reported; an author stands as an owner.
    """
    of_meetings = (
        "FROM report r JOIN measure m ON m.id = r.measure_id JOIN plan p ON p.id = m.plan_id"
        " WHERE r.meeting_id IN (SELECT value FROM json_each(:meetings))"
    )
    rows = db.execute(
        f"SELECT r.meeting_id, m.owner_id, p.controller_id, p.committee_id {of_meetings}"
        " AND (EXISTS (SELECT 1 FROM report_version v WHERE v.report_id = r.id)"
        " OR coalesce((SELECT s.status FROM measure_status s WHERE s.measure_id = m.id"
        " ORDER BY s.as_of DESC, s.id DESC LIMIT 1), '') NOT IN ('cancelled', 'replaced'))"
        " UNION SELECT r.meeting_id, v.author_id, p.controller_id, p.committee_id"
        f" {of_meetings.replace('WHERE', 'JOIN report_version v ON v.report_id = r.id WHERE', 1)}",
        {"meetings": json.dumps(sorted(set(meeting_ids)))},
    )
    return [tuple(row) for row in rows]


def committees_of(db: Database, person_id: int) -> list[int]:
    """The committees whose meetings the person has to do with: as owner, controller, secretary or member."""
    rows = db.execute(
        "SELECT DISTINCT p.committee_id FROM plan p LEFT JOIN measure m ON m.plan_id = p.id"
        " WHERE m.owner_id = :person OR p.controller_id = :person"
        " UNION SELECT c.id FROM committee c JOIN person_role r ON coalesce(r.committee_id, c.id) = c.id"
        " WHERE r.person_id = :person AND r.role IN ('secretary', 'member') ORDER BY 1",
        {"person": person_id},
    )
    return [row[0] for row in rows]


def meeting_changes(db: Database, meeting_ids: Iterable[int]) -> dict[int, int]:
    """How often each meeting has been moved, cancelled or reinstated; those that never were are left out."""
    wanted = sorted(set(meeting_ids))
    marks = ", ".join("?" * len(wanted))
    rows = db.execute(
        f"SELECT noun_id, count(*) FROM event WHERE noun = 'meeting' AND noun_id IN ({marks}) GROUP BY noun_id", wanted
    )
    return {row[0]: row[1] for row in rows}


def feed_generation(db: Database, person_id: int) -> int:
    """Which generation of the person's feed addresses holds; 1 until one is revoked."""
    row = db.execute("SELECT generation FROM calendar_feed WHERE person_id = ?", (person_id,)).fetchone()
    return 1 if row is None else int(row["generation"])


def feed_generations(db: Database) -> dict[int, int]:
    """The same for everybody whose feed was revoked, by person id; all others are at 1."""
    rows = db.execute("SELECT person_id, generation FROM calendar_feed")
    return {row["person_id"]: row["generation"] for row in rows}


def revoke_feed(db: Database, person_id: int) -> None:
    """Every address of the person's feed that has been given so far stops holding."""
    db.execute(
        "INSERT INTO calendar_feed VALUES (?, 2) ON CONFLICT DO UPDATE SET generation = generation + 1", (person_id,)
    )


def _entry(row: Any) -> CalendarEntry:
    return CalendarEntry(
        row["delivery_id"],
        row["person_id"],
        row["meeting_id"],
        row["sequence"],
        _appointment(row),
        bool(row["certain"]),
        bool(row["waiting"]),
        row["address"],
    )


def _appointment(row: Any) -> Appointment:
    return Appointment(
        date.fromisoformat(row["held_on"]), date.fromisoformat(row["report_deadline"]), bool(row["cancelled"])
    )
