"""How a plan's letter of the kinds that are written row by row says what is known of a row: written, and read back."""

MATTER = "Planens slag: %s. Den gäller %s och räknar i %s."
"""The kind, the year and the unit."""
ROWS_FOLLOW = "Planen omfattar följande "
ADOPTS = " antar "

BETWEEN = " · "
UNDER, ANSWERS, MEASURED, SINCE = "under ", "ansvarig ", "mäts i ", "från "
"""Parts of the line below a heading, which begins with the row's sort and ends with a full stop."""
REPORTED, FOLLOWED = "Återrapporteras ", "Följs upp: "
BY_MONTH = " månad för månad"
EVENLY, SHARES, RAMP = "lika mycket varje månad", "i andelarna ", "%s fler från %s, högst %s, %s kr var"
SUMMARY, TOTALS = "Sammanfattning", "Summering"
