"""Dates as Swedish documents write them: 190612, 20190612, 2019-06-12, 12/6 2019, 12 juni 2019, 12 juni, 12/6."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MONTH = "|".join(MONTHS)
_ABBREVIATED = "|".join(f"{month[:3]}\\.?" for month in MONTHS)
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>20\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|(?P<y2>20\d\d)(?P<m2>\d\d)(?P<d2>\d\d)"
    r"|(?P<y3>\d\d)-?(?P<m3>\d\d)-?(?P<d3>\d\d)"
    r"|(?P<d4>\d{1,2})/(?P<m4>\d{1,2})[ -](?P<y4>20\d\d)"
    rf"|(?P<d5>\d{{1,2}}):?(?:e|a)? (?P<m5>{MONTH}|{_ABBREVIATED})(?:,? (?P<y5>20\d\d))?"
    r")(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\d/])(?<!rapport )(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![\d/])")
"""Day and month without a year. Behind "Återrapport" it may as well mean the first of five."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written. year None: not said. The day need not exist."""

    start: int
    end: int
    written: str
    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        """The date, in the year given where none was written; None for a day that does not exist."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def written_dates(text: str) -> list[WrittenDate]:
    """Every date in the text, in order."""
    return [_written(found) for found in _DATE.finditer(text)]


def short_dates(text: str) -> list[WrittenDate]:
    """Every "12/6" in a text that is known to name dates; elsewhere it may be a fraction or a reference.

    >>> [(each.day, each.month) for each in short_dates("Nämnd 12/6 och 4/9")], short_dates("Återrapport 1/5")
    ([(12, 6), (4, 9)], [])
    """
    return [
        WrittenDate(found.start(), found.end(), found[0], None, int(found["month"]), int(found["day"]))
        for found in _SHORT.finditer(text)
    ]


def _written(found: re.Match[str]) -> WrittenDate:
    form = next(n for n in "12345" if found[f"d{n}"])
    year, month, day = found[f"y{form}"], found[f"m{form}"], int(found[f"d{form}"])
    century = 2000 if year and len(year) == 2 else 0
    return WrittenDate(
        found.start(),
        found.end(),
        found[0],
        century + int(year) if year else None,
        int(month) if month.isdecimal() else _month_number(month),
        day,
    )


@cache
def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")))


def last_of_month(year: int, name: str) -> date:
    """The last day of a month named in Swedish."""
    month = _month_number(name)
    return date(year, month, monthrange(year, month)[1])
