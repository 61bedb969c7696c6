"""Reports in the database: what is due from which measure to which meeting, and every version that was submitted."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.amount import Amount
from tracker.domain.indicator import Value
from tracker.domain.money import Unit
from tracker.domain.report import Report, ReportVersion
from tracker.domain.status import Status
from tracker.store.columns import instant, instant_text, optional_instant


def insert(db: Database, *, measure_id: int, meeting_id: int) -> None:
    db.execute("INSERT INTO report (measure_id, meeting_id) VALUES (?, ?)", (measure_id, meeting_id))


def delete(db: Database, *, measure_id: int, meeting_id: int) -> None:
    """The measure is not reported to the meeting. Of one that something was ever said in, the database refuses it."""
    db.execute("DELETE FROM report WHERE measure_id = ? AND meeting_id = ?", (measure_id, meeting_id))


def answered_meetings(db: Database, measure_id: int) -> set[int]:
    """The ids of the meetings that something was ever reported to of the measure, taken back or not."""
    rows = db.execute(
        "SELECT r.meeting_id FROM report r WHERE r.measure_id = ? "
        "AND EXISTS (SELECT 1 FROM report_version v WHERE v.report_id = r.id)",
        (measure_id,),
    )
    return {row["meeting_id"] for row in rows}


_REPORT = (
    "SELECT r.id, r.measure_id, r.meeting_id, "
    "(SELECT max(v.submitted_at) FROM report_version_in v WHERE v.report_id = r.id) AS submitted_at FROM report r "
)


def of_plan(db: Database, plan_id: int) -> list[Report]:
    """Every report that the plan's measures owe, in order of meeting."""
    rows = db.execute(
        _REPORT + "JOIN measure m ON m.id = r.measure_id JOIN meeting g ON g.id = r.meeting_id "
        "WHERE m.plan_id = ? ORDER BY g.held_on, m.position",
        (plan_id,),
    )
    return [_report(row) for row in rows]


def days_of_plan(db: Database, plan_id: int) -> list[tuple[int, date]]:
    """Which measure is reported on which day: to each meeting that is not cancelled, in order of date."""
    rows = db.execute(
        "SELECT r.measure_id, g.held_on FROM report r JOIN meeting g ON g.id = r.meeting_id "
        "JOIN measure m ON m.id = r.measure_id WHERE m.plan_id = ? AND g.state = 'planned' ORDER BY g.held_on",
        (plan_id,),
    )
    return [(row["measure_id"], date.fromisoformat(row["held_on"])) for row in rows]


def of_measure(db: Database, measure_id: int) -> list[Report]:
    """Every report that the measure owes."""
    return [_report(row) for row in db.execute(_REPORT + "WHERE r.measure_id = ?", (measure_id,))]


