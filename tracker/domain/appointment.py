"""A report deadline as it stands in somebody's calendar, and what a letter about a change of it says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a calendar says of a meeting that its owner reports to. cancelled: she need not, and the day is taken out.

    A cancelled one keeps the dates that the calendar has.
    """

    held_on: date
    report_deadline: date
    cancelled: bool = False

    def says_same(self, other: "Appointment") -> bool:
        """Whether nothing new would be told."""
        return self == other or (self.cancelled and other.cancelled)


class CalendarChange(StrEnum):
    """What has become of an appointment that somebody has in her calendar."""

    CANCELLED = "cancelled"
    NOT_YOURS = "not_yours"
    MOVED = "moved"
    NEW_DEADLINE = "new_deadline"
    ON_AGAIN = "on_again"


def calendar_change(before: Appointment | None, now: Appointment, *, meeting_cancelled: bool) -> CalendarChange:
    """What has happened. before: what the calendar says, None where that is not known."""
    if now.cancelled:
        return CalendarChange.CANCELLED if meeting_cancelled else CalendarChange.NOT_YOURS
    if before is None or before.cancelled:
        return CalendarChange.ON_AGAIN
    return CalendarChange.NEW_DEADLINE if before.held_on == now.held_on else CalendarChange.MOVED
