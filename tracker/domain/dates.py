"""Dates as people say them (DESIGN 9), in Swedish or English. language: "sv" or "en"."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.domain.workdays import working_days_between

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_WEEKDAYS = {
    "sv": WEEKDAYS,
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def day_and_month(day: date, language: str = "sv") -> str:
    """
    >>> day_and_month(date(2019, 6, 12)), day_and_month(date(2019, 6, 12), "en")
    ('12 juni', '12 June')
    """
    return f"{day.day} {_MONTHS[language][day.month - 1]}"


def month_name(month: int, language: str = "sv") -> str:
    """
    >>> month_name(2), month_name(2, "en")
    ('februari', 'February')
    """
    return _MONTHS[language][month - 1]


def long_date(day: date, language: str = "sv") -> str:
    """
    >>> long_date(date(2019, 6, 12))
    '12 juni 2019'
    """
    return f"{day_and_month(day, language)} {day.year}"


def full_date(day: date, language: str = "sv") -> str:
    """
    >>> full_date(date(2019, 6, 12)), full_date(date(2019, 6, 12), "en")
    ('onsdag 12 juni 2019', 'Wednesday 12 June 2019')
    """
    return f"{weekday(day, language)} {long_date(day, language)}"


def weekday(day: date, language: str = "sv") -> str:
    """
    >>> weekday(date(2019, 6, 12)), weekday(date(2019, 6, 12), "en")
    ('onsdag', 'Wednesday')
    """
    return _WEEKDAYS[language][day.weekday()]


def date_and_time(instant: datetime, language: str = "sv") -> str:
    """A UTC instant in Swedish time.

    >>> from datetime import UTC
    >>> date_and_time(datetime(2019, 5, 27, 5, 30, tzinfo=UTC))
    '27 maj 2019 kl. 07.30'
    >>> date_and_time(datetime(2019, 5, 27, 5, 30, tzinfo=UTC), "en")
    '27 May 2019 at 07:30'
    """
    local = instant.astimezone(STOCKHOLM)
    clock = f"at {local:%H:%M}" if language == "en" else f"kl. {local:%H.%M}"
    return f"{long_date(local.date(), language)} {clock}"


def working_days_from(today: date, day: date, language: str = "sv") -> str:
    """How far off a date is, in working days; said beside the date, never instead of it.

    >>> working_days_from(date(2019, 5, 27), date(2019, 5, 31))
    'om 3 arbetsdagar'
    >>> working_days_from(date(2019, 5, 31), date(2019, 5, 29), "en")
    '1 working day ago'
    """
    count = working_days_between(today, day)
    return _far_in_english(count, day, today) if language == "en" else _far_in_swedish(count, day, today)


def _far_in_swedish(count: int, day: date, today: date) -> str:
    if day == today:
        return "i dag"
    if not count:
        return "före nästa arbetsdag" if day > today else "nyss"
    noun = "arbetsdag" if abs(count) == 1 else "arbetsdagar"
    return f"om {count} {noun}" if count > 0 else f"för {-count} {noun} sedan"


def _far_in_english(count: int, day: date, today: date) -> str:
    if day == today:
        return "today"
    if not count:
        return "before the next working day" if day > today else "just now"
    noun = "working day" if abs(count) == 1 else "working days"
    return f"in {count} {noun}" if count > 0 else f"{-count} {noun} ago"