def of_meeting(db: Database, meeting_id: int) -> list[Report]:
    """Every report that is owed to the meeting, plan by plan in the document's order."""
    rows = db.execute(
        _REPORT + "JOIN measure m ON m.id = r.measure_id WHERE r.meeting_id = ? ORDER BY m.plan_id, m.position",
        (meeting_id,),
    )
    return [_report(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A report that has not been submitted: whom to remind, and what of. measure and plan are as people name them."""

    report_id: int
    measure_id: int
    meeting_id: int
    owner_id: int | None
    controller_id: int | None
    committee_id: int
    measure: str
    plan: str


def outstanding(db: Database, first: date, last: date = date.max) -> list[Outstanding]:
    """Unsubmitted reports to planned meetings from day to day; measures that count no more owe none."""
    rows = db.execute(
        "SELECT r.id, r.measure_id, r.meeting_id, m.owner_id, p.controller_id, p.committee_id, "
        "CASE m.number WHEN '' THEN m.title ELSE m.number || '. ' || m.title END, p.title "
        "FROM meeting g JOIN report r ON r.meeting_id = g.id JOIN measure m ON m.id = r.measure_id "
        "JOIN plan p ON p.id = m.plan_id "
        "WHERE g.held_on BETWEEN ? AND ? AND g.state = 'planned' "
        "AND NOT EXISTS (SELECT 1 FROM report_version_in v WHERE v.report_id = r.id) "
        "AND coalesce((SELECT s.status FROM measure_status s WHERE s.measure_id = m.id "
        "ORDER BY s.as_of DESC, s.id DESC LIMIT 1), '') NOT IN ('cancelled', 'replaced') "
        "ORDER BY g.held_on, p.id, m.position",
        (first.isoformat(), last.isoformat()),
    )
    return [Outstanding(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What an owner submits. The ids are of the effects that count at that moment; submitted_at: UTC."""

    report_id: int
    status: Status
    text: str
    unchanged: bool
    forecast_id: int | None
    outcome_id: int | None
    author_id: int
    submitted_at: datetime
    indicator_value_id: int | None = None


def insert_version(db: Database, version: NewVersion) -> int:
    """Returns the new version's id. Older versions stay."""
    row = db.execute(
        "INSERT INTO report_version (report_id, status, text, unchanged, forecast_id, outcome_id, author_id, "
        "submitted_at, indicator_value_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            version.report_id, version.status.value, version.text, int(version.unchanged),
            version.forecast_id, version.outcome_id, version.author_id, instant_text(version.submitted_at),
            version.indicator_value_id,
        ),
    ).fetchone()  # fmt: skip
    return int(row["id"])


_VERSION = (
    "SELECT v.*, p.name AS author, "
    "f.id AS f_id, f.low_kr AS f_low, f.high_kr AS f_high, f.provisional AS f_provisional, f.unit AS f_unit, "
    "f.decimals AS f_decimals, f.words AS f_words, "
    "o.id AS o_id, o.low_kr AS o_low, o.high_kr AS o_high, o.provisional AS o_provisional, o.unit AS o_unit, "
    "o.decimals AS o_decimals, o.words AS o_words, i.number AS i_number, i.decimals AS i_decimals, "
    "r.measure_id AS measure_id, r.meeting_id AS meeting_id "
    "FROM {versions} v JOIN report r ON r.id = v.report_id JOIN person p ON p.id = v.author_id "
    "LEFT JOIN effect f ON f.id = v.forecast_id LEFT JOIN effect o ON o.id = v.outcome_id "
    "LEFT JOIN indicator_value i ON i.id = v.indicator_value_id "
)


_EVERY_VERSION = _VERSION.format(versions="report_version")
_IN = _VERSION.format(versions="report_version_in")


def versions_of_measure(db: Database, measure_id: int) -> list[tuple[int, ReportVersion]]:
    """Every version with the id of its meeting, oldest first; those that were taken back too."""
    rows = db.execute(_EVERY_VERSION + "WHERE r.measure_id = ? ORDER BY v.id", (measure_id,))
    return [(row["meeting_id"], _version(row)) for row in rows]


def newest_versions(db: Database, meeting_id: int) -> dict[int, ReportVersion]:
    """The newest version of each report to the meeting that has been submitted, by measure id."""
    rows = db.execute(_IN + "WHERE r.meeting_id = ? ORDER BY v.id", (meeting_id,))
    return {row["measure_id"]: _version(row) for row in rows}


def last_said(db: Database, measure_ids: list[int], before: date) -> dict[int, tuple[date, ReportVersion]]:
    """What was last reported of each measure to a meeting before that date: the meeting's date and the version."""
    marks = ", ".join("?" * len(measure_ids))
    rows = db.execute(
        _IN.replace(" FROM report_version_in", ", g.held_on AS held_on FROM report_version_in", 1)
        + f"JOIN meeting g ON g.id = r.meeting_id WHERE r.measure_id IN ({marks}) AND g.held_on < ? "
        "ORDER BY g.held_on, v.id",
        (*measure_ids, before.isoformat()),
    )
    return {row["measure_id"]: (date.fromisoformat(row["held_on"]), _version(row)) for row in rows}


def insert_withdrawal(
    db: Database, *, report_id: int, version_id: int, author_id: int | None, withdrawn_at: datetime
) -> int:
    """The report is not in any more, up to and with that version; returns the withdrawal's id. withdrawn_at: UTC."""
    row = db.execute(
        "INSERT INTO report_withdrawal (report_id, version_id, author_id, withdrawn_at) "
        "VALUES (?, ?, ?, ?) RETURNING id",
        (report_id, version_id, author_id, instant_text(withdrawn_at)),
    ).fetchone()
    return int(row["id"])


def versions_in(db: Database, report_id: int) -> list[int]:
    """The ids of the report's versions that are in, oldest first."""
    rows = db.execute("SELECT id FROM report_version_in WHERE report_id = ? ORDER BY id", (report_id,))
    return [row["id"] for row in rows]


def _report(row: sqlite3.Row) -> Report:
    return Report(row["id"], row["measure_id"], row["meeting_id"], optional_instant(row["submitted_at"]))


def _version(row: sqlite3.Row) -> ReportVersion:
    return ReportVersion(
        row["id"],
        row["report_id"],
        Status(row["status"]),
        row["text"],
        bool(row["unchanged"]),
        _amount(row, "f"),
        _amount(row, "o"),
        row["author"],
        instant(row["submitted_at"]),
        None if row["i_decimals"] is None else Value(row["i_number"], row["i_decimals"]),
    )


def _amount(row: sqlite3.Row, prefix: str) -> Amount | None:
    if row[f"{prefix}_id"] is None:
        return None
    return Amount(
        row[f"{prefix}_low"], row[f"{prefix}_high"], bool(row[f"{prefix}_provisional"]),
        Unit(row[f"{prefix}_unit"]), row[f"{prefix}_decimals"], row[f"{prefix}_words"],
    )  # fmt: skip


def submitted_of_plan(db: Database, plan_id: int) -> list[tuple[int, int, bool]]:
    """Every report that the plan's measures owe: measure id, meeting id, and whether it has been submitted."""
    rows = db.execute(
        "SELECT r.measure_id, r.meeting_id, "
        "EXISTS (SELECT 1 FROM report_version_in v WHERE v.report_id = r.id) AS submitted "
        "FROM report r JOIN measure m ON m.id = r.measure_id WHERE m.plan_id = ?",
        (plan_id,),
    )
    return [(measure_id, meeting_id, bool(submitted)) for measure_id, meeting_id, submitted in rows]


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report to a meeting with the names that a list of them needs. owner "": nobody. submitted_at: UTC."""

    measure_id: int
    plan_id: int
    number: str
    title: str
    owner_id: int | None
    owner: str
    submitted_at: datetime | None


# Measures that count no more owe no reports, but what was submitted of them before stays.
_OWED = (
    "SELECT o.* FROM (SELECT m.id, m.plan_id, m.number, m.title, m.owner_id, m.position, r.meeting_id, "
    "(SELECT max(v.submitted_at) FROM report_version_in v WHERE v.report_id = r.id) AS submitted_at, "
    "coalesce((SELECT s.status FROM measure_status s WHERE s.measure_id = m.id "
    "ORDER BY s.as_of DESC, s.id DESC LIMIT 1), '') AS status "
    "FROM report r JOIN measure m ON m.id = r.measure_id WHERE r.meeting_id IN ({meetings})) o "
    "WHERE o.submitted_at IS NOT NULL OR o.status NOT IN ('cancelled', 'replaced')"
)


def owed_to(db: Database, meeting_id: int) -> list[OwedReport]:
    """Every report that is owed to the meeting, plan by plan in the document's order."""
    rows = db.execute(
        f"SELECT o.*, coalesce(p.name, '') AS owner FROM ({_OWED.format(meetings='?')}) o "
        "LEFT JOIN person p ON p.id = o.owner_id ORDER BY o.plan_id, o.position",
        (meeting_id,),
    )
    return [
        OwedReport(
            row["id"],
            row["plan_id"],
            row["number"],
            row["title"],
            row["owner_id"],
            row["owner"],
            optional_instant(row["submitted_at"]),
        )
        for row in rows
    ]


def counts_of_committee(db: Database, committee_id: int) -> dict[int, tuple[int, int]]:
    """For each of the committee's meetings that is reported to: how many reports are submitted, and how many owed."""
    owed = _OWED.format(meetings="SELECT id FROM meeting WHERE committee_id = ?")
    rows = db.execute(
        f"SELECT meeting_id, count(*) AS owed, count(submitted_at) AS submitted FROM ({owed}) GROUP BY meeting_id",
        (committee_id,),
    )
    return {row["meeting_id"]: (row["submitted"], row["owed"]) for row in rows}
