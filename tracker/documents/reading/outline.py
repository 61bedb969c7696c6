"""The neutral form of a document: headings, paragraphs, list items and tables, each with its line in the source.

Containers make it, wording rules read it. Nothing here knows what a plan is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of the document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line or table row. number: 1-based, counts the lines of the source; cells: what tabs or columns keep apart.

    The spaces of a cell are single and plain; no cell is empty. place: where it stands, in words; "" means "rad" and
    the number. grid: the same cells in the table's columns, empty ones as "", lines of a cell parted by "\n"; () where
    the container knows no columns. joined: for each cell of the grid, LEFT or ABOVE where it is part of a merged cell
    that begins there, else "". cell_places: for each cell of the grid, where cells have names of their own.
    """

    number: int
    cells: tuple[str, ...]
    place: str = ""
    grid: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    cell_places: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def where(self) -> str:
        return self.place or f"rad {self.number}"

    def where_cell(self, column: int) -> str:
        """Where the cell in this column stands."""
        return self.cell_places[column] if column < len(self.cell_places) else self.where

    def cell(self, column: int) -> str:
        """The text of the cell in this column of the grid, "" beyond its end."""
        return self.grid[column] if column < len(self.grid) else ""

    def join(self, column: int) -> str:
        """How the cell in this column is part of a merged one."""
        return self.joined[column] if column < len(self.joined) else ""


LEFT, ABOVE = "<", "^"
_DIGIT_BREAK = re.compile(r"(?<=\d) *\n(?=[-\u2212]?\d)")


def one_line(text: str) -> str:
    r"""A cell's lines as one, with single plain spaces. Two figures over each other stay two.

    >>> one_line("500\n300"), one_line("två\n\xa0ord")
    ('500; 300', 'två ord')
    """
    return " ".join(_DIGIT_BREAK.sub("; ", text).split())


def row_line(
    number: int,
    grid: Sequence[str],
    place: str,
    *,
    joined: Sequence[str] = (),
    cell_places: Sequence[str] = (),
) -> Line | None:
    """A table's row as a line, or None where every cell is empty."""
    tidy = tuple("\n".join(filter(None, (" ".join(part.split()) for part in each.split("\n")))) for each in grid)
    cells = tuple(one_line(each) for each in tidy if each)
    return Line(number, cells, place, tidy, tuple(joined), tuple(cell_places)) if cells else None


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table.

    marker: the number or letter it was numbered with ("1", "a"), "-" for a bullet, else "". level: a heading's, from 1.
    continues: the container knows that a table before it goes on here, on the next page or further down in its sheet.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    marker: str = ""
    level: int = 0
    continues: bool = False

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def one_line(self) -> bool:
        return len(self.lines) == 1

    @property
    def numbered(self) -> bool:
        return self.marker.isdecimal()

    @property
    def lettered(self) -> bool:
        return self.marker.isalpha()

    def line_at(self, offset: int) -> int:
        """The source line of the character at this offset of text."""
        for line in self.lines:
            offset -= len(line.text) + 1
            if offset < 0:
                return line.number
        return self.lines[-1].number


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document in reading order."""

    blocks: tuple[Block, ...]

    @property
    def places(self) -> dict[int, str]:
        """Where each line stands that has a place of its own, by its number."""
        return {line.number: line.place for block in self.blocks for line in block.lines if line.place}


def mended(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Join what a page break or a stray blank line has cut: an unfinished sentence and its lower-case continuation."""
    whole: list[list[Block]] = []
    for block in blocks:
        if whole and _continues(whole[-1][-1], block):
            whole[-1].append(block)
        else:
            whole.append([block])
    return tuple(
        replace(cut[0], lines=tuple(line for block in cut for line in block.lines)) if len(cut) > 1 else cut[0]
        for cut in whole
    )


def _continues(before: Block, after: Block) -> bool:
    return (
        before.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and after.kind is BlockKind.PARAGRAPH
        and after.lines[0].text[0].islower()
        and before.lines[-1].text[-1] not in ".!?:;"
    )
