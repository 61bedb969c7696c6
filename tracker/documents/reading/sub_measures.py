"""The parts of a measure: points with letters, and sub-headings without a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.rows import Row
from tracker.documents.reading.stream import Piece, SectionStart
from tracker.documents.reading.wording import reads_as_heading, sentences
from tracker.domain.draft import MeasureDraft

_ORDINARY = re.compile(
    r"mål|syfte|bakgrund|beskrivning|genomförande|tidplan|ansvarig|risker?|(?:ekonomiska )?konsekvenser|uppföljning"
    r"|effekt(?:er)?|åtgärd(?:er)?|nuläge|analys|återrapportering",
    re.IGNORECASE,
)
_LONGEST_LEAD = 80
_SHORTEST_PROSE = 60


@dataclass
class Texts:
    """A measure's own text, and its parts while they are gathered."""

    description: list[str] = field(default_factory=list)
    parts: list[MeasureDraft] = field(default_factory=list)


def texts_of(number: str, pieces: Sequence[Piece]) -> Texts:
    """Sort the blocks of a measure into its description and its parts, in the order of the document.

    A heading over a text is a sub-heading, and so is what a row calls a part. What follows a sub-heading belongs to it
    until the next one or a row; what follows a lettered point is the
    measure's.
    """
    texts = Texts()
    named = {piece.part.casefold() for piece in pieces if isinstance(piece, Row) and piece.part}
    under: MeasureDraft | None = None
    for position, piece in enumerate(pieces):
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        if isinstance(piece, Row):
            under = None
            continue
        block = piece.block if isinstance(piece, SectionStart) else piece
        if block.lettered:
            under = None
            texts.parts.append(_point(number, block))
        elif isinstance(piece, Block) and (_is_sub_heading(block, following) or _is_named(block, named)):
            under = MeasureDraft("", block.text, line=block.line)
            texts.parts.append(under)
        elif under is not None:
            described = "\n\n".join(each for each in (under.description, _written(block)) if each)
            under = MeasureDraft("", under.title, described, line=under.line)
            texts.parts[-1] = under
        else:
            texts.description.append(_written(block))
    return texts


def _is_named(block: Block, named: set[str]) -> bool:
    """Whether it is a heading that a row calls a part, by all of it or its beginning."""
    text = block.text.casefold()
    return not text.endswith((".", "!", "?", ":")) and any(
        text == each or (each.endswith("…") and text.startswith(each[:-1])) for each in named
    )


def _is_sub_heading(block: Block, following: Piece | None) -> bool:
    """A short line over a paragraph; the headings that any measure may have ("Syfte") make no part of it."""
    if not isinstance(following, Block) or block.marker or not block.one_line or _ORDINARY.fullmatch(block.text):
        return False
    if block.kind is BlockKind.HEADING:
        return True
    prose = following.kind is BlockKind.PARAGRAPH and (
        len(following.text) >= _SHORTEST_PROSE or following.text[-1] in ".!?"
    )
    return block.kind is BlockKind.PARAGRAPH and reads_as_heading(block.text) and prose


def _point(number: str, block: Block) -> MeasureDraft:
    """The point's first sentence, or what stands before its colon, is its title; the rest describes it."""
    first, *rest = [each.text for each in sentences(block.text)]
    lead, colon, after = first.partition(": ")
    if colon and len(lead) <= _LONGEST_LEAD:
        title, rest = lead, [after, *rest]
    else:
        title = first
    return MeasureDraft(f"{number}{block.marker}", title.rstrip("."), " ".join(rest), line=block.line)


def _written(block: Block) -> str:
    """The block as text: a list keeps its marks, a table its rows."""
    if block.kind is BlockKind.TABLE:
        return "\n".join("  ".join(line.cells) for line in block.lines)
    if not block.marker:
        return block.text
    return f"{block.marker}. {block.text}" if block.numbered else f"- {block.text}"
