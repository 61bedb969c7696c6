"""Who is reminded when, on any day and after any mishap (DESIGN 4)."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.dates import STOCKHOLM
from tracker.domain.ladder import Audience, Ladder
from tracker.domain.meeting import DeadlineRule, Meeting, deadlines
from tracker.domain.reminders import Owing, PlannedReminder, ReminderKey, plan_reminders
from tracker.domain.workdays import is_working_day

untimed = settings(deadline=None)

OWNER, SUPERVISOR = Audience.OWNER, Audience.SUPERVISOR
USUAL = Ladder((-10, -3, 0, 1), (2,), time(7, 30))
AT_HALF_PAST_TWO = Ladder((-10, -3, 0, 1), (2,), time(2, 30))
RULE = DeadlineRule(7, 5)
HELD_ON = [date(2019, 6, 12), date(2019, 9, 4), date(2019, 10, 9), date(2019, 11, 6), date(2019, 12, 11)]
END = date(2019, 12, 31)
NEVER: dict[tuple[int, Audience], date] = {}


def meeting(number: int, held_on: date, rule: DeadlineRule = RULE) -> Meeting:
    return Meeting(number, 1, held_on, *deadlines(held_on, rule))


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), STOCKHOLM)


JUNE = meeting(1, HELD_ON[0])
EVERY = [meeting(number, day) for number, day in enumerate(HELD_ON, 1)]


def plan(
    *owings: Owing,
    now: date | datetime,
    ladder: Ladder = USUAL,
    in_ledger: set[ReminderKey] | None = None,
    mailed_on: dict[tuple[int, Audience], date] | None = None,
    until: date = END,
) -> list[PlannedReminder]:
    return plan_reminders(
        owings,
        ladder,
        in_ledger=in_ledger or set(),
        mailed_on=mailed_on or NEVER,
        now=now if isinstance(now, datetime) else noon(now),
        until=until,
    )


def steps(planned: list[PlannedReminder]) -> list[tuple[int, str]]:
    return [(each.key.step, each.send_on.isoformat()) for each in planned]


def facts(planned: list[PlannedReminder]) -> list[tuple[int, Audience, int, int, date]]:
    return [
        (each.key.person_id, each.key.audience, each.key.meeting_id, each.key.step, each.send_on) for each in planned
    ]


def test_ludvikas_first_meeting_reminds_its_owners_four_times() -> None:
    planned = plan(Owing(7, JUNE, OWNER), now=date(2019, 5, 1))
    assert steps(planned) == [(-10, "2019-05-16"), (-3, "2019-05-27"), (0, "2019-05-31"), (1, "2019-06-03")]


def test_from_the_20th_of_may_the_next_event_after_the_step_that_was_missed_is_the_27th() -> None:
    planned = plan(Owing(7, JUNE, OWNER), now=date(2019, 5, 20))
    assert steps(planned) == [(-10, "2019-05-20"), (-3, "2019-05-27"), (0, "2019-05-31"), (1, "2019-06-03")]


def test_what_is_missing_is_escalated_once_two_working_days_after_the_deadline() -> None:
    assert steps(plan(Owing(8, JUNE, SUPERVISOR), now=date(2019, 5, 1))) == [(2, "2019-06-04")]


def test_nothing_is_planned_when_nothing_is_owed() -> None:
    assert plan(now=date(2019, 5, 27)) == []


def test_after_three_weeks_of_downtime_only_the_latest_step_goes_out() -> None:
    """The program stood still from 15 May to 5 June: -10, -3, 0 and 1 have all passed."""
    planned = plan(Owing(7, JUNE, OWNER), Owing(8, JUNE, SUPERVISOR), now=date(2019, 6, 5))
    assert [(each.key.audience, *step) for each, step in zip(planned, steps(planned), strict=True)] == [
        (OWNER, 1, "2019-06-05"),
        (SUPERVISOR, 2, "2019-06-05"),
    ]


def test_after_downtime_that_outlasted_the_meeting_nothing_goes_out() -> None:
    assert steps(plan(Owing(7, JUNE, OWNER), now=date(2019, 6, 12))) == [(1, "2019-06-12")]
    assert plan(Owing(7, JUNE, OWNER), now=date(2019, 6, 13)) == []


def test_downtime_that_ends_on_a_day_off_sends_on_the_next_working_day_and_only_the_step_that_then_applies() -> None:
    """On Ascension Day the step of the 27th is overdue; the next working day is the deadline's own."""
    planned = plan(Owing(7, JUNE, OWNER), now=date(2019, 5, 30))
    assert steps(planned) == [(0, "2019-05-31"), (1, "2019-06-03")]


@pytest.mark.parametrize(
    ("today", "first_step"),
    [
        (date(2019, 5, 22), (-10, "2019-05-23")),
        (date(2019, 5, 24), (-3, "2019-05-27")),
        (date(2019, 5, 27), (-3, "2019-05-28")),
        (date(2019, 5, 29), (0, "2019-05-31")),
    ],
)
def test_who_was_mailed_today_waits_for_the_next_working_day_and_the_step_that_then_applies(
    today: date, first_step: tuple[int, str]
) -> None:
    planned = plan(Owing(7, JUNE, OWNER), now=today, mailed_on={(7, OWNER): today})
    assert steps(planned)[0] == first_step


