"""The neutral form of a document: headings, paragraphs, list items and tables, each with its line in the source.

Containers make it, wording rules read it. Nothing here knows what a plan is.
"""

from collections.abc import Iterable
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
    """One line or table row. number: 1-based in the source; cells: what tabs or the table's columns keep apart.

    The spaces of a cell are single and plain; no cell is empty.
    """

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table.

    marker: the number or letter it was numbered with ("1", "a"), "-" for a bullet, else "". level: a heading's, from 1.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    marker: str = ""
    level: int = 0

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
