"""As of which day a deficit is known: "per sista mars", "per den 31 mars 2019", "efter april"."""

import re
from datetime import date

from tracker.documents.reading.written_date import MONTH, last_of_month, written_dates

_WORD = (
    r"(?:per|efter|t\.?o\.?m\.?|till och med|uppföljning(?:en)?|prognos(?:en)?|månadsrapport(?:en)?|bokslut(?:et)?"
    r"|delårsrapport(?:en)?)"
)
_DAY = re.compile(rf"\b{_WORD}(?: per)?(?: den)? ?$", re.IGNORECASE)
_MONTH_END = re.compile(
    rf"\b{_WORD}(?: per| för)?(?: den)? (?:sista |slutet av |utgången av )?"
    rf"(?P<month>{MONTH})(?! ?\d\d?\b)(?: (?P<year>20\d\d))?\b",
    re.IGNORECASE,
)


def as_of_dates(text: str, year: int) -> list[date]:
    """The different days that the text says its figures are from; a month stands for its last day.

    year: the plan's, for a day or month written without one.
    """
    days = [each.in_year(year) for each in written_dates(text) if _DAY.search(text[: each.start])]
    months = [last_of_month(int(found["year"] or year), found["month"]) for found in _MONTH_END.finditer(text)]
    return list(dict.fromkeys(day for day in [*days, *months] if day is not None))
