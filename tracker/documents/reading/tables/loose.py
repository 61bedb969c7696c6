"""Rows outside of the tables that say something of all the measures in them: report dates and sums."""

import re
from collections.abc import Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.report_dates import report_dates_of
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.stream import Piece
from tracker.documents.reading.tables.dates import with_dates
from tracker.documents.reading.tables.finding import Table
from tracker.documents.reading.written_date import short_dates, written_dates
from tracker.domain.draft import MeasureDraft
from tracker.domain.words import sentence

_ONLY_REPORTING = re.compile(
    r"(?:(?:åter-?rapport\w{0,12}|tekniska|sociala|gemensamma|[\w-]{0,40}nämnd\w{0,20}|sammanträde\w{0,6}|planen|åtgärderna"
    r"|sker|görs|lämnas|till|vid|på|i|den|och|samt|nr|\d{1,2})\b|[\W_])*",
    re.IGNORECASE,
)


def loose_dates(
    pieces: Sequence[Piece], measures: Sequence[MeasureDraft], year: int, findings: Findings
) -> list[MeasureDraft]:
    """The measures with the dates of report rows outside of their table: "Återrapport till nämnden 12 juni"."""
    rows = [piece for piece in pieces if isinstance(piece, Row) and piece.kind is RowKind.REPORT]
    sure = [row for row in rows if _ONLY_REPORTING.fullmatch(_without_dates(row.value))]
    for row in rows:
        if row not in sure:
            findings.warning(
                row.line, sentence("Datum för återrapport i löpande text räknas inte. Skriv dem på en egen rad.")
            )
    days = report_dates_of(sure, year, findings)
    return with_dates(measures, days, sure[0].line if sure else 0, findings)


def loose_totals(pieces: Sequence[Piece], tables: Sequence[Table]) -> list[Row]:
    """The sums that stand below the last table."""
    last = max(line.number for table in tables for line in (*table.head.lines, *table.rows))
    return [piece for piece in pieces if isinstance(piece, Row) and piece.kind is RowKind.TOTAL and piece.line > last]


def _without_dates(text: str) -> str:
    for each in reversed(written_dates(text) or short_dates(text)):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text