def test_a_supervisor_who_was_mailed_today_waits_too() -> None:
    tuesday = date(2019, 6, 4)
    planned = plan(Owing(8, JUNE, SUPERVISOR), now=tuesday, mailed_on={(8, SUPERVISOR): tuesday})
    assert steps(planned) == [(2, "2019-06-05")]


def test_a_mail_to_somebody_else_or_on_an_earlier_day_holds_nothing_back() -> None:
    mailed = {(9, OWNER): date(2019, 5, 27), (7, SUPERVISOR): date(2019, 5, 27), (7, OWNER): date(2019, 5, 24)}
    planned = plan(Owing(7, JUNE, OWNER), now=date(2019, 5, 27), mailed_on=mailed)
    assert steps(planned)[0] == (-3, "2019-05-27")


def test_a_meeting_that_is_moved_later_is_reminded_about_anew_and_by_its_new_dates() -> None:
    sent = {each.key for each in plan(Owing(7, JUNE, OWNER), now=date(2019, 5, 1), until=date(2019, 5, 29))}
    assert len(sent) == 2
    moved = meeting(JUNE.id, date(2019, 6, 27))
    planned = plan(Owing(7, moved, OWNER), now=date(2019, 5, 29), in_ledger=sent)
    assert steps(planned) == [(-10, "2019-05-31"), (-3, "2019-06-12"), (0, "2019-06-17"), (1, "2019-06-18")]


def test_until_is_the_last_day_that_is_listed() -> None:
    owing = Owing(7, JUNE, OWNER)
    assert steps(plan(owing, now=date(2019, 5, 1), until=date(2019, 5, 26))) == [(-10, "2019-05-16")]
    assert len(plan(owing, now=date(2019, 5, 1), until=date(2019, 5, 27))) == 2
    assert plan(owing, now=date(2019, 5, 20), until=date(2019, 5, 19)) == []


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2019, 3, 31, 0, 59, tzinfo=UTC), "2019-04-01"),
        (datetime(2019, 3, 31, 1, 0, tzinfo=UTC), "2019-04-01"),
        (datetime(2019, 3, 31, 22, 1, tzinfo=UTC), "2019-04-01"),
        (datetime(2019, 10, 27, 0, 30, tzinfo=UTC), "2019-10-28"),
        (datetime(2019, 10, 27, 1, 30, tzinfo=UTC), "2019-10-28"),
        (datetime(2019, 10, 27, 22, 59, tzinfo=UTC), "2019-10-28"),
    ],
)
def test_a_ladder_at_half_past_two_sends_once_on_the_working_day_after_a_clock_change(
    now: datetime, first: str
) -> None:
    day = date.fromisoformat(first)
    owing = Owing(7, Meeting(1, 1, day + timedelta(days=9), day, day), OWNER)
    planned = plan(owing, now=now, ladder=AT_HALF_PAST_TWO, until=day)
    assert steps(planned) == [(0, first)]
    assert AT_HALF_PAST_TWO.instant(planned[0].send_on).astimezone(UTC) > now


PEOPLE, WINDOW = st.integers(1, 3), st.dates(date(2019, 1, 1), date(2019, 12, 31))
STEPS = st.lists(st.integers(-15, 8), min_size=1, max_size=5, unique=True).map(tuple)
LADDERS = st.builds(Ladder, STEPS, STEPS, st.just(time(7, 30)))
MEETINGS = st.lists(
    st.tuples(st.integers(0, 45) | st.integers(0, 330), st.builds(DeadlineRule, st.integers(0, 12), st.just(5))),
    min_size=1,
    max_size=5,
).map(
    lambda drawn: [
        meeting(number, date(2019, 1, 25) + timedelta(days=after), rule) for number, (after, rule) in enumerate(drawn)
    ]
)
OWINGS = MEETINGS.flatmap(
    lambda meetings: st.lists(
        st.builds(Owing, PEOPLE, st.sampled_from(meetings), st.sampled_from(Audience)),
        min_size=1,
        max_size=8,
        unique=True,
    )
)
NOW = st.integers(0, 24 * 2 * 400).map(lambda n: datetime(2018, 12, 20, tzinfo=UTC) + timedelta(minutes=30 * n))
MAILED = st.dictionaries(st.tuples(PEOPLE, st.sampled_from(Audience)), WINDOW, max_size=3)


@untimed
@given(OWINGS, LADDERS, NOW, MAILED)
def test_no_reminder_falls_on_a_day_off_before_its_step_before_today_after_the_meeting_or_after_until(
    owings: list[Owing], ladder: Ladder, now: datetime, mailed: dict[tuple[int, Audience], date]
) -> None:
    for each in plan(*owings, now=now, ladder=ladder, mailed_on=mailed):
        assert is_working_day(each.send_on)
        assert each.key.due_on <= each.send_on <= min(each.meeting.held_on, END)
        assert each.send_on >= now.astimezone(STOCKHOLM).date()
        assert each.send_on != mailed.get((each.key.person_id, each.key.audience))


