"""Month by month, beside what the plan states (DESIGN 3.5 and 3.6)."""

from datetime import date

import pytest

from tracker.domain.amount import Amount
from tracker.domain.course import Course, Phasing, course
from tracker.domain.effect import EffectKind
from tracker.domain.phasing import Ramp, Spread, months_ended

LUND = Ramp(more_each_month=15, first_month=2, cap=100, kr_each_month=8_000)


def follow(shape: Ramp | Spread, day: date, *, outcome: int | None = None, stated: Amount | None = None) -> Course:
    phasing = Phasing(1, EffectKind.DECIDED, 2021, shape, date(2021, 2, 4))
    said = None if outcome is None else Amount.exact(outcome)
    found = course(phasing, stated=stated, full_year=Amount.exact(9_600_000), outcome=said, as_of=day)
    assert found is not None
    return found


def test_lunds_ramp_beside_what_its_text_says() -> None:
    found = follow(LUND, date(2021, 5, 31), outcome=1_000_000, stated=Amount.exact(5_000_000))
    assert found.months == tuple(8_000 * many for many in (0, 15, 30, 45, 60, 75, 90, 100, 100, 100, 100, 100))
    assert (found.in_year_kr, found.full_year_kr) == (6_520_000, 9_600_000)
    assert (found.stated_kr, found.difference_kr) == (5_000_000, -1_520_000)
    assert found.full_year_difference_kr == 0
    assert (found.months_ended, found.planned_kr, found.behind_kr) == (5, 1_200_000, -200_000)


def test_a_spread_divides_what_is_stated_and_nothing_that_is_not_known() -> None:
    found = follow(Spread(), date(2021, 1, 31), stated=Amount.exact(100))
    assert (sum(found.months), found.planned_kr, found.difference_kr) == (100, 9, 0)
    assert found.full_year_kr is found.full_year_difference_kr is found.behind_kr is None
    phasing = Phasing(1, EffectKind.DECIDED, 2021, Spread(), date(2021, 2, 4))
    assert course(phasing, stated=None, full_year=None, outcome=None, as_of=date(2021, 5, 31)) is None


def test_months_that_are_over() -> None:
    days = (date(2020, 12, 30), date(2021, 1, 1), date(2021, 2, 28), date(2021, 12, 31), date(2025, 1, 1))
    assert [months_ended(2021, day) for day in days] == [0, 0, 2, 12, 12]


def test_a_spread_has_twelve_shares() -> None:
    for shares in ((1, 2), (0,) * 12, (-1, *(1,) * 11)):
        with pytest.raises(ValueError, match="share"):
            Spread(shares)
