"""The document's parts: what stands before the measures, each measure, the sums, and what belongs to none of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.numbering import measure_positions
from tracker.documents.reading.outline import Block, BlockKind, Outline
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.sections import Section
from tracker.documents.reading.stream import Piece, SectionStart, stream
from tracker.documents.reading.wording import ends_sentence, reads_as_heading


@dataclass(frozen=True, slots=True)
class Part:
    """One measure: its heading and all that stands under it."""

    heading: Block
    pieces: list[Piece] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        """The position of the last row, -1 where there is none."""
        return max((n for n, piece in enumerate(self.pieces) if isinstance(piece, Row)), default=-1)


@dataclass(frozen=True, slots=True)
class Layout:
    """rest: what stands after the measures and is no part of the plan, signatures for instance."""

    preamble: list[Piece]
    parts: list[Part]
    totals: list[Piece]
    rest: list[Piece]

    @property
    def rows(self) -> list[Row]:
        every = [self.preamble, *(part.pieces for part in self.parts), self.totals, self.rest]
        return [piece for pieces in every for piece in pieces if isinstance(piece, Row)]


def layout_of(outline: Outline, findings: Findings) -> Layout:
    """Divide a document at its measures and known headings."""
    pieces = stream(outline)
    starts = measure_positions(pieces, findings)
    if not starts:
        return Layout(pieces, [], [], [])
    layout = Layout(pieces[: starts[0]], [], [], [])
    _divide(pieces, starts, layout)
    _cut_tail(layout)
    return layout


def _divide(pieces: Sequence[Piece], starts: list[int], layout: Layout) -> None:
    beginnings = set(starts)
    current: list[Piece] = layout.preamble
    for position in range(starts[0], len(pieces)):
        piece = pieces[position]
        if position in beginnings and isinstance(piece, Block):
            layout.parts.append(Part(piece))
            current = layout.parts[-1].pieces
        elif isinstance(piece, SectionStart) and piece.section.ends_measures:
            current = layout.totals if piece.section is Section.TOTALS else layout.rest
        elif isinstance(piece, Row) and piece.kind is RowKind.TOTAL:
            current = layout.totals
            current.append(piece)
        elif _next_chapter(piece, layout.parts[-1].heading):
            current = layout.rest
            current.append(piece)
        else:
            current.append(piece)


def _next_chapter(piece: Piece, measure: Block) -> bool:
    """A heading of the measures' own level or above that is no measure."""
    heading = piece.block if isinstance(piece, SectionStart) else piece
    return (
        isinstance(heading, Block)
        and heading.kind is measure.kind is BlockKind.HEADING
        and heading.level <= measure.level
    )


def _cut_tail(layout: Layout) -> None:
    """Take what follows the last measure, and names at its end, away from it.

    Sentences behind the rows stay only where the other measures have theirs there too.
    """
    *others, last = layout.parts
    texts_follow_rows = any(0 <= part.last_row < len(part.pieces) - 1 for part in others)
    end = last.last_row + 1
    if end == 0 or texts_follow_rows:
        end = len(last.pieces)
        while end and _stands_alone(last.pieces[end - 1]):
            end -= 1
    layout.rest[:0] = last.pieces[end:]
    del last.pieces[end:]


def _stands_alone(piece: Piece) -> bool:
    """Short lines without a sentence, as names, titles and headings over nothing are."""
    if isinstance(piece, Row):
        return False
    block = piece.block if isinstance(piece, SectionStart) else piece
    return not block.marker and all(
        reads_as_heading(line.text) and not ends_sentence(line.text) for line in block.lines
    )
