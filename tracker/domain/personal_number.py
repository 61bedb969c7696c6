"""Swedish personal identity numbers in running text: a report is a public document (DESIGN 5)."""

import re
from datetime import date

from tracker.domain.words import said

_HYPHEN = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
"""Every sign that stands for the hyphen in what people paste: soft and no-break hyphens, dashes, minus."""
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_NO_DATE_AFTER = rf"(?!\d|[{_HYPHEN}]\d\d[{_HYPHEN}]\d)"
"""After the last four: no more digits, and no year that begins another date ("2019-05-22 – 2019-06-12")."""
_LOOKS_LIKE_ONE = re.compile(
    r"(?<!\d)(?:19|20)?(?:"
    # 640823-3234, the hyphen left out, or blanks in its place or about it
    rf"(\d\d)(\d\d)(\d\d)\s?[{_HYPHEN}+]?\s?(\d{{4}})"
    # 64 08 23-3234
    rf"|(\d\d)\s(\d\d)\s(\d\d)\s?[{_HYPHEN}+\s]\s?(\d{{4}})"
    # 64-08-23-3234; a blank alone before the four is a date and a time or a year
    rf"|(\d\d)[{_HYPHEN}](\d\d)[{_HYPHEN}](\d\d)\s?[{_HYPHEN}+]\s?(\d{{4}})"
    rf"){_NO_DATE_AFTER}"
)
REFUSED = said("Texten ser ut att innehålla ett personnummer. Ta bort det: det som står här är en allmän handling.")
_COORDINATION_DAYS = 60
"""A coordination number (samordningsnummer) adds 60 to the day."""


def holds_personal_number(text: str) -> bool:
    """Whether a number in the text has a possible date of birth and the right check digit (Luhn).

    >>> holds_personal_number("Ring 19 maj 2019"), holds_personal_number("640823-3234")
    (False, True)
    """
    return any(_is_one(*filter(None, found.groups())) for found in _LOOKS_LIKE_ONE.finditer(_UNSEEN.sub("", text)))


def _is_one(year: str, month: str, day: str, rest: str) -> bool:
    number = int(day)
    try:
        date(2000 + int(year), int(month), number - _COORDINATION_DAYS if number > _COORDINATION_DAYS else number)
    except ValueError:
        if (month, day) != ("02", "29"):
            return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(year + month + day + rest))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0
