"""The outline cut where the wording says so: rows and known headings stand alone, the rest stays in blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.documents.reading.outline import Block, BlockKind, Line, Outline
from tracker.documents.reading.rows import Row, row_of
from tracker.documents.reading.sections import Section, section_of


@dataclass(frozen=True, slots=True)
class SectionStart:
    """A heading that is known. block: as it stands, for where the words turn out to be a measure's own sub-heading."""

    section: Section
    block: Block

    @property
    def line(self) -> int:
        return self.block.line


Piece = Block | Row | SectionStart


def stream(outline: Outline) -> list[Piece]:
    """Every piece of the document in reading order."""
    return [piece for block in outline.blocks for piece in _pieces(block)]


def _pieces(block: Block) -> Iterator[Piece]:
    gathered: list[Line] = []
    kind = block.kind
    for position, line in enumerate(block.lines):
        own = _row_or_section(block, line, numbered=block.numbered and position == 0)
        if own is None:
            gathered.append(line)
            continue
        if gathered:
            yield _part_of(block, kind, gathered)
        yield own
        gathered, kind = [], BlockKind.PARAGRAPH
    if gathered:
        yield _part_of(block, kind, gathered)


def _row_or_section(block: Block, line: Line, *, numbered: bool) -> Row | SectionStart | None:
    if numbered:
        return None
    row = row_of(line)
    if row is not None:
        return row
    section = section_of(line.text)
    return SectionStart(section, replace(block, lines=(line,), marker="")) if section else None


def _part_of(block: Block, kind: BlockKind, lines: list[Line]) -> Block:
    """The lines as a block of their own; only the part that begins the block keeps its kind and marker."""
    if lines[0] is block.lines[0]:
        return replace(block, lines=tuple(lines))
    return Block(kind, tuple(lines))
