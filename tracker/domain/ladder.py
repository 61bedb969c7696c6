"""The ladder: the steps of reminding before and after a report deadline (DESIGN 4.2)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from tracker.domain.dates import STOCKHOLM
from tracker.domain.workdays import shift_working_days, working_day_on_or_after


class Audience(StrEnum):
    """To whom a reminder goes: the person who owes the report, or those whom a missing one is escalated to."""

    OWNER = "owner"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True, order=True)
class Rung:
    """One step on a date. step: working days from the report deadline, negative before it."""

    due_on: date
    step: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in working days relative to the report deadline, and the time of day (Stockholm) that mails go out."""

    owner_steps: tuple[int, ...]
    escalation_steps: tuple[int, ...]
    send_at: time

    def rungs(self, audience: Audience, report_deadline: date) -> tuple[Rung, ...]:
        """The steps as dates, in order, each a working day."""
        steps = self.owner_steps if audience is Audience.OWNER else self.escalation_steps
        return tuple(sorted(Rung(shift_working_days(report_deadline, step), step) for step in steps))

    def opens_on(self, report_deadline: date) -> date:
        """The day on which owners are first asked for their reports."""
        return self.rungs(Audience.OWNER, report_deadline)[0].due_on

    def begins_on(self, report_deadline: date) -> date:
        """The day on which the first e-mail about it goes to anybody."""
        return shift_working_days(report_deadline, min((*self.owner_steps, *self.escalation_steps)))

    def next_slot(self, now: datetime) -> date:
        """The first day on which mails may go out: today where it is a working day, else the next one."""
        return working_day_on_or_after(now.astimezone(STOCKHOLM).date())

    def instant(self, day: date) -> datetime:
        """When mails go out on that day; aware, in Stockholm time."""
        return datetime.combine(day, self.send_at, STOCKHOLM)
