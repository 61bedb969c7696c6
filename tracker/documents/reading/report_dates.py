"""The dates of report rows: "Återrapport 1 Nämnd 190612", several on a row or on rows of their own."""

import re
from collections.abc import Iterable
from datetime import date

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.labels import REPORT
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.written_date import WrittenDate, short_dates, written_dates
from tracker.domain.words import sentence

_ORDINAL = re.compile(
    rf"(?:{REPORT.pattern}|nr|nummer) ?\d{{1,2}}(?:(?: av | ?\()\d{{1,2}}\)?)?(?!\d)(?!/)|^\d{{1,2}}[.:)]",
    re.IGNORECASE,
)


def report_dates_of(rows: Iterable[Row], year: int, findings: Findings) -> tuple[date, ...]:
    """Every date that the report rows name, once, in the order of the document.

    year: the plan's, for dates without one. A date that does not exist or cannot be read is an error.
    """
    dates: list[date] = []
    for row in rows:
        if row.kind is not RowKind.REPORT:
            continue
        written = written_dates(row.value) or short_dates(row.value)
        if not written or re.search(r"\d", _besides(row.value, written)):
            findings.error(
                row.line,
                sentence("Raden har inget läsbart datum. Skriv till exempel ”Återrapport 1 Nämnd 2019-06-12”."),
            )
        for each in written:
            day = _day(each, row.line, year, findings)
            if day in dates:
                findings.warning(
                    row.line,
                    sentence("Datumet %(written)s står flera gånger och räknas en gång.", written=each.written),
                )
            elif day is not None:
                dates.append(day)
    return tuple(dates)


def _besides(text: str, written: list[WrittenDate]) -> str:
    """The row without its dates and without the number of the report."""
    for each in reversed(written):
        text = f"{text[: each.start]}|{text[each.end :]}"
    return _ORDINAL.sub("", text)


def _day(written: WrittenDate, line: int, year: int, findings: Findings) -> date | None:
    if written.year is None and not year:
        findings.error(
            line,
            sentence(
                "Datumet %(written)s saknar år. Skriv datumet med år, till exempel 2019-06-12.", written=written.written
            ),
        )
        return None
    day = written.in_year(year)
    if day is None:
        findings.error(
            line,
            sentence("Datumet %(written)s finns inte. Rätta det, till exempel 2019-06-12.", written=written.written),
        )
    elif year and day.year != year:
        findings.warning(
            line,
            sentence(
                "Datumet %(written)s ligger utanför planens år %(year)s. Kontrollera det.",
                written=written.written,
                year=year,
            ),
        )
    return day
