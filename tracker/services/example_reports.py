"""What the owners of an example's measures have reported before its first day, sent as they would have sent it."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlite_utils import Database

from tracker.clock import parse_now
from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.services.report_form import report_form
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import Answer, submit
from tracker.store import meetings, people

FIELDS = ("status", "forecast", "outcome", "text")


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """at: UTC. by: whose report it is. measure: its number. typed: by field of the form; the others are left alone."""

    at: datetime
    by: str
    meeting: date
    measure: str
    typed: dict[str, str]


def reports_from(values: dict[str, Any]) -> list[ExampleReport]:
    """The [[reports]] of an example file, in order of time."""
    found = [
        ExampleReport(
            at=parse_now(each["at"]).astimezone(UTC),
            by=each["by"],
            meeting=each["meeting"],
            measure=each["measure"],
            typed={field: each[field] for field in FIELDS if field in each},
        )
        for each in values.get("reports", [])
    ]
    return sorted(found, key=lambda each: each.at)


def send_report(db: Database, settings: Settings, report: ExampleReport) -> None:
    """Through the form's own services, at the report's own time."""
    today = report.at.astimezone(STOCKHOLM).date()
    person = people.by_email(db, report.by)
    ahead = meetings.from_date(db, today, settings.meetings.deadline_rule)
    meeting = next(each for each in ahead if each.held_on == report.meeting)
    assert person is not None
    holder = LinkHolder(person, meeting)
    form = report_form(db, settings, holder, today=today)
    item = next(each for each in form.items if each.due.measure.number == report.measure)
    answer = Answer(**{**asdict(item.shown), **report.typed})
    submit(db, holder, {item.id: answer}, now=report.at, today=today)
