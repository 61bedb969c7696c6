"""What stands in a form's field on an English page reads back as the same amount or day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.written_amount import parse_amount
from tracker.language import speaking
from tracker.services.report_form import in_field
from tracker.services.written_days import read_day, read_days

UNITS = st.sampled_from(list(Unit))
KRONOR = st.integers(0, 10**12)


@given(KRONOR, KRONOR, UNITS, UNITS, st.booleans())
def test_an_amount_reads_back(one: int, other: int, unit: Unit, of_plan: Unit, provisional: bool) -> None:
    low, high = sorted((one, other))
    decimals = max(unit.exact_decimals(low), unit.exact_decimals(high))
    amount = Amount(low, high, provisional=provisional, unit=unit, decimals=decimals)
    with speaking("en"):
        assert amount.same_value_as(parse_amount(in_field(amount, of_plan), of_plan, "en"))


def test_what_could_be_read_as_thousands_stands_in_kronor() -> None:
    amount = Amount.exact(1_250_000, Unit.MNKR, 3)
    assert in_field(amount, Unit.MNKR) == "1,250"
    with speaking("en"):
        assert in_field(amount, Unit.MNKR).replace("\u00a0", " ") == "1 250 000 kr"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 June 2019", date(2019, 6, 12)),
        ("June 12, 2019", date(2019, 6, 12)),
        ("Wednesday 12th June", date(2019, 6, 12)),
        ("4 Sept", date(2019, 9, 4)),
        ("the 9th of October 2020 at 1 pm", date(2020, 10, 9)),
        ("4/9", date(2019, 9, 4)),
        ("31 maj", date(2019, 5, 31)),
    ],
)
def test_a_day_is_read_in_either_language(text: str, day: date) -> None:
    assert read_day(text, 2019).day == day


def test_a_pasted_list_of_english_dates_is_read_each_with_its_own_words() -> None:
    read = read_days("June 12, 2019, September 4, 2019\nWed 9 October at 13:00; 12 June 14 August", 2019)
    assert [str(each.day) for each in read] == ["2019-06-12", "2019-09-04", "2019-10-09", "2019-06-12", "2019-08-14"]
    assert [each.written for each in read[:3]] == ["June 12, 2019", "September 4, 2019", "Wed 9 October at 13:00"]


def test_the_wrong_weekday_is_told_in_english() -> None:
    with speaking("en"):
        read = read_day("Tuesday 12 June 2019", 2019)
    assert read.fault == "12 June 2019 is a Wednesday. Check the weekday or the year."
