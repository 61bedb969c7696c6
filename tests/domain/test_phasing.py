"""Month by month: nothing is lost to rounding, and a ramp counts what its sentence says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.phasing import MONTHS, Ramp, spread

SHARES = st.lists(st.integers(0, 1000), min_size=1, max_size=24).filter(any)
RAMPS = st.builds(
    Ramp,
    more_each_month=st.integers(0, 200),
    first_month=st.integers(1, MONTHS),
    cap=st.integers(0, 500),
    kr_each_month=st.integers(-20_000, 20_000),
)


@given(st.integers(-(10**12), 10**12), SHARES)
def test_the_months_add_up_to_the_krona(kr: int, shares: list[int]) -> None:
    assert sum(spread(kr, shares)) == kr


@given(st.integers(-(10**12), 10**12), SHARES)
def test_no_month_is_a_krona_or_more_from_its_exact_share(kr: int, shares: list[int]) -> None:
    for part, share in zip(spread(kr, shares), shares, strict=True):
        assert abs(part * sum(shares) - kr * share) < sum(shares)


@given(st.integers(0, 10**9), SHARES)
def test_a_month_with_no_share_gets_nothing_and_more_share_never_less(kr: int, shares: list[int]) -> None:
    parts = spread(kr, shares)
    for part, share in zip(parts, shares, strict=True):
        assert share or not part
    for (one, small), (other, large) in zip(
        sorted(zip(parts, shares, strict=True), key=lambda each: each[1]),
        sorted(zip(parts, shares, strict=True), key=lambda each: each[1])[1:],
        strict=False,
    ):
        assert small == large or one <= other


@given(st.integers(-(10**9), 10**9), SHARES)
def test_a_cost_is_spread_as_the_saving_of_the_same_size_is(kr: int, shares: list[int]) -> None:
    assert spread(-kr, shares) == tuple(-part for part in spread(kr, shares))


@pytest.mark.parametrize("shares", [[], [0, 0], [1, -1]])
def test_shares_that_say_nothing_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="shares"):
        spread(100, shares)


def test_lunds_ramp_of_2021_is_what_its_sentence_computes_to() -> None:
    ramp = Ramp(more_each_month=15, first_month=2, cap=100, kr_each_month=8_000)
    assert [ramp.count(month) for month in range(1, 13)] == [0, 15, 30, 45, 60, 75, 90, 100, 100, 100, 100, 100]
    assert sum(ramp.months) == 6_520_000
    assert ramp.full_year_kr == 9_600_000


@given(RAMPS)
def test_a_ramp_never_falls_never_passes_its_cap_and_begins_in_its_month(ramp: Ramp) -> None:
    counts = [ramp.count(month) for month in range(1, MONTHS + 1)]
    assert counts == sorted(counts)
    assert max(counts) <= ramp.cap
    assert not any(counts[: ramp.first_month - 1])


@given(RAMPS)
def test_the_first_year_is_never_more_than_a_full_year(ramp: Ramp) -> None:
    assert abs(sum(ramp.months)) <= abs(ramp.full_year_kr)


@pytest.mark.parametrize("first_month", [0, 13])
def test_a_month_that_is_none_is_refused(first_month: int) -> None:
    with pytest.raises(ValueError, match="1 to 12"):
        Ramp(15, first_month, 100, 8_000)


def test_a_ramp_that_shrinks_is_refused() -> None:
    with pytest.raises(ValueError, match="grows"):
        Ramp(-1, 2, 100, 8_000)
