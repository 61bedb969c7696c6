"""One table of dates for the whole plan: the meetings at which all of it is reported."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, Line, Outline, one_line
from tracker.documents.reading.report_dates import report_dates_of
from tracker.documents.reading.rows import Row, RowKind, row_of
from tracker.documents.reading.written_date import short_dates, written_dates
from tracker.domain.draft import MeasureDraft
from tracker.domain.words import sentence

_REPORTS = re.compile(r"åter-?rapport|rapporter|uppföljning", re.IGNORECASE)
_MEETING = re.compile(r"nämnd|sammanträde|möte|datum|\bdag\b|åter-?rapport", re.IGNORECASE)
_NO_MEETING = re.compile(
    r"manus|inlämn|utskick|deadline|bered|arbetsutskott|\bau\b|handling|underlag|stopp", re.IGNORECASE
)
_LONGEST_CAPTION = 120


def lists_dates(block: Block, caption: str = "") -> bool:
    """Whether the table has a head and under it nothing but rows with dates, and says that they are of reports.

    caption: what stands right above it.
    """
    if block.kind is not BlockKind.TABLE or not all(line.grid for line in block.lines):
        return False
    head, rows = block.lines[0], block.lines[1:]
    if not rows or _dates(head) or not all(_dates(line) for line in rows):
        return False
    named = _REPORTS.search(head.text) or (len(caption) <= _LONGEST_CAPTION and _REPORTS.search(caption))
    return bool(named) and not any(_money_row(line) for line in rows)


def split_date_table(outline: Outline) -> tuple[Block | None, Outline]:
    """The only table of the document that lists report dates and nothing else, and the outline without it.

    None where there is none, several, or where it stands between the rows of measures: then it may be one measure's.
    """
    captions = ["", *(block.text for block in outline.blocks)]
    found = [n for n, block in enumerate(outline.blocks) if lists_dates(block, captions[n])]
    if len(found) != 1:
        return None, outline
    before, after = outline.blocks[: found[0]], outline.blocks[found[0] + 1 :]
    if _has_rows(after):
        return None, outline
    return outline.blocks[found[0]], Outline((*before, *after))


def dates_in_table(table: Block, year: int, findings: Findings) -> tuple[date, ...]:
    """The meetings that the table lists; none, with a warning, where it does not say which column has them."""
    column = _column(table)
    if column is None:
        findings.warning(
            table.line,
            sentence("Det framgår inte vilken kolumn som har nämndens datum. Kalla den ”Nämnd” så läses den."),
        )
        return ()
    rows = [
        Row(RowKind.REPORT, line.number, "", one_line(line.cell(column)))
        for line in table.lines[1:]
        if line.cell(column)
    ]
    return report_dates_of(rows, year, findings)


def with_dates(
    measures: Sequence[MeasureDraft], dates: tuple[date, ...], line: int, findings: Findings
) -> list[MeasureDraft]:
    """Every measure reported on these dates; none of them where some have dates of their own, which is told."""
    if not dates or not measures:
        return list(measures)
    if any(each.report_dates for each in measures):
        findings.warning(
            line,
            sentence(
                "Planens datum för återrapport lades inte till, eftersom åtgärder har egna. Skriv dem på varje åtgärd."
            ),
        )
        return list(measures)
    return [replace(each, report_dates=dates) for each in measures]


def _dates(line: Line) -> bool:
    return bool(written_dates(line.text) or short_dates(line.text))


def _money_row(line: Line) -> bool:
    row = row_of(line)
    return row is not None and row.kind is not RowKind.REPORT


def _column(table: Block) -> int | None:
    """The column of dates; of several the one whose head names the meeting."""
    rows = table.lines[1:]
    width = max(len(line.grid) for line in table.lines)
    dated = [
        column
        for column in range(width)
        if any(written_dates(line.cell(column)) or short_dates(line.cell(column)) for line in rows)
        and not _NO_MEETING.search(table.lines[0].cell(column))
    ]
    if len(dated) > 1:
        dated = [column for column in dated if _MEETING.search(table.lines[0].cell(column))]
    return dated[0] if len(dated) == 1 else None


def _has_rows(blocks: Sequence[Block]) -> bool:
    """Whether amounts or reports of measures follow."""
    rows = [row_of(line) for block in blocks for line in block.lines]
    return any(row is not None and row.kind is not RowKind.TOTAL for row in rows)
