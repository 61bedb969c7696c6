"""Amounts month by month: spread over the months of a year, or built up by a ramp (DESIGN 3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12


def spread(kr: int, shares: Sequence[int] = (1,) * MONTHS) -> tuple[int, ...]:
    """Whole kronor for each month in proportion to its share; they add up to kr exactly (largest remainder).

    What is left over goes to the months with the largest remainders, the earlier one where they are alike. A negative
    amount is spread as its positive would be. Raises ValueError where a share is negative or all are nought.

    >>> spread(100, (1, 1, 1))
    (34, 33, 33)
    """
    weight = sum(shares)
    if any(share < 0 for share in shares) or not weight:
        raise ValueError("shares are nought or more, and not all nought")
    sign = -1 if kr < 0 else 1
    parts = [divmod(abs(kr) * share, weight) for share in shares]
    left = abs(kr) - sum(whole for whole, _ in parts)
    larger = sorted(range(len(parts)), key=lambda month: (-parts[month][1], month))[:left]
    return tuple(sign * (whole + (month in larger)) for month, (whole, _) in enumerate(parts))


def months_ended(year: int, day: date) -> int:
    """How many months of the year are over at the end of that day.

    >>> months_ended(2021, date(2021, 5, 30)), months_ended(2021, date(2021, 5, 31))
    (4, 5)
    """
    tomorrow = day + timedelta(days=1)
    return min(MONTHS, max(0, (tomorrow.year - year) * MONTHS + tomorrow.month - 1))


@dataclass(frozen=True, slots=True)
class Spread:
    """An amount over the months of its year in these shares, one for each month."""

    shares: tuple[int, ...] = (1,) * MONTHS

    def __post_init__(self) -> None:
        if len(self.shares) != MONTHS or min(self.shares) < 0 or not sum(self.shares):
            raise ValueError("a share for each of twelve months, nought or more, and not all nought")


@dataclass(frozen=True, slots=True)
class Ramp:
    """So many more each month from a month (1 to 12) on, up to a cap, at so many kronor a month each.

    Raises ValueError for a month that is none, and for negative counts.
    """

    more_each_month: int
    first_month: int
    cap: int
    kr_each_month: int

    def __post_init__(self) -> None:
        if not 1 <= self.first_month <= MONTHS:
            raise ValueError("the first month is 1 to 12")
        if self.more_each_month < 0 or self.cap < 0:
            raise ValueError("a ramp grows from nought towards its cap")

    def count(self, month: int) -> int:
        """How many there are in a month (1 to 12)."""
        return min(self.cap, self.more_each_month * max(0, month - self.first_month + 1))

    @property
    def months(self) -> tuple[int, ...]:
        """Kronor in each month of the first year.

        >>> sum(Ramp(more_each_month=15, first_month=2, cap=100, kr_each_month=8_000).months)
        6520000
        """
        return tuple(self.count(month) * self.kr_each_month for month in range(1, MONTHS + 1))

    @property
    def full_year_kr(self) -> int:
        """What the cap costs in a full year (helårseffekt).

        >>> Ramp(more_each_month=15, first_month=2, cap=100, kr_each_month=8_000).full_year_kr
        9600000
        """
        return self.cap * self.kr_each_month * MONTHS
