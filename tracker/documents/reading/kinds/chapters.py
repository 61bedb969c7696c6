"""A document as chapters: a heading, or a short line that reads as one, and what stands under it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.title import LETTERHEAD
from tracker.documents.reading.wording import ends_sentence, reads_as_heading

_LONGEST_LETTERHEAD, _LONGEST_WITH_AMOUNT = 60, 150


@dataclass(frozen=True, slots=True)
class Chapter:
    """heading: None for what stands before the first. level: the heading's, 0 where only its wording makes it one."""

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.heading.text if self.heading is not None else ""

    @property
    def level(self) -> int:
        return self.heading.level if self.heading is not None else 0

    @property
    def line(self) -> int:
        return self.heading.line if self.heading is not None else 0

    @property
    def text(self) -> str:
        """All its words but those of tables."""
        return " ".join(each.text for each in self.blocks if each.kind is not BlockKind.TABLE)


def chapters_of(blocks: Sequence[Block]) -> list[Chapter]:
    """In order. What stands on every page (date, reference) parts nothing, and is left out."""
    chapters = [Chapter(None)]
    for block in blocks:
        if is_heading(block):
            chapters.append(Chapter(block))
        elif not is_letterhead(block):
            chapters[-1].blocks.append(block)
    return chapters


def is_heading(block: Block) -> bool:
    """Marked as one, or a line of its own that reads as one."""
    if block.kind is BlockKind.HEADING:
        return True
    alone = block.kind is BlockKind.PARAGRAPH and block.one_line and not block.marker
    if not alone or len(block.lines[0].cells) != 1 or is_letterhead(block):
        return False
    return reads_as_heading(block.text) or _ends_with_amount(block.text)


def _ends_with_amount(text: str) -> bool:
    """A long name, a dash and an amount."""
    found = mentions(text) if len(text) <= _LONGEST_WITH_AMOUNT else []
    return len(found) == 1 and found[0].end == len(text) and text[: found[0].start].endswith((" - ", " – ", " — "))


def is_letterhead(block: Block) -> bool:
    """A date, a reference or an office on a line of its own."""
    short = block.one_line and len(block.text) <= _LONGEST_LETTERHEAD and not ends_sentence(block.text)
    return short and LETTERHEAD.fullmatch(block.text) is not None
