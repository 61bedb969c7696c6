"""Indicators: exact values, which way is good, and what is not measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.indicator import Better, Indicator, IndicatorStanding, Measured, Reached, Value
from tracker.domain.written_value import UnreadableValue, parse_value

VALUES = st.builds(Value, st.integers(-(10**9), 10**9), st.integers(0, 6))


def standing(better: Better, target: Value | None, outcome: Value | None) -> IndicatorStanding:
    said = [{} if value is None else {2022: value} for value in (target, outcome)]
    return IndicatorStanding(Indicator(1, Measured.PERCENT, better), 2022, *said)


@pytest.mark.parametrize(
    ("better", "outcome", "reached"),
    [
        (Better.HIGHER, Value(85), Reached.REACHED),
        (Better.HIGHER, Value(849, 1), Reached.MISSED),
        (Better.LOWER, Value(850, 1), Reached.REACHED),
        (Better.LOWER, Value(8501, 2), Reached.MISSED),
        (Better.LOWER, Value(0), Reached.REACHED),
        (Better.HIGHER, Value(None), Reached.NOT_MEASURED),
        (Better.LOWER, None, Reached.NOT_MEASURED),
    ],
)
def test_against_a_target_of_85(better: Better, outcome: Value | None, reached: Reached) -> None:
    assert standing(better, Value(85), outcome).reached() is reached


def test_without_a_target_it_is_neither_reached_nor_missed() -> None:
    assert standing(Better.HIGHER, None, Value(1)).reached() is Reached.NO_TARGET
    assert standing(Better.HIGHER, Value(None), Value(1)).reached() is Reached.NO_TARGET


def test_what_has_no_earlier_year_is_new() -> None:
    indicator = Indicator(1, Measured.NUMBER, Better.HIGHER)
    assert IndicatorStanding(indicator, 2022, {2022: Value(1)}).is_new
    assert not IndicatorStanding(indicator, 2022, {}, {2021: Value(1)}).is_new


@given(VALUES, st.sampled_from([each for each in Measured if each is not Measured.YES_NO]))
def test_what_is_written_is_read_as_the_same(value: Value, measured: Measured) -> None:
    assert parse_value(value.written(measured), measured) == value


@given(VALUES, VALUES)
def test_more_and_less_are_told_exactly(one: Value, other: Value) -> None:
    assert one.number is not None
    assert other.number is not None
    assert (one.above(other) > 0) == (one.number * 10**other.decimals > other.number * 10**one.decimals)
    assert one.same_as(other) == (one.above(other) == 0)


@pytest.mark.parametrize(
    ("written", "measured"),
    [
        ("", Measured.NUMBER),
        ("3.700", Measured.PERCENT),
        ("85 dagar", Measured.PERCENT),
        ("ja", Measured.NUMBER),
        ("1", Measured.YES_NO),
        ("1 23", Measured.NUMBER),
        ("1234567890123", Measured.NUMBER),
        ("5–7", Measured.NUMBER),
    ],
)
def test_what_is_no_value_says_what_to_write(written: str, measured: Measured) -> None:
    with pytest.raises(UnreadableValue, match="Skriv "):
        parse_value(written, measured)
