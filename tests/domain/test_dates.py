"""Dates are written as Swedish people say them (DESIGN 9)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.dates import date_and_time, day_and_month, full_date, long_date, working_days_from

untimed = settings(deadline=None)

YEARS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 1, 1), "tisdag 1 januari 2019"),
        (date(2024, 2, 29), "torsdag 29 februari 2024"),
        (date(2019, 3, 30), "lördag 30 mars 2019"),
        (date(2019, 4, 22), "måndag 22 april 2019"),
        (date(2019, 5, 31), "fredag 31 maj 2019"),
        (date(2019, 6, 12), "onsdag 12 juni 2019"),
        (date(2019, 7, 7), "söndag 7 juli 2019"),
        (date(2019, 8, 26), "måndag 26 augusti 2019"),
        (date(2019, 9, 4), "onsdag 4 september 2019"),
        (date(2019, 10, 9), "onsdag 9 oktober 2019"),
        (date(2019, 11, 6), "onsdag 6 november 2019"),
        (date(2019, 12, 11), "onsdag 11 december 2019"),
    ],
)
def test_a_date_is_written_in_full_with_weekday_and_month_in_lower_case_swedish(day: date, written: str) -> None:
    assert full_date(day) == written


@untimed
@given(YEARS)
def test_the_shorter_forms_are_the_ends_of_the_full_one(day: date) -> None:
    assert full_date(day).endswith(f" {long_date(day)}")
    assert long_date(day) == f"{day_and_month(day)} {day.year}"


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2019, 5, 27, 5, 30, tzinfo=UTC), "27 maj 2019 kl. 07.30"),
        (datetime(2019, 12, 2, 6, 30, tzinfo=UTC), "2 december 2019 kl. 07.30"),
        (datetime(2019, 12, 31, 23, 5, tzinfo=UTC), "1 januari 2020 kl. 00.05"),
        (datetime(2019, 3, 31, 0, 59, tzinfo=UTC), "31 mars 2019 kl. 01.59"),
        (datetime(2019, 3, 31, 1, 0, tzinfo=UTC), "31 mars 2019 kl. 03.00"),
        (datetime(2019, 10, 27, 0, 30, tzinfo=UTC), "27 oktober 2019 kl. 02.30"),
        (datetime(2019, 10, 27, 1, 30, tzinfo=UTC), "27 oktober 2019 kl. 02.30"),
    ],
)
def test_an_instant_is_written_in_swedish_time_across_midnight_and_both_clock_changes(
    instant: datetime, written: str
) -> None:
    assert date_and_time(instant) == written


@pytest.mark.parametrize(
    ("today", "day", "written"),
    [
        (date(2019, 5, 27), date(2019, 5, 27), "i dag"),
        (date(2019, 5, 27), date(2019, 5, 28), "om 1 arbetsdag"),
        (date(2019, 5, 27), date(2019, 5, 31), "om 3 arbetsdagar"),
        (date(2019, 5, 25), date(2019, 5, 27), "om 1 arbetsdag"),
        (date(2019, 5, 31), date(2019, 6, 1), "före nästa arbetsdag"),
        (date(2019, 6, 20), date(2019, 6, 22), "före nästa arbetsdag"),
        (date(2019, 6, 1), date(2019, 5, 31), "nyss"),
        (date(2019, 6, 3), date(2019, 5, 31), "för 1 arbetsdag sedan"),
        (date(2019, 6, 12), date(2019, 5, 31), "för 7 arbetsdagar sedan"),
    ],
)
def test_how_far_off_a_date_is_is_said_in_working_days(today: date, day: date, written: str) -> None:
    assert working_days_from(today, day) == written


@untimed
@given(YEARS, st.integers(-20, 20))
def test_a_distance_points_the_right_way_and_never_says_zero_days(today: date, offset: int) -> None:
    written = working_days_from(today, today + timedelta(days=offset))
    assert " 0 " not in written
    assert (written == "i dag") == (offset == 0)
    assert written.startswith(("om ", "före ")) == (offset > 0)
    assert (written == "nyss" or written.endswith(" sedan")) == (offset < 0)
