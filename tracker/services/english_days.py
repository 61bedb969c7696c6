"""English dates and weekdays in a text that somebody typed, put into Swedish for what reads them."""

import re

from tracker.documents.reading.written_date import MONTHS
from tracker.domain.dates import WEEKDAYS

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(rf"{month[:3]}{'t?' if month == 'september' else ''}(?:{month[3:]})?" for month in _ENGLISH_MONTHS)
_DATE = re.compile(
    rf"\b(?P<month_first>{_MONTH})\b\.?\s+(?P<then_day>\d{{1,2}})(?!\d|/)(?:st|nd|rd|th)?(?:,?\s+(?P<year1>20\d\d)\b)?"
    rf"|(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<then_month>{_MONTH})\b\.?"
    r"(?:,?\s+(?P<year2>20\d\d)\b)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_ENGLISH_WEEKDAYS)})\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\bat\s+\d{1,2}(?:[.:]\d\d)?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\b\.?", re.IGNORECASE
)


def as_swedish(text: str) -> str:
    """The text with its English dates and weekdays in Swedish, and without English times of day.

    >>> as_swedish("Wednesday, June 12th, 2019 at 1 pm"), as_swedish("4 Sept"), as_swedish("onsdag 12 juni")
    ('onsdag, 12 juni 2019 ', '4 september', 'onsdag 12 juni')
    """
    return _WEEKDAY.sub(lambda found: _weekday(found[0]), _DATE.sub(_date, _CLOCK.sub("", text)))


def _date(found: re.Match[str]) -> str:
    day, name = found["day_first"] or found["then_day"], found["month_first"] or found["then_month"]
    month = next(n for n, each in enumerate(_ENGLISH_MONTHS) if each.startswith(name[:3].lower()))
    year = found["year1"] or found["year2"]
    return f"{day} {MONTHS[month]}" + (f" {year}" if year else "")


def _weekday(name: str) -> str:
    return WEEKDAYS[_ENGLISH_WEEKDAYS.index(name.lower())]
