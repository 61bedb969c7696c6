"""What in a table of figures is a head, a row's name or an amount; and which tables are none of money."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.reading.outline import Block, BlockKind, Line, one_line
from tracker.documents.reading.rows import UNKNOWN_WORDS, RowKind, row_of
from tracker.documents.reading.tables.cells import NOTHING, figure_text
from tracker.documents.reading.unit import unit_in
from tracker.domain.money import Unit

_YEAR = re.compile(r"2 ?0\d\d")
"""Some documents write years with a space, as they write thousands."""
_NO_MONEY = re.compile(
    r"\b(?:antal|andel|procent|årsarbet\w*|tjänster|personer|individer|platser|indikator\w*|mål|nr|nummer|konto|kod|dnr|§)\b"
    r"|%",
    re.IGNORECASE,
)
"""In a head: over names that are counted, or figures that are no money."""
_FIGURE = re.compile(
    r"(?:ca\.? |cirka )?[-\u2212]?\d[\d .]*(?:,\d+)?(?: ?[-\u2013\u2014] ?\d[\d .]*(?:,\d+)?)?"
    r"(?: ?(?:kr|kronor|tkr|kkr|mkr|mnkr|miljon(?:er)?(?: kronor| kr)?))?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\.{3,}|…$")
_CAPTION = re.compile(r"tabell\b[^:.]{0,12}[:.] *", re.IGNORECASE)
_UNIT_WORDS = re.compile(
    r",? ?\(?(?:belopp )?(?:i )?\b(?:tkr|kkr|mnkr|mkr|kr|kronor|miljoner kronor)\b\)?", re.IGNORECASE
)
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of figures. columns: where they stand in the grid; units: what the heads of the columns say.

    unit: what the table's own head or caption says. head: its cells, () where the table has no head. label: the head
    over the rows' names.
    """

    title: str
    rows: tuple[Line, ...]
    named_by: int
    columns: tuple[int, ...]
    names: tuple[str, ...]
    units: tuple[Unit | None, ...]
    unit: Unit | None
    head: tuple[str, ...]
    label: str

    @property
    def line(self) -> int:
        return self.rows[0].number

    def cell(self, line: Line, column: int) -> str:
        grid = _grid(line)
        return grid[column] if column < len(grid) else ""

    def name(self, line: Line) -> str:
        """What the row is called; a bare figure's row has no name."""
        return one_line(self.cell(line, self.named_by)).strip(" *:") or "–"


def shape_of(block: Block, before: Sequence[Block]) -> Shape | None:
    """The block as a table of figures; None where it is something else: contents, rows of a plan, counts, words.

    before: what stands above it.
    """
    lines = [line for line in block.lines if line.grid or len(line.cells) > 1]
    if len(lines) < 2 or len(lines) < len(block.lines) or any(_CONTENTS.search(line.text) for line in lines):
        return None
    if any(row is not None and row.kind is not RowKind.TOTAL for row in map(row_of, lines)):
        return None
    head, rows = _head(lines)
    width = max(len(_grid(line)) for line in lines)
    cells = [[figure_text(_at(_grid(line), column)) for line in rows] for column in range(width)]
    columns = [n for n in range(width) if _is_of_figures(cells[n]) and not _NO_MONEY.search(_at(head, n))]
    named_by = next((n for n in range(width) if n not in columns), None)
    if not columns or named_by is None or named_by > columns[0] or _NO_MONEY.search(_at(head, named_by)):
        return None
    if any(n not in columns and _is_of_words(cells[n]) for n in range(named_by + 1, width)):
        return None
    title, caption = _captions(before)
    label = _at(head, named_by)
    names = tuple(_column_name(_at(head, n), position, len(columns)) for position, n in enumerate(columns, 1))
    return Shape(
        title=_title(title, label) or _title(_heading(before), "") or "Tabell",
        rows=tuple(rows),
        named_by=named_by,
        columns=tuple(columns),
        names=names,
        units=tuple(unit_in(_at(head, n)) for n in columns),
        unit=unit_in(label) or unit_in(caption) or unit_in(title),
        head=tuple(head),
        label=_without_unit(label),
    )


def _grid(line: Line) -> tuple[str, ...]:
    return line.grid or line.cells


def _at(cells: Sequence[str], column: int) -> str:
    return one_line(cells[column]) if column < len(cells) else ""


def _head(lines: Sequence[Line]) -> tuple[list[str], list[Line]]:
    """The cells of the head and the rows below it; [] and all lines where the first is a row like the others.

    A head whose first cell is empty may have lost it: then it is one cell shorter than the rows.
    """
    first, width = list(_grid(lines[0])), max(len(_grid(line)) for line in lines[1:])
    if len(first) == width - 1 and all(_YEAR.fullmatch(one_line(each)) for each in first):
        first = ["", *first]
    others = [figure_text(each) for each in first[1:]]
    figures = [each for each in others if _FIGURE.fullmatch(each) and not _YEAR.fullmatch(each)]
    return (first, list(lines[1:])) if any(others) and not figures else ([], list(lines))


def _is_of_figures(cells: Sequence[str]) -> bool:
    """Whether the column holds figures and nothing else, or what stands for one that is missing or not yet known."""
    figures = [each for each in cells if _FIGURE.fullmatch(each)]
    return bool(figures) and all(
        _FIGURE.fullmatch(each) or NOTHING.fullmatch(each) or UNKNOWN_WORDS.search(each) for each in cells
    )


def _is_of_words(cells: Sequence[str]) -> bool:
    """Whether a column beside the amounts holds figures among words: then it is no table of amounts only."""
    return any("%" in each or (each[:1].isdigit() and not _FIGURE.fullmatch(each)) for each in cells)


def _captions(before: Sequence[Block]) -> tuple[str, str]:
    """What the table is called by the text right above it, and that text; a line that only says the unit goes on up."""
    near = [each for each in before[-2:] if each.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)]
    if not near or before[-1] is not near[-1]:
        return "", ""
    texts = [line.text for each in near for line in each.lines][-2:]
    above = next((each for each in reversed(texts) if _CAPTION.match(each)), texts[-1])
    fits = len(above) <= _LONGEST_TITLE and not above.endswith((".", ":", "?", "!"))
    return (_CAPTION.sub("", above, count=1) if fits else ""), texts[-1] if len(texts[-1]) <= _LONGEST_TITLE else ""


def _heading(before: Sequence[Block]) -> str:
    """The last heading above that is short enough to be a title."""
    headings = [each.text for each in before if each.kind is BlockKind.HEADING and len(each.text) <= _LONGEST_TITLE]
    return headings[-1] if headings else ""


def _title(caption: str, label: str) -> str:
    for each in (caption, label):
        if named := _without_unit(each):
            return named[0].upper() + named[1:]
    return ""


def _without_unit(text: str) -> str:
    return " ".join(_UNIT_WORDS.sub(" ", text).split()).strip(" ,:*")


def _column_name(head: str, position: int, count: int) -> str:
    year = head.replace(" ", "") if _YEAR.fullmatch(head) else ""
    return year or _without_unit(head) or (f"Belopp {position}" if count > 1 else "Belopp")
