"""Personal identity numbers are found however they are written, and no date, telephone number or amount is one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.personal_number import holds_personal_number

NUMBERS = (
    "640823-3234",
    "640823+3234",
    "6408233234",
    "19640823-3234",
    "196408233234",
    "19640823 3234",
    "640823 3234",
    "640823\u00a03234",
    "640823\u202f3234",
    "640823\u20113234",
    "640823\u20103234",
    "640823\u20133234",
    "640823\u20143234",
    "640823\u22123234",
    "640823\uff0d3234",
    "640823\u00ad3234",
    "640823\u200b-3234",
    "640823 - 3234",
    "640823 -3234",
    "640823\u00a0\u2013\u00a03234",
    "1964-08-23-3234",
    "64-08-23-3234",
    "1964-08-23 - 3234",
    "64 08 23-3234",
    "64 08 23 3234",
    "1964\u00a008\u00a023-3234",
    "640883-3231",
)
OTHERS = (
    "640823-3235",
    "641323-3234",
    "2019-05-22",
    "2019-05-22 14:30",
    "den 22 maj 2019",
    "2019-05-22 \u2013 2019-06-12",
    "2019-05-22--2019-06-12",
    "070-123 45 67",
    "0240-86 14 00",
    "08-508 25 000",
    "+46 70 123 45 67",
    "1 964 082 332 kr",
    "64 082 332,34 kr",
    "SUN 2019/117",
    "556036-0793 1",
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_found_however_it_is_written(number: str) -> None:
    assert holds_personal_number(f"Gäller {number}.")
    assert holds_personal_number(number)


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not holds_personal_number(text)


days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(days, st.integers(0, 400), st.sampled_from((" - ", "-", " \u2013 ", "\u2013", " ", " till ")))
def test_two_dates_are_no_number(first: date, length: int, between: str) -> None:
    assert not holds_personal_number(f"{first}{between}{first + timedelta(days=length)}")


@given(days, st.times())
def test_a_date_and_a_time_are_no_number(day: date, time: object) -> None:
    assert not holds_personal_number(f"{day} {str(time)[:5].replace(':', '')}")
    assert not holds_personal_number(f"{day} kl. {str(time)[:5]}")


@given(st.integers(0, 10**13), st.sampled_from((" ", "\u00a0", "\u202f")))
def test_an_amount_in_thousands_is_no_number(kr: int, blank: str) -> None:
    assert not holds_personal_number(f"{kr:,}".replace(",", blank) + " kr")


@given(st.integers(0, 9_999_999), st.sampled_from(("070", "072", "073", "076", "079")))
def test_a_mobile_number_as_people_write_it_is_no_number(rest: int, area: str) -> None:
    digits = f"{rest:07}"
    assert not holds_personal_number(f"{area}-{digits[:3]} {digits[3:5]} {digits[5:]}")
    assert not holds_personal_number(f"{area} {digits[:3]} {digits[3:5]} {digits[5:]}")
