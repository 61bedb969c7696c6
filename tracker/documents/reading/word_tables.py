"""The rows of a Word table in its grid, with merged cells known as such."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from tracker.documents.reading.lines import plain
from tracker.documents.reading.outline import ABOVE, LEFT, Line, row_line
from tracker.documents.reading.word_text import text_of

_MOST_COLUMNS = 200


@dataclass
class GridRow:
    """One row: the text of each column and how it is joined to a neighbour."""

    grid: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    def add(self, text: str, joined: str) -> None:
        if len(self.grid) < _MOST_COLUMNS:
            self.grid.append(text)
            self.joined.append(joined)

    def line(self, number: int, place: str) -> Line | None:
        return row_line(number, self.grid, place, joined=self.joined)


def rows_of(table: Any) -> list[GridRow]:
    """Every row that is not deleted, empty ones too."""
    return [_row(each) for each in table.findall(qn("w:tr")) if each.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]


def _row(row: Any) -> GridRow:
    found = GridRow()
    for _ in range(_number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)):
        found.add("", "")
    for cell in _cells(row):
        properties = cell.find(qn("w:tcPr"))
        span = merged = None
        if properties is not None:
            span, merged = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
        continues = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
        found.add("" if continues else _text(cell), ABOVE if continues else "")
        for _ in range(_number(span, 1) - 1):
            found.add("", LEFT)
    return found


def _cells(row: Any) -> list[Any]:
    """The cells, also those inside a content control."""
    return [
        cell
        for child in row
        for cell in ([child] if child.tag == qn("w:tc") else child.iter(qn("w:tc")) if child.tag == qn("w:sdt") else [])
    ]


def _text(cell: Any) -> str:
    """The paragraphs of the cell, each on a line of its own."""
    return "\n".join(plain(text_of(paragraph)).replace("\t", " ") for paragraph in cell.iter(qn("w:p"))).strip("\n")


def _number(element: Any, default: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else default
