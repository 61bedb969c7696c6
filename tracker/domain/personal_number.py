"""Swedish personal identity numbers in running text: a report is a public document (DESIGN 5)."""

import re
from datetime import date

_LOOKS_LIKE_ONE = re.compile(r"(?<!\d)(?:19|20)?(\d{2})(\d{2})(\d{2})[-+\u2013\u2212 ]?(\d{4})(?!\d)")
REFUSED = "Texten ser ut att innehålla ett personnummer. Ta bort det: det som står här är en allmän handling."
_COORDINATION_DAYS = 60
"""A coordination number (samordningsnummer) adds 60 to the day."""


def holds_personal_number(text: str) -> bool:
    """Whether a number in the text has a possible date of birth and the right check digit (Luhn).

    >>> holds_personal_number("Ring 19 maj 2019"), holds_personal_number("640823-3234")
    (False, True)
    """
    return any(_is_one(*found.groups()) for found in _LOOKS_LIKE_ONE.finditer(text))


def _is_one(year: str, month: str, day: str, rest: str) -> bool:
    number = int(day)
    try:
        date(2000 + int(year), int(month), number - _COORDINATION_DAYS if number > _COORDINATION_DAYS else number)
    except ValueError:
        if (month, day) != ("02", "29"):
            return False
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(year + month + day + rest))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0
