"""Which reminders go out when: a pure function of who owes what, the ladder, the ledger, and now (DESIGN 4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from types import MappingProxyType

from tracker.domain.ladder import Audience, Ladder, Rung
from tracker.domain.meeting import Meeting
from tracker.domain.workdays import working_day_on_or_after


@dataclass(frozen=True, slots=True)
class Owing:
    """That one person has something outstanding for one meeting, hers (owner) or others' (supervisor).

    reports: the ids of the outstanding reports.
    """

    person_id: int
    meeting: Meeting
    audience: Audience
    reports: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReminderKey:
    """One person, one meeting, one step of the ladder on the date it fell on. Unique in the ledger (DESIGN 4.5).

    The date is in it so that a meeting that is moved is reminded about anew.
    """

    person_id: int
    meeting_id: int
    audience: Audience
    step: int
    due_on: date


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A reminder that is to go out on a day, with that day's other reminders to the same person in one e-mail."""

    key: ReminderKey
    send_on: date
    meeting: Meeting


def plan_reminders(
    owings: Iterable[Owing],
    ladder: Ladder,
    *,
    in_ledger: Collection[ReminderKey],
    covered: Mapping[tuple[int, int, Audience], frozenset[int]] = MappingProxyType({}),
    mailed_on: Mapping[tuple[int, Audience], date],
    now: datetime,
    until: date,
) -> list[PlannedReminder]:
    """Every reminder from now until the end of a date, as if nobody reported in between, in order of day.

    Of the steps that have passed only the latest goes out, once, at the next slot (DESIGN 4.4). Nothing goes out after
    the day of the meeting (DESIGN 4.3), on a day off, or twice to one person on one day: mailed_on says on which day
    each person was last written to. in_ledger: the reminders that are sent or on their way; covered: by person, meeting
    and audience, the reports that they were about. Whoever has been reminded of the latest step and has got another
    report since (handed over, standing in, taken back) is asked for it at the next slot. A step before one that is in
    the ledger is past, also where the clock has been set back.
    """
    slot = ladder.next_slot(now)
    steps: dict[tuple[int, Audience, date], list[tuple[Rung, date]]] = {}
    planned: list[PlannedReminder] = []
    for owing in owings:
        meeting, audience = owing.meeting, owing.audience
        mailed = mailed_on.get((owing.person_id, audience))
        first = _day_after(mailed) if mailed is not None and mailed >= slot else slot
        # Many owe something to the same meeting: its steps are worked out once.
        still = steps.get((meeting.id, audience, first))
        if still is None:
            rungs, last = ladder.rungs(audience, meeting.report_deadline), min(until, meeting.held_on)
            still = steps[meeting.id, audience, first] = _still_apply(rungs, first=first, last=last)
        reached = _reached(owing, ladder, in_ledger) if in_ledger else date.min
        for rung, send_on in still:
            if rung.due_on > reached:
                key = ReminderKey(owing.person_id, meeting.id, audience, rung.step, rung.due_on)
            elif rung.due_on < send_on and _has_more(owing, covered):
                key = ReminderKey(owing.person_id, meeting.id, audience, rung.step, send_on)
            else:
                continue
            planned.append(PlannedReminder(key, send_on, meeting))
    planned.sort(key=attrgetter("send_on"))
    return planned


def _reached(owing: Owing, ladder: Ladder, in_ledger: Collection[ReminderKey]) -> date:
    """The date of the last of the meeting's steps that the person has been reminded of; date.min where of none."""
    return max(
        (
            rung.due_on
            for rung in ladder.rungs(owing.audience, owing.meeting.report_deadline)
            if ReminderKey(owing.person_id, owing.meeting.id, owing.audience, rung.step, rung.due_on) in in_ledger
        ),
        default=date.min,
    )


def _has_more(owing: Owing, covered: Mapping[tuple[int, int, Audience], frozenset[int]]) -> bool:
    return not owing.reports <= covered.get((owing.person_id, owing.meeting.id, owing.audience), frozenset())


def _still_apply(rungs: tuple[Rung, ...], *, first: date, last: date) -> list[tuple[Rung, date]]:
    """Each rung with its day of sending, between first and last; not those that the next one overtakes."""
    applying = []
    for rung, follower in zip(rungs, (*rungs[1:], None), strict=True):
        send_on = max(rung.due_on, first)
        if send_on <= last and (follower is None or send_on < follower.due_on):
            applying.append((rung, send_on))
    return applying


def _day_after(day: date) -> date:
    return working_day_on_or_after(day + timedelta(days=1))
