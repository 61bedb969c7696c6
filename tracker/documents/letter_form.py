"""How a plan's letter of the kinds that are written row by row says what is known of a row: written, and read back."""

import re

MATTER = "Planens slag: %s. Den gäller %s och räknar i %s."
"""The kind, the year and the unit."""
PRESUPPOSED = "Det är under förutsättning att vi klarar besparingar genom %s med %s."
OF_MEASURE = ", åtgärd %s,"
"""Which measure it is, where a plan is written row by row: a plan in its old form says it by its title."""
ROWS_FOLLOW = "Planen omfattar följande "
ADOPTS = " antar "

BETWEEN = " · "
NUMBER, WITHOUT_NUMBER = "nr ", "utan nummer"
"""Stand there where the heading alone does not tell the number from the title."""
UNDER, ANSWERS, MEASURED, SINCE = "under ", "ansvarig ", "mäts i ", "från "
"""Parts of the line below a heading, which begins with the row's sort and ends with a full stop."""
REPORTED, FOLLOWED = "Återrapporteras ", "Följs upp: "
BY_MONTH = " månad för månad"
EVENLY, SHARES, RAMP = "lika mycket varje månad", "i andelarna ", "%s fler från %s, högst %s, %s kr var"
SUMMARY, TOTALS, MONTHS, TABLES = "Sammanfattning", "Summering", "Månad för månad", "Tabeller i planens dokument"
AFTER_ROWS = (TOTALS, MONTHS, TABLES)

_NUMBERED = re.compile(r"([A-ZÅÄÖ]{0,3}\d{1,3}[a-zåäö]?)\. (.+)")


def number_and_title(heading: str) -> tuple[str, str]:
    """What a heading says by itself.

    >>> number_and_title("I1. Antal barn"), number_and_title("Behov")
    (('I1', 'Antal barn'), ('', 'Behov'))
    """
    found = _NUMBERED.fullmatch(heading)
    return (found[1], found[2]) if found else ("", heading)
