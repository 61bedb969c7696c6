"""One measure reported to one meeting (DESIGN 2)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.domain.amount import Amount
from tracker.domain.indicator import Value
from tracker.domain.status import Status
from tracker.domain.words import said_of


class ReportState(StrEnum):
    """Where a report stands on a date."""

    TO_COME = "to_come"
    DUE = "due"
    SUBMITTED = "submitted"
    LATE = "late"
    MISSING = "missing"

    @property
    def swedish(self) -> str:
        """Translated in the sense of "report"."""
        return _SWEDISH[self]


_SWEDISH = {
    ReportState.TO_COME: said_of("report", "kommer"),
    ReportState.DUE: said_of("report", "väntas"),
    ReportState.SUBMITTED: said_of("report", "inlämnad"),
    ReportState.LATE: said_of("report", "försenad"),
    ReportState.MISSING: said_of("report", "saknas"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """That one measure is to be reported to one meeting. submitted_at: UTC, of the newest version; None before that."""

    id: int
    measure_id: int
    meeting_id: int
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """What an owner said. Append-only: a correction is a new version. Amounts are as they stood when it was sent."""

    id: int
    report_id: int
    status: Status
    text: str
    unchanged: bool
    forecast: Amount | None
    outcome: Amount | None
    author: str
    submitted_at: datetime
    value: Value | None = None
    """Of an indicator: what it had come to."""


def report_state(*, submitted: bool, deadline: date, held_on: date, opens_on: date, today: date) -> ReportState:
    """Submitted; else to come before the ladder's first step (opens_on), due to the deadline, late to the meeting."""
    if submitted:
        return ReportState.SUBMITTED
    if today > held_on:
        return ReportState.MISSING
    if today > deadline:
        return ReportState.LATE
    return ReportState.DUE if today >= opens_on else ReportState.TO_COME
