"""Dates as Swedish people say them (DESIGN 9)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.domain.workdays import working_days_between

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day_and_month(day: date) -> str:
    """
    >>> day_and_month(date(2019, 6, 12))
    '12 juni'
    """
    return f"{day.day} {_MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """
    >>> long_date(date(2019, 6, 12))
    '12 juni 2019'
    """
    return f"{day_and_month(day)} {day.year}"


def full_date(day: date) -> str:
    """
    >>> full_date(date(2019, 6, 12))
    'onsdag 12 juni 2019'
    """
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def date_and_time(instant: datetime) -> str:
    """A UTC instant in Swedish time.

    >>> from datetime import UTC
    >>> date_and_time(datetime(2019, 5, 27, 5, 30, tzinfo=UTC))
    '27 maj 2019 kl. 07.30'
    """
    local = instant.astimezone(STOCKHOLM)
    return f"{long_date(local.date())} kl. {local:%H.%M}"


def working_days_from(today: date, day: date) -> str:
    """How far off a date is, in working days; said beside the date, never instead of it.

    >>> working_days_from(date(2019, 5, 27), date(2019, 5, 31))
    'om 3 arbetsdagar'
    """
    if day == today:
        return "i dag"
    count = working_days_between(today, day)
    if not count:
        return "före nästa arbetsdag" if day > today else "nyss"
    noun = "arbetsdag" if abs(count) == 1 else "arbetsdagar"
    return f"om {count} {noun}" if count > 0 else f"för {-count} {noun} sedan"
