"""Which year the plan is for."""

import re
from collections.abc import Collection

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.layout import Layout
from tracker.documents.reading.rows import RowKind
from tracker.documents.reading.written_date import written_dates
from tracker.domain.draft import Fact
from tracker.domain.words import sentence

_YEAR = re.compile(r"(?<![\d/-])20\d\d(?![\d/-])")
YEAR_KEY = "year"
"""Of the answer that says which year the plan is for, whatever the document says."""


def year_of(title: str, layout: Layout, findings: Findings, *, tables: Collection[int] = ()) -> int:
    """The year of the title; where it names none or several, the one that the report dates agree on.

    tables: the years that the heads of the tables name, for where neither says. A person who has answered which year it
    is (YEAR_KEY) knows better. 0 with an error where nothing says.
    """
    answered = findings.answers.get(YEAR_KEY, "")
    if _YEAR.fullmatch(answered):
        return int(answered)
    in_title = years_in(title)
    if len(in_title) == 1:
        return in_title[0]
    reported = {
        each.year
        for row in layout.rows
        if row.kind is RowKind.REPORT
        for each in written_dates(row.value)
        if each.year is not None
    }
    agreed = [year for year in sorted(reported) if not in_title or year in in_title]
    named = [year for year in tables if not in_title or year in in_title]
    for choice in (agreed, named):
        if len(choice) == 1:
            return choice[0]
    none = sentence("Planens år framgår inte. Skriv året i rubriken, till exempel ”Åtgärdsplan 2019”.")
    findings.error(0, none, Fact.YEAR)
    return 0


def years_in(text: str) -> list[int]:
    """The years that the text names, once each, in order.

    >>> years_in("Plan 2019, dnr 2018/12, beslutad 2020-04-10, bokslut 2018")
    [2019, 2018]
    """
    return [int(each) for each in dict.fromkeys(_YEAR.findall(text))]
