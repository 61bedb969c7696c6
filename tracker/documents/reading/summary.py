"""The summary: what stands under the heading of that name."""

from collections.abc import Sequence

from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.sections import Section
from tracker.documents.reading.stream import Piece, SectionStart
from tracker.documents.reading.wording import reads_as_heading


def summary_of(preamble: Sequence[Piece]) -> str:
    """The paragraphs under "Sammanfattning" up to the next heading, blank lines between; "" where there is none."""
    start = next(
        (n for n, piece in enumerate(preamble) if isinstance(piece, SectionStart) and piece.section is Section.SUMMARY),
        None,
    )
    if start is None:
        return ""
    paragraphs = []
    for piece in preamble[start + 1 :]:
        if not isinstance(piece, Block) or piece.kind is BlockKind.HEADING:
            break
        if not piece.marker and piece.one_line and reads_as_heading(piece.text):
            break
        paragraphs.append(f"- {piece.text}" if piece.marker == "-" else piece.text)
    return "\n\n".join(paragraphs)
