"""Dates as people type or paste them into a page, in Swedish or English: one, or a year's list of them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from tracker.documents.reading.written_date import written_dates
from tracker.domain.dates import WEEKDAYS
from tracker.language import gettext as _
from tracker.services.english_days import as_swedish
from tracker.spoken import long_date, weekday

_SHORT = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})\.?(?:\s*[-/. ]\s*((?:20)?\d\d))?(?!\d)")
_CLOCK = re.compile(r"(?:\bkl\.?|\bklockan)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?", re.IGNORECASE)
_SEPT = re.compile(r"\bsept\b\.?", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,](?!\s*20\d\d\s*(?:[;,]|$|kl\b|at\b))", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({'|'.join(f'{day[:3]}(?:{day[3:]}(?:en)?)?' for day in WEEKDAYS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class ReadDay:
    """One date of a list as it was written. day None: it is none, and fault says what is wrong with it."""

    written: str
    day: date | None
    fault: str = ""


def read_day(text: str, year: int) -> ReadDay:
    """One date; year is taken where none is written.

    >>> read_day("4/9", 2019).day, read_day("31 februari", 2019).fault
    (datetime.date(2019, 9, 4), 'Den dagen finns inte.')
    """
    found = _days(" ".join(text.split()), year)
    if len(found) == 1:
        return found[0]
    what = _("Här står flera datum.") if found else _("Här finns inget datum. Skriv till exempel 12 juni 2019.")
    return ReadDay(text.strip(), None, what)


def read_days(text: str, year: int) -> list[ReadDay]:
    """Every date of a list, in its order: one to a line, or several with commas between.

    What stands beside a date on its line (a weekday, a time, a place) is let be, but a figure that is no date is not.

    >>> [str(each.day) for each in read_days("onsdag 12 juni kl. 13, 4/9\\n2019-10-09", 2019)]
    ['2019-06-12', '2019-09-04', '2019-10-09']
    """
    found: list[ReadDay] = []
    for line in text.splitlines():
        written = " ".join(line.split())
        if not written:
            continue
        of_line = [each for piece in _BETWEEN.split(written) for each in _days(piece.strip(), year)]
        found.extend(of_line or [ReadDay(written, None, _("Här finns inget datum."))])
    return found


def read_year(text: str) -> int | None:
    """A year in four figures; None for anything else."""
    return int(text) if _YEAR.fullmatch(text.strip()) else None


def _days(piece: str, year: int) -> list[ReadDay]:
    """The dates of a piece, each with its own words; in English with those of the whole piece."""
    swedish = as_swedish(piece)
    found = _swedish_days(swedish, year)
    return found if swedish == piece else [replace(each, written=piece) for each in found]


def _swedish_days(piece: str, year: int) -> list[ReadDay]:
    rest = _SEPT.sub("sep", _CLOCK.sub(" ", piece))
    long = written_dates(rest)
    found = [(each.start, each.end, _checked(rest, each.written, each.in_year(year))) for each in long]
    taken = [(start, end) for start, end, _ in found]
    found += [
        (match.start(), match.end(), _checked(rest, match[0], _short(match, year)))
        for match in _SHORT.finditer(rest)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    found.sort(key=lambda each: each[0])
    left = rest
    for start, end, _each in reversed(found):
        left = left[:start] + left[end:]
    if any(sign.isdigit() for sign in left):
        return [ReadDay(piece, None, _("Det går inte att läsa som datum. Skriv till exempel 12 juni 2019."))]
    return [each for _, _, each in found]


def _short(match: re.Match[str], year: int) -> date | None:
    written = match[3]
    try:
        return date(year if written is None else int(written[-2:]) + 2000, int(match[2]), int(match[1]))
    except ValueError:
        return None


def _checked(piece: str, written: str, day: date | None) -> ReadDay:
    """The date, unless it does not exist, or the only weekday beside it is another one's."""
    if day is None:
        return ReadDay(written, None, _("Den dagen finns inte."))
    named = {each[:3].lower() for each in _WEEKDAY.findall(piece)}
    if len(named) == 1 and WEEKDAYS[day.weekday()][:3] not in named:
        wrong = _(
            "%(day)s är en %(weekday)s. Kontrollera veckodagen eller året.", day=long_date(day), weekday=weekday(day)
        )
        return ReadDay(piece, None, wrong)
    return ReadDay(written.strip(), day)
