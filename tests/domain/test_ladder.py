"""The ladder's steps are working days counted from the report deadline (DESIGN 4.1 and 4.2)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.dates import STOCKHOLM
from tracker.domain.ladder import Audience, Ladder
from tracker.domain.workdays import is_working_day, working_days_between

untimed = settings(deadline=None)

USUAL = Ladder((-10, -3, 0, 1), (2,), time(7, 30))
DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))
STEPS = st.lists(st.integers(-20, 10), min_size=1, max_size=6, unique=True).map(tuple)
LADDERS = st.builds(Ladder, STEPS, STEPS, st.times().map(lambda each: each.replace(second=0, microsecond=0)))


def rungs(ladder: Ladder, audience: Audience, deadline: date) -> list[tuple[int, str]]:
    return [(rung.step, rung.due_on.isoformat()) for rung in ladder.rungs(audience, deadline)]


def test_ludvikas_first_meeting_reminds_owners_on_16_and_27_and_31_may_and_3_june() -> None:
    """Back from Friday 31 May: 29, 28, 27 (Thursday 30 is Ascension Day), 24, 23, 22, 21, 20, 17, 16."""
    assert rungs(USUAL, Audience.OWNER, date(2019, 5, 31)) == [
        (-10, "2019-05-16"),
        (-3, "2019-05-27"),
        (0, "2019-05-31"),
        (1, "2019-06-03"),
    ]


def test_ludvikas_first_meeting_escalates_on_4_june() -> None:
    assert rungs(USUAL, Audience.SUPERVISOR, date(2019, 5, 31)) == [(2, "2019-06-04")]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("2019-08-26", ["2019-08-12", "2019-08-21", "2019-08-26", "2019-08-27"]),
        ("2019-09-30", ["2019-09-16", "2019-09-25", "2019-09-30", "2019-10-01"]),
        ("2019-10-28", ["2019-10-14", "2019-10-23", "2019-10-28", "2019-10-29"]),
        ("2019-12-02", ["2019-11-18", "2019-11-27", "2019-12-02", "2019-12-03"]),
        ("2020-01-02", ["2019-12-12", "2019-12-23", "2020-01-02", "2020-01-03"]),
    ],
)
def test_the_steps_pass_weekends_month_ends_and_christmas(deadline: str, expected: list[str]) -> None:
    assert [day for _, day in rungs(USUAL, Audience.OWNER, date.fromisoformat(deadline))] == expected


@untimed
@given(LADDERS, st.sampled_from(Audience), DAYS)
def test_no_step_falls_on_a_day_off(ladder: Ladder, audience: Audience, deadline: date) -> None:
    assert all(is_working_day(rung.due_on) for rung in ladder.rungs(audience, deadline))


@untimed
@given(LADDERS, st.sampled_from(Audience), DAYS)
def test_each_step_lies_its_number_of_working_days_from_the_deadline(
    ladder: Ladder, audience: Audience, deadline: date
) -> None:
    assert all(working_days_between(deadline, rung.due_on) == rung.step for rung in ladder.rungs(audience, deadline))


@untimed
@given(LADDERS, st.sampled_from(Audience), DAYS)
def test_the_steps_come_in_order_each_once_and_never_two_on_a_day(
    ladder: Ladder, audience: Audience, deadline: date
) -> None:
    steps = ladder.rungs(audience, deadline)
    assert all(one.due_on < other.due_on and one.step < other.step for one, other in pairwise(steps))
    configured = ladder.owner_steps if audience is Audience.OWNER else ladder.escalation_steps
    assert {rung.step for rung in steps} == set(configured)


@untimed
@given(LADDERS, DAYS)
def test_reports_open_on_the_owners_first_step(ladder: Ladder, deadline: date) -> None:
    assert ladder.opens_on(deadline) == min(rung.due_on for rung in ladder.rungs(Audience.OWNER, deadline))


@untimed
@given(LADDERS, DAYS, st.times(timezones=st.just(UTC)))
def test_the_next_slot_is_the_first_working_day_from_today_in_stockholm(ladder: Ladder, day: date, at: time) -> None:
    now = datetime.combine(day, at)
    slot, today = ladder.next_slot(now), now.astimezone(STOCKHOLM).date()
    assert is_working_day(slot)
    assert slot >= today
    assert not any(is_working_day(today + timedelta(days=n)) for n in range((slot - today).days))


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (datetime(2019, 5, 27, 21, 59, tzinfo=UTC), date(2019, 5, 27)),
        (datetime(2019, 5, 27, 22, 0, tzinfo=UTC), date(2019, 5, 28)),
        (datetime(2019, 12, 2, 22, 59, tzinfo=UTC), date(2019, 12, 2)),
        (datetime(2019, 12, 2, 23, 0, tzinfo=UTC), date(2019, 12, 3)),
        (datetime(2019, 5, 29, 22, 0, tzinfo=UTC), date(2019, 5, 31)),
        (datetime(2019, 12, 23, 23, 0, tzinfo=UTC), date(2019, 12, 27)),
        (datetime(2019, 3, 31, 1, 30, tzinfo=UTC), date(2019, 4, 1)),
        (datetime(2019, 10, 27, 1, 30, tzinfo=UTC), date(2019, 10, 28)),
    ],
)
def test_the_day_turns_at_midnight_in_stockholm_summer_and_winter(now: datetime, slot: date) -> None:
    assert USUAL.next_slot(now) == slot


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2019, 3, 29), datetime(2019, 3, 29, 6, 30, tzinfo=UTC)),
        (date(2019, 4, 1), datetime(2019, 4, 1, 5, 30, tzinfo=UTC)),
        (date(2019, 10, 25), datetime(2019, 10, 25, 5, 30, tzinfo=UTC)),
        (date(2019, 10, 28), datetime(2019, 10, 28, 6, 30, tzinfo=UTC)),
    ],
)
def test_mails_go_out_at_the_same_time_of_day_before_and_after_a_clock_change(day: date, instant: datetime) -> None:
    assert USUAL.instant(day).astimezone(UTC) == instant


@untimed
@given(LADDERS, DAYS.filter(is_working_day))
def test_a_working_days_instant_exists_once_and_is_on_that_day_at_the_set_time(ladder: Ladder, day: date) -> None:
    """The hour that the clock changes repeat or leave out is always a Sunday's."""
    back = ladder.instant(day).astimezone(UTC).astimezone(STOCKHOLM)
    assert (back.date(), back.time()) == (day, ladder.send_at)
    assert ladder.instant(day).utcoffset() == ladder.instant(day).replace(fold=1).utcoffset()
