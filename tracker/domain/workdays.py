"""Working days as Swedish offices keep them (DESIGN 4.1)."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import Any

import holidays

_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=200)
def _days_off(year: int) -> frozenset[date]:
    """Holidays and the eves that offices treat as such: midsommarafton, julafton and nyårsafton."""
    found: Iterable[date] = _sweden()(years=year, categories=("public", "de_facto"))
    return frozenset(found)


@lru_cache(maxsize=1)
def _sweden() -> Any:
    """The library's Sweden, out of its file: its package loads 250 countries, which takes a fifth of a start."""
    folders = [f"{folder}/countries" for folder in holidays.__path__]
    spec = PathFinder.find_spec("holidays.countries.sweden", folders)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Sweden


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Monday to Friday, no holiday and none of the eves.

    >>> is_working_day(date(2019, 6, 20)), is_working_day(date(2019, 6, 21))
    (True, False)
    """
    return day.weekday() < 5 and day not in _days_off(day.year)


def working_day_on_or_before(day: date) -> date:
    """The day itself, or the nearest working day before it.

    >>> working_day_on_or_before(date(2019, 6, 23)).isoformat()
    '2019-06-20'
    """
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def working_day_on_or_after(day: date) -> date:
    """The day itself, or the nearest working day after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


@lru_cache(maxsize=4096)
def shift_working_days(day: date, count: int) -> date:
    """The date count working days after day, or before it where count is negative.

    From a day off, counting starts at the working day before it, so that 0 gives that day.

    >>> shift_working_days(date(2019, 6, 12), -7).isoformat()
    '2019-05-31'
    """
    day = working_day_on_or_before(day)
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    while count:
        day += step
        if is_working_day(day):
            count -= 1 if count > 0 else -1
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after start, up to and with end; negative where end comes first.

    >>> working_days_between(date(2019, 5, 27), date(2019, 5, 31))
    3
    """
    if end < start:
        return -working_days_between(end, start)
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=offset)) for offset in range(1, days + 1))
