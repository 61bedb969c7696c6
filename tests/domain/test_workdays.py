"""Working days are those on which Swedish offices are open (DESIGN 4.1)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.workdays import (
    is_working_day,
    shift_working_days,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_between,
)

untimed = settings(deadline=None)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WORKING_DAYS = DAYS.filter(is_working_day)
COUNTS = st.integers(-60, 60)


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus; the tests' own, so that the calendar is checked twice."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leap, rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def days_off_on_weekdays(year: int) -> set[date]:
    """Law 1989:253 and the three eves, written out by hand; only those that can fall on Monday to Friday."""
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    by_easter = {easter(year) + timedelta(days=offset) for offset in (-2, 1, 39)}
    june = (date(year, 6, day) for day in range(19, 26))
    off = {date(year, *each) for each in fixed} | by_easter | {day for day in june if day.weekday() == 4}
    return {day for day in off if day.weekday() < 5}


def every_day_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", [*range(2010, 2041), 2060, 2099])
def test_a_whole_years_working_days_are_those_of_the_law_and_the_three_eves(year: int) -> None:
    off = {day for day in every_day_of(year) if day.weekday() < 5 and not is_working_day(day)}
    assert off == days_off_on_weekdays(year)


@pytest.mark.parametrize(
    "day",
    [
        "2019-01-01", "2019-04-19", "2019-04-22", "2019-05-01", "2019-05-30", "2019-06-06", "2019-06-21",
        "2019-12-24", "2019-12-25", "2019-12-26", "2019-12-31",
        "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-01", "2024-05-09", "2024-06-06", "2024-06-21",
        "2024-12-24", "2024-12-25", "2024-12-26", "2024-12-31",
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19",
        "2026-12-24", "2026-12-25", "2026-12-31",
    ],
)  # fmt: skip
def test_holidays_and_the_eves_that_offices_keep_are_days_off(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2024-01-05", "trettondagsafton"),
        ("2026-01-05", "trettondagsafton"),
        ("2019-04-18", "skärtorsdagen"),
        ("2024-03-28", "skärtorsdagen"),
        ("2026-04-02", "skärtorsdagen"),
        ("2019-04-30", "valborgsmässoafton"),
        ("2019-05-31", "klämdagen efter Kristi himmelsfärd"),
        ("2019-06-20", "dagen före midsommarafton"),
        ("2019-06-10", "annandag pingst, no holiday since 2005"),
        ("2019-11-01", "allhelgonaafton"),
        ("2019-12-23", "dagen före julafton"),
        ("2019-12-30", "dagen före nyårsafton"),
        ("2024-02-29", "skottdagen"),
    ],
)
def test_other_eves_and_bridge_days_are_working_days(day: str, name: str) -> None:
    assert is_working_day(date.fromisoformat(day)), name


@untimed
@given(DAYS)
def test_saturdays_and_sundays_are_never_working_days(day: date) -> None:
    assert day.weekday() < 5 or not is_working_day(day)


@untimed
@given(DAYS)
def test_the_nearest_working_day_is_a_working_day_with_none_between(day: date) -> None:
    before, after = working_day_on_or_before(day), working_day_on_or_after(day)
    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(is_working_day(each) for each in between)
    assert (before == after == day) == is_working_day(day)


@untimed
@given(WORKING_DAYS, COUNTS)
def test_shifting_there_and_back_ends_where_it_began_on_working_days(day: date, count: int) -> None:
    assert shift_working_days(shift_working_days(day, count), -count) == day


@untimed
@given(DAYS, COUNTS)
def test_a_shift_always_lands_on_a_working_day(day: date, count: int) -> None:
    assert is_working_day(shift_working_days(day, count))


@untimed
@given(DAYS)
def test_a_shift_of_nothing_gives_the_working_day_on_or_before(day: date) -> None:
    assert shift_working_days(day, 0) == working_day_on_or_before(day)


@untimed
@given(DAYS, COUNTS, COUNTS)
def test_two_shifts_are_one_shift_of_their_sum(day: date, one: int, other: int) -> None:
    assert shift_working_days(shift_working_days(day, one), other) == shift_working_days(day, one + other)


@untimed
@given(DAYS, COUNTS)
def test_one_day_more_lands_later(day: date, count: int) -> None:
    assert shift_working_days(day, count) < shift_working_days(day, count + 1)


@untimed
@given(WORKING_DAYS, COUNTS)
def test_the_days_between_count_what_a_shift_went(day: date, count: int) -> None:
    assert working_days_between(day, shift_working_days(day, count)) == count


@untimed
@given(DAYS, DAYS)
def test_the_days_between_turn_their_sign_with_the_direction(start: date, end: date) -> None:
    start, end = start.replace(year=2024, day=1), end.replace(year=2025, day=1)
    assert working_days_between(start, end) == -working_days_between(end, start)


@untimed
@given(WORKING_DAYS, COUNTS, COUNTS)
def test_the_days_between_add_up_along_the_way(day: date, one: int, other: int) -> None:
    middle, end = shift_working_days(day, one), shift_working_days(day, one + other)
    assert working_days_between(day, middle) + working_days_between(middle, end) == working_days_between(day, end)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2019-12-30", 1, "2020-01-02"),
        ("2020-01-02", -1, "2019-12-30"),
        ("2020-01-07", -1, "2020-01-03"),
        ("2019-01-01", 0, "2018-12-28"),
        ("2024-02-28", 1, "2024-02-29"),
        ("2024-03-01", -1, "2024-02-29"),
        ("2023-02-28", 1, "2023-03-01"),
        ("2019-05-29", 1, "2019-05-31"),
        ("2019-06-22", 1, "2019-06-24"),
        ("2019-06-22", -1, "2019-06-19"),
    ],
)
def test_shifts_pass_year_ends_leap_days_and_holidays(day: str, count: int, expected: str) -> None:
    assert shift_working_days(date.fromisoformat(day), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(("year", "working_days"), [(2019, 250), (2024, 251), (2026, 251)])
def test_a_whole_year_counts_the_same_by_day_by_shift_and_by_difference(year: int, working_days: int) -> None:
    days = [day for day in every_day_of(year) if is_working_day(day)]
    assert len(days) == working_days
    assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == working_days
    assert all(shift_working_days(earlier, 1) == later for earlier, later in pairwise(days))