@untimed
@given(OWINGS, LADDERS, NOW, MAILED)
def test_of_the_steps_that_have_passed_at_most_the_latest_goes_out(
    owings: list[Owing], ladder: Ladder, now: datetime, mailed: dict[tuple[int, Audience], date]
) -> None:
    today = now.astimezone(STOCKHOLM).date()
    late = [each for each in plan(*owings, now=now, ladder=ladder, mailed_on=mailed) if each.key.due_on <= today]
    assert all(count == 1 for count in Counter((e.key.person_id, e.key.audience, e.meeting.id) for e in late).values())
    for each in late:
        rungs = ladder.rungs(each.key.audience, each.meeting.report_deadline)
        assert each.key.due_on == max(rung.due_on for rung in rungs if rung.due_on <= today)


@untimed
@given(OWINGS, LADDERS, NOW)
def test_a_person_gets_at_most_one_step_of_a_meeting_on_a_day(
    owings: list[Owing], ladder: Ladder, now: datetime
) -> None:
    days = [
        (each.key.person_id, each.key.audience, each.key.meeting_id, each.send_on)
        for each in plan(*owings, now=now, ladder=ladder)
    ]
    assert len(days) == len(set(days))


@untimed
@given(OWINGS, LADDERS, NOW, MAILED, st.randoms(use_true_random=False))
def test_planning_twice_and_in_any_order_plans_the_same(
    owings: list[Owing], ladder: Ladder, now: datetime, mailed: dict[tuple[int, Audience], date], chance: Random
) -> None:
    first = plan(*owings, now=now, ladder=ladder, mailed_on=mailed)
    chance.shuffle(owings)
    again = plan(*owings, now=now, ladder=ladder, mailed_on=mailed)
    assert set(again) == set(first)
    assert [each.send_on for each in again] == [each.send_on for each in first] == sorted(e.send_on for e in first)


@untimed
@given(OWINGS, LADDERS, NOW)
def test_what_was_planned_and_is_in_the_ledger_is_not_planned_again(
    owings: list[Owing], ladder: Ladder, now: datetime
) -> None:
    ledger = {each.key for each in plan(*owings, now=now, ladder=ladder)}
    assert plan(*owings, now=now, ladder=ladder, in_ledger=ledger) == []


def day_by_day(owings: list[Owing], ladder: Ladder, first: date, last: date) -> list[PlannedReminder]:
    """What goes out when each day at noon is planned on its own, with the ledger kept from day to day."""
    sent: list[PlannedReminder] = []
    ledger: set[ReminderKey] = set()
    mailed: dict[tuple[int, Audience], date] = {}
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        planned = plan(*owings, now=day, ladder=ladder, in_ledger=ledger, mailed_on=mailed, until=last)
        today = [each for each in planned if each.send_on == day]
        sent += today
        ledger.update(each.key for each in today)
        mailed.update({(each.key.person_id, each.key.audience): day for each in today})
    return sent


@settings(max_examples=300, deadline=None)
@given(OWINGS, LADDERS, st.dates(date(2018, 12, 10), date(2019, 3, 31)))
def test_a_years_plan_is_exactly_what_goes_out_day_by_day(owings: list[Owing], ladder: Ladder, first: date) -> None:
    at_once = plan(*owings, now=first, ladder=ladder)
    assert facts(day_by_day(owings, ladder, first, END)) == facts(at_once)


def test_ludvikas_whole_year_goes_out_day_by_day_as_planned() -> None:
    owings = [Owing(person, each, OWNER) for person in (1, 2, 3) for each in EVERY]
    owings += [Owing(9, each, SUPERVISOR) for each in EVERY]
    sent = day_by_day(owings, USUAL, date(2019, 5, 16), END)
    assert facts(sent) == facts(plan(*owings, now=date(2019, 5, 16)))
    assert len(sent) == 3 * 5 * 4 + 5


@pytest.mark.parametrize("monday", [date(2019, 4, 1), date(2019, 10, 28)])
def test_polling_through_a_clock_change_sends_each_reminder_once_and_not_before_its_time(monday: date) -> None:
    """Every half hour from Thursday to Wednesday, with sending set at 02:30: that Sunday has it twice or never."""
    ladder = Ladder((-1, 0, 1), (2,), time(2, 30))
    owing = Owing(7, Meeting(1, 1, monday + timedelta(days=9), monday, monday), OWNER)
    sent: list[tuple[int, datetime]] = []
    ledger: set[ReminderKey] = set()
    start = datetime.combine(monday - timedelta(days=4), time(0), UTC)
    for now in (start + timedelta(minutes=30 * n) for n in range(48 * 6)):
        for each in plan(owing, now=now, ladder=ladder, in_ledger=ledger):
            if ladder.instant(each.send_on) <= now:
                ledger.add(each.key)
                sent.append((each.key.step, now.astimezone(STOCKHOLM)))
    days = [monday - timedelta(days=3), monday, monday + timedelta(days=1)]
    assert sent == [(step, ladder.instant(day)) for step, day in zip((-1, 0, 1), days, strict=True)]
