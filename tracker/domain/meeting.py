"""A committee's meeting with its report deadline and dispatch date (DESIGN 2 and 4.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.workdays import shift_working_days, working_day_on_or_before


class MeetingState(StrEnum):
    """Whether the meeting is to be (or was) held."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How many working days before a meeting its reports are due and its follow-up is sent."""

    report_days_before: int
    dispatch_days_before: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """held_on: the day of the meeting. report_deadline (manusstopp) and dispatch_on (utskick) are both working days."""

    id: int
    committee_id: int
    held_on: date
    report_deadline: date
    dispatch_on: date
    state: MeetingState = MeetingState.PLANNED

    def is_over(self, today: date) -> bool:
        """From the day after it was held (the day itself still counts)."""
        return today > self.held_on


def deadlines(
    held_on: date, rule: DeadlineRule, *, report_by_hand: date | None = None, dispatch_by_hand: date | None = None
) -> tuple[date, date]:
    """Report deadline and dispatch date: by the rule, or as set by hand; always on a working day (DESIGN 4.1).

    >>> [day.isoformat() for day in deadlines(date(2019, 6, 12), DeadlineRule(7, 5))]
    ['2019-05-31', '2019-06-04']
    """
    report = report_by_hand or shift_working_days(held_on, -rule.report_days_before)
    dispatch = dispatch_by_hand or shift_working_days(held_on, -rule.dispatch_days_before)
    return working_day_on_or_before(report), working_day_on_or_before(dispatch)
