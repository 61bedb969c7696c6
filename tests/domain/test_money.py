"""Kronor are whole numbers and are written as Swedish writes them (DESIGN 3.1 and 3.8)."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker.domain
from tracker.domain.money import (
    MINUS,
    NO_BREAK_SPACE,
    Unit,
    format_kronor,
    format_number,
    format_per_mille_as_percent,
    round_half_up,
)

untimed = settings(deadline=None)

KRONOR = st.integers(-(10**13), 10**13)
UNITS = st.sampled_from(Unit)
RULES = sorted(Path(tracker.domain.__path__[0]).glob("*.py"))


def read_back(written: str, unit: Unit) -> Decimal:
    """The kronor that a formatted number says, read without the program's own parser."""
    plain = written.replace(NO_BREAK_SPACE, "").replace(MINUS, "-").replace(",", ".")
    return Decimal(plain) * unit.kronor


@pytest.mark.parametrize(
    ("kr", "unit", "decimals", "written"),
    [
        (29_900_000, Unit.MNKR, 1, "29,9\u00a0mnkr"),
        (1_000_000, Unit.MNKR, 0, "1\u00a0mnkr"),
        (1_200_000, Unit.TKR, 0, "1\u00a0200\u00a0tkr"),
        (1_234_567, Unit.KR, 0, "1\u00a0234\u00a0567\u00a0kr"),
        (999, Unit.KR, 0, "999\u00a0kr"),
        (-200_000, Unit.MNKR, 1, "\u22120,2\u00a0mnkr"),
        (-1_250_000_000, Unit.MNKR, 1, "\u22121\u00a0250,0\u00a0mnkr"),
        (50_000, Unit.MNKR, 1, "0,1\u00a0mnkr"),
        (-50_000, Unit.MNKR, 1, "\u22120,1\u00a0mnkr"),
        (-49_999, Unit.MNKR, 1, "0,0\u00a0mnkr"),
        (0, Unit.MNKR, 1, "0,0\u00a0mnkr"),
        (5, Unit.MNKR, 6, "0,000005\u00a0mnkr"),
    ],
)
def test_kronor_are_written_with_comma_no_break_spaces_real_minus_and_unit_last(
    kr: int, unit: Unit, decimals: int, written: str
) -> None:
    assert format_kronor(kr, unit, decimals) == written


@untimed
@given(KRONOR, UNITS, st.integers(0, 6))
def test_a_written_amount_holds_no_space_or_hyphen_that_a_line_can_break_at(kr: int, unit: Unit, decimals: int) -> None:
    written = format_kronor(kr, unit, decimals)
    assert set(written) <= set(f"0123456789,{MINUS}{NO_BREAK_SPACE}{unit}")
    assert written.endswith(f"{NO_BREAK_SPACE}{unit}")


@untimed
@given(KRONOR, UNITS, st.integers(0, 6))
def test_thousands_stand_in_groups_of_three(kr: int, unit: Unit, decimals: int) -> None:
    groups = format_number(kr, unit, decimals).removeprefix(MINUS).partition(",")[0].split(NO_BREAK_SPACE)
    assert 1 <= len(groups[0]) <= 3
    assert all(len(group) == 3 for group in groups[1:])


@untimed
@given(KRONOR, UNITS, st.integers(0, 6))
def test_a_written_number_is_never_further_than_half_its_last_digit_from_the_truth(
    kr: int, unit: Unit, decimals: int
) -> None:
    off = abs(Fraction(read_back(format_number(kr, unit, decimals), unit)) - kr)
    assert off <= Fraction(unit.kronor, 2 * 10**decimals)


@untimed
@given(KRONOR, UNITS)
def test_exact_decimals_lose_nothing(kr: int, unit: Unit) -> None:
    assert read_back(format_number(kr, unit, unit.exact_decimals(kr)), unit) == kr


@untimed
@given(KRONOR, UNITS)
def test_exact_decimals_are_the_fewest_that_lose_nothing(kr: int, unit: Unit) -> None:
    decimals = unit.exact_decimals(kr)
    assert decimals == 0 or read_back(format_number(kr, unit, decimals - 1), unit) != kr


@untimed
@given(KRONOR, UNITS, st.integers(0, 6))
def test_the_negative_is_written_as_the_positive_behind_a_minus(kr: int, unit: Unit, decimals: int) -> None:
    positive, negative = format_number(abs(kr), unit, decimals), format_number(-abs(kr), unit, decimals)
    assert negative in (MINUS + positive, positive)
    assert (negative == positive) == (not positive.replace(NO_BREAK_SPACE, "").strip("0,"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [(5, 2, 3), (-5, 2, -3), (5, -2, -3), (-5, -2, 3), (7, 3, 2), (8, 3, 3), (0, 7, 0), (-1, 2, -1), (-1, 3, 0)],
)
def test_halves_are_rounded_away_from_zero(numerator: int, denominator: int, whole: int) -> None:
    assert round_half_up(numerator, denominator) == whole


@untimed
@given(st.integers(), st.integers().filter(bool))
def test_rounding_gives_the_nearest_whole_number_and_the_greater_one_of_two_as_near(
    numerator: int, denominator: int
) -> None:
    exact, whole = Fraction(numerator, denominator), round_half_up(numerator, denominator)
    assert type(whole) is int
    assert abs(whole - exact) <= Fraction(1, 2)
    if abs(whole - exact) == Fraction(1, 2):
        assert abs(whole) > abs(exact)


def test_a_share_of_nothing_cannot_be_rounded() -> None:
    with pytest.raises(ZeroDivisionError):
        round_half_up(1, 0)


@pytest.mark.parametrize(
    ("per_mille", "written"),
    [
        (84, "8,4\u00a0%"),
        (0, "0,0\u00a0%"),
        (1000, "100,0\u00a0%"),
        (-5, "\u22120,5\u00a0%"),
        (-84, "\u22128,4\u00a0%"),
        (12_345, "1\u00a0234,5\u00a0%"),
    ],
)
def test_a_share_is_written_as_per_cent_with_one_decimal(per_mille: int, written: str) -> None:
    assert format_per_mille_as_percent(per_mille) == written


def test_a_unit_knows_its_kronor_and_the_decimals_people_use() -> None:
    assert [(unit.kronor, unit.usual_decimals) for unit in Unit] == [(1, 0), (1_000, 0), (1_000_000, 1)]


def ways_to_a_float(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float()) | ast.Div() | ast.Name(id="float"):
                yield ast.dump(node)


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.name))
def test_the_rules_hold_no_float_and_no_division_that_makes_one(path: Path) -> None:
    assert not list(ways_to_a_float(path.read_text("utf-8")))


def test_the_search_for_floats_finds_them() -> None:
    assert len(list(ways_to_a_float("a = 1.5 / 2\nb = float(a)"))) == 3
