"""Amounts are exact, an interval or not yet known, and their sums keep these apart (DESIGN 3.1 and 3.2)."""

from dataclasses import FrozenInstanceError, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.amount import Amount, Total, format_span
from tracker.domain.money import Unit

untimed = settings(deadline=None)

KRONOR = st.integers(-(10**10), 10**10)


@st.composite
def intervals(draw: st.DrawFn) -> Amount:
    low, high = sorted((draw(KRONOR), draw(KRONOR)))
    return Amount(low, high, provisional=draw(st.booleans()), unit=draw(st.sampled_from(Unit)))


EXACT = KRONOR.map(Amount.exact)
UNKNOWN = st.sampled_from(["", "Summa ges efter analysen"]).map(Amount.unknown)
ITEMS = st.lists(st.one_of(EXACT, intervals(), UNKNOWN, st.none()), max_size=12)


@untimed
@given(ITEMS, st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_order(items: list[Amount | None], chance: Random) -> None:
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert Total.of(shuffled) == Total.of(items)


@untimed
@given(ITEMS, st.integers(0, 12), st.integers(0, 12))
def test_a_sum_does_not_depend_on_grouping(items: list[Amount | None], one: int, other: int) -> None:
    first, second = sorted((one, other))
    a, b, c = Total.of(items[:first]), Total.of(items[first:second]), Total.of(items[second:])
    assert (a + b) + c == a + (b + c) == Total.of(items)


@untimed
@given(ITEMS)
def test_nothing_added_changes_nothing(items: list[Amount | None]) -> None:
    assert Total.of(items) + Total() == Total() + Total.of(items) == Total.of(items)


@untimed
@given(ITEMS)
def test_a_sum_adds_end_by_end_and_stays_in_whole_kronor(items: list[Amount | None]) -> None:
    total = Total.of(items)
    known = [each for each in items if each is not None and each.known]
    assert total.low_kr == sum(each.low_kr or 0 for each in known)
    assert total.high_kr == sum(each.high_kr or 0 for each in known)
    assert type(total.low_kr) is type(total.high_kr) is type(total.unknown) is int
    assert total.low_kr <= total.high_kr


@untimed
@given(st.lists(st.tuples(intervals(), st.integers(0, 10**9), st.integers(0, 10**9)), max_size=8))
def test_the_sum_of_narrower_intervals_lies_inside_the_sum_of_wider_ones(
    items: list[tuple[Amount, int, int]],
) -> None:
    narrow = Total.of(amount for amount, _, _ in items)
    wide = Total.of(
        replace(amount, low_kr=(amount.low_kr or 0) - below, high_kr=(amount.high_kr or 0) + above)
        for amount, below, above in items
    )
    assert wide.low_kr <= narrow.low_kr <= narrow.high_kr <= wide.high_kr


@untimed
@given(st.lists(st.tuples(intervals(), st.integers(0, 100)), max_size=8))
def test_the_sum_of_figures_chosen_inside_intervals_lies_inside_their_sum(items: list[tuple[Amount, int]]) -> None:
    total = Total.of(amount for amount, _ in items)
    chosen = 0
    for amount, share in items:
        assert amount.low_kr is not None
        assert amount.high_kr is not None
        chosen += amount.low_kr + (amount.high_kr - amount.low_kr) * share // 100
    assert total.low_kr <= chosen <= total.high_kr


@untimed
@given(ITEMS)
def test_unknown_items_are_counted_apart_and_move_no_krona(items: list[Amount | None]) -> None:
    without = Total.of(each for each in items if each is None or each.known)
    assert replace(Total.of(items), unknown=0) == without
    assert Total.of(items).unknown == sum(each is not None and not each.known for each in items)


@untimed
@given(ITEMS)
def test_absent_items_leave_no_trace_and_are_not_counted_as_unknown(items: list[Amount | None]) -> None:
    assert Total.of([*items, None]) == Total.of(each for each in items if each is not None) == Total.of(items)


def test_unknown_zero_and_absent_are_three_different_things() -> None:
    assert Total.of([Amount.unknown()]) == Total(unknown=1)
    assert Total.of([Amount.exact(0)]) == Total()
    assert Total.of([None]) == Total()
    assert not Amount.unknown().same_value_as(Amount.exact(0))
    assert not Amount.exact(0).same_value_as(None)


@untimed
@given(intervals(), ITEMS)
def test_a_provisional_amount_counts_in_full_and_marks_the_sum(amount: Amount, items: list[Amount | None]) -> None:
    plain = Total.of([replace(amount, provisional=False), *items])
    marked = Total.of([amount.marked_provisional(), *items])
    assert marked.provisional
    assert replace(marked, provisional=plain.provisional) == plain


@untimed
@given(st.lists(EXACT, max_size=6))
def test_a_sum_of_firm_amounts_is_not_marked_provisional(items: list[Amount]) -> None:
    assert not Total.of(items).provisional


@untimed
@given(EXACT)
def test_an_exact_amount_is_known_and_no_interval(amount: Amount) -> None:
    assert amount.known
    assert not amount.is_interval


def test_an_unknown_amount_is_neither_known_nor_an_interval() -> None:
    assert not Amount.unknown().known
    assert not Amount.unknown().is_interval


@untimed
@given(intervals(), st.sampled_from(Unit), st.integers(0, 3))
def test_how_an_amount_is_written_does_not_change_what_it_says(amount: Amount, unit: Unit, decimals: int) -> None:
    other = replace(amount, unit=unit, decimals=decimals, words="ungefär")
    assert amount.same_value_as(other)
    assert Total.of([amount]) == Total.of([other])


@pytest.mark.parametrize(("low", "high"), [(1, None), (None, 1), (2, 1), (1, -1)])
def test_a_half_known_or_reversed_interval_is_refused(low: int | None, high: int | None) -> None:
    with pytest.raises(ValueError, match=r"known at both ends|turned round"):
        Amount(low, high)


def test_an_amount_cannot_be_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        Amount.exact(1).low_kr = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Amount.exact(1_200_000, Unit.MNKR), "1,2\u00a0mnkr"),
        (Amount.exact(1_000_000, Unit.MNKR), "1\u00a0mnkr"),
        (Amount.exact(1_000_000, Unit.MNKR, 1), "1,0\u00a0mnkr"),
        (Amount.exact(1_200_000, Unit.TKR), "1\u00a0200\u00a0tkr"),
        (Amount.exact(1_200_000), "1\u00a0200\u00a0000\u00a0kr"),
        (Amount(1_000_000, 1_500_000, unit=Unit.MNKR, decimals=1), "1,0\u20131,5\u00a0mnkr"),
        (Amount.unknown("Summa ges efter analysen"), "Summa ges efter analysen"),
        (Amount.unknown(), "ännu inte känt"),
    ],
)
def test_an_amount_is_shown_again_as_it_was_written(amount: Amount, written: str) -> None:
    assert str(amount) == written


def test_a_span_of_one_figure_is_written_once() -> None:
    assert format_span(-300_000, -300_000, Unit.MNKR, 1) == "\u22120,3\u00a0mnkr"


@pytest.mark.parametrize(
    ("total", "written"),
    [
        (Total(2_500_000, 2_500_000), "2,5\u00a0mnkr"),
        (Total(2_500_000, 2_500_000, 1), "2,5\u00a0mnkr + 1 åtgärd utan belopp"),
        (Total(2_500_000, 3_000_000, 2), "2,5\u20133,0\u00a0mnkr + 2 åtgärder utan belopp"),
    ],
)
def test_a_sum_names_how_many_measures_have_no_amount_yet(total: Total, written: str) -> None:
    assert total.format(Unit.MNKR, 1) == written
