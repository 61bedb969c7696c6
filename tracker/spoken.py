"""Dates and amounts in the language spoken: the domain's forms (dates.py, money.py) for whoever reads."""

from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain import dates, money
from tracker.domain.amount import Amount, Total, format_span
from tracker.domain.change import Value
from tracker.domain.indicator import Reading
from tracker.domain.money import Unit
from tracker.domain.period import FULL_YEAR, Period
from tracker.domain.status import Status
from tracker.language import gettext as _
from tracker.language import spoken


def capital(text: str) -> str:
    """The first letter as a capital, the rest as it is: English has months and days with capitals of their own.

    >>> capital("underskott enligt SKR"), capital("the deficit of May")
    ('Underskott enligt SKR', 'The deficit of May')
    """
    # Safe HTML stays so, without escaping its two halves.
    plain = str.__str__(text)
    made = plain[:1].upper() + plain[1:]
    return made if type(text) is str else type(text)(made)


def day_and_month(day: date) -> str:
    """12 juni, 12 June"""
    return dates.day_and_month(day, spoken())


def month_name(month: int) -> str:
    """februari, February; 1 is January"""
    return dates.month_name(month, spoken())


def long_date(day: date) -> str:
    """12 juni 2019, 12 June 2019"""
    return dates.long_date(day, spoken())


def full_date(day: date) -> str:
    """onsdag 12 juni 2019, Wednesday 12 June 2019"""
    return dates.full_date(day, spoken())


def weekday(day: date) -> str:
    """onsdag, Wednesday"""
    return dates.weekday(day, spoken())


def date_and_time(instant: datetime) -> str:
    """A UTC instant in Swedish time: 27 maj 2019 kl. 07.30, 27 May 2019 at 07:30"""
    return dates.date_and_time(instant, spoken())


def working_days_from(today: date, day: date) -> str:
    """om 3 arbetsdagar, in 3 working days"""
    return dates.working_days_from(today, day, spoken())


def amount(value: Amount) -> str:
    """1,2 mnkr, 1.2 mnkr; without "ca" where it is provisional"""
    return value.written(spoken())


def about(value: Amount) -> str:
    """As amount(), with "ca" where it is provisional."""
    return _("ca %(amount)s", amount=amount(value)) if value.provisional and value.known else amount(value)


def value(of: Value) -> str:
    """What a measure was or is: pågår, ca 0,3 mnkr, ny"""
    if isinstance(of, Amount):
        return about(of)
    if isinstance(of, Reading):
        return of.value.written(of.measured, spoken())
    return _(of.swedish if isinstance(of, Status) else of)


def period(of: Period) -> str:
    """2019; helår 2019, full year 2019"""
    return _(FULL_YEAR, year=of.year) if of.full_year else str(of.year)


def total(value: Total, unit: Unit, decimals: int, items: tuple[str, str] | None = None) -> str:
    """2,5 mnkr + 1 åtgärd utan belopp, 2.5 mnkr + 1 measure without an amount. items: as in Total.format."""
    return value.format(unit, decimals, spoken(), items)


def span(low_kr: int, high_kr: int, unit: Unit, decimals: int) -> str:
    """1,0–1,5 mnkr, 1.0–1.5 mnkr"""
    return format_span(low_kr, high_kr, unit, decimals, spoken())


def number(kr: int, unit: Unit, decimals: int) -> str:
    """Without the unit: −1 250,0, −1 250.0"""
    return money.format_number(kr, unit, decimals, spoken())


def kronor(kr: int, unit: Unit, decimals: int) -> str:
    """1,2 mnkr, 1.2 mnkr"""
    return money.format_kronor(kr, unit, decimals, spoken())


def listed(words: Sequence[str]) -> str:
    """a, b och c; a, b and c"""
    if len(words) <= 1:
        return "".join(words)
    return _("%(some)s och %(last)s", some=", ".join(words[:-1]), last=words[-1])


def percent(per_mille: int) -> str:
    """8,4 %, 8.4%"""
    return money.format_per_mille_as_percent(per_mille, spoken())
