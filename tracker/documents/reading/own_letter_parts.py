"""A letter of ours as its headings with what stands under each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.documents.reading.outline import Block, BlockKind, Line

_FOOTER = re.compile(r"(?:^| )Sida \d+ av \d+$")
"""Of a page: where there are few pages nothing else tells it from the text."""


@dataclass(slots=True)
class LetterPart:
    """A heading, "" for what stands before the first, and the blocks under it. line: the heading's."""

    heading: str
    line: int
    level: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block.lines if not _FOOTER.search(line.text)]

    @property
    def text(self) -> str:
        """All of it, as one line."""
        return " ".join(block.text for block in self.blocks)


def letter_parts(blocks: Sequence[Block]) -> list[LetterPart]:
    """In the letter's order."""
    parts = [LetterPart("", 0, 0)]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            # What numbered it was taken for a marker: here it is a part of the heading.
            text = f"{block.marker}. {block.text}" if block.marker else block.text
            parts.append(LetterPart(text, block.line, block.level))
        else:
            parts[-1].blocks.append(block)
    return parts
