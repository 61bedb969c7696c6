"""What each row of a table of measures is: a measure, the heading of a group, a sum, or more of the measure above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.documents.reading.outline import ABOVE, LEFT, Line, one_line
from tracker.documents.reading.tables.columns import Role
from tracker.documents.reading.tables.finding import Head
from tracker.documents.reading.tables.sum_rows import SUM

_NUMBER = re.compile(r"[A-ZÅÄÖ]{0,5}[-. ]?\d{1,4}(?:[.-]\d{1,3})?[a-zåäö]?", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:åtgärd )?(?P<number>\d{1,3}(?:\.\d{1,2}|[a-zåäö])?)(?:[.):]\s*|\s+[-–]\s+)(?P<title>\S.*)", re.IGNORECASE
)


class TableRowKind(StrEnum):
    """What a row of the table is."""

    MEASURE = "measure"
    MORE = "more"
    GROUP = "group"
    SUM = "sum"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. number and title as the document has them, "" where it has none; description: what follows the title."""

    kind: TableRowKind
    line: Line
    number: str = ""
    title: str = ""
    description: str = ""


def table_rows(head: Head, lines: list[Line]) -> Iterator[TableRow]:
    """Each line with text, in order."""
    title_column, number_column = head.first(Role.TITLE), head.first(Role.NUMBER)
    assert title_column is not None
    if number_column is not None and not any(line.cell(number_column.index) for line in lines):
        number_column = None
    amounts = {each.index for each in head.all(Role.EFFECT)}
    before = lines[0].number if lines else 0
    for line in lines:
        apart, before = line.number > before + 1, line.number
        cells = [(index, one_line(text)) for index, text in enumerate(line.grid) if text]
        if not cells:
            continue
        first = cells[0][1]
        number = one_line(line.cell(number_column.index)).rstrip(".):") if number_column is not None else ""
        title, _, below = line.cell(title_column.index).partition("\n")
        if SUM.match(first) and not re.match(r"\d", number):
            yield TableRow(TableRowKind.SUM, line, title=first)
        elif len(cells) == 1 and cells[0][0] in amounts:
            yield TableRow(TableRowKind.UNCLEAR, line)
        elif len(cells) == 1 and (
            cells[0][0] != title_column.index or line.join(title_column.index + 1) == LEFT or number_column is not None
        ):
            yield TableRow(TableRowKind.GROUP, line, title=first)
        elif not title:
            merged = line.join(title_column.index) == ABOVE
            yield TableRow(TableRowKind.MORE if merged else TableRowKind.UNCLEAR, line, number)
        elif not (_NUMBER.fullmatch(number) if number_column is not None else not apart or _says_more(line, head)):
            yield TableRow(TableRowKind.UNCLEAR, line, title=title)
        else:
            if number_column is None and (found := _NUMBERED.fullmatch(title)):
                number, title = found["number"], found["title"]
            kind = TableRowKind.UNCLEAR if len(cells) == 1 else TableRowKind.MEASURE
            yield TableRow(kind, line, number, title.strip(" *"), " ".join(below.split()))


def _says_more(line: Line, head: Head) -> bool:
    """Whether the row has an amount, a status or a report: below an empty row much else may stand in a sheet."""
    return any(
        each.role in (Role.EFFECT, Role.STATUS, Role.REPORT, Role.MEETING) and line.cell(each.index)
        for each in head.columns
    )
