"""What a document says, before it is known how it is shown: sections of paragraphs, lists and tables.

Mail, page, Word and PDF render the same content, so that they cannot say different things. Every text here is plain
(plain.py): one line, without control characters.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.bridge import BridgeStep


class Tone(StrEnum):
    """What a paragraph is for. It is shown in different ways, and says the same."""

    TEXT = "text"
    LABEL = "label"
    FIGURE = "figure"
    BYLINE = "byline"
    QUOTE = "quote"
    NOTE = "note"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str
    tone: Tone = Tone.TEXT
    kind: str = field(default="paragraph", init=False)

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Items:
    """A list. Each item is what it is about and the rest of it, which are read with a space between."""

    items: tuple[tuple[str, str], ...]
    kind: str = field(default="items", init=False)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(f"{about} {rest}" for about, rest in self.items)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its last columns are amounts, or what else is read down a column.

    strong: the rows that are levels or sums. about: for who cannot see it. caption "" and head (): the heading above
    says what it is, and each row what it states. amounts: how many columns are.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str
    strong: tuple[int, ...] = ()
    amounts: int = 1
    kind: str = field(default="table", init=False)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else len(self.head)

    @property
    def labels(self) -> int:
        """How many of them, the first, say what a row is."""
        return self.width - self.amounts

    @property
    def lines(self) -> tuple[str, ...]:
        texts = (self.caption, *self.head, *(cell for row in self.rows for cell in row))
        return tuple(each for each in texts if each)


@dataclass(frozen=True, slots=True)
class Picture:
    """The bridge, drawn. Only documents draw it; about says all that it shows."""

    steps: tuple[BridgeStep, ...]
    about: str
    kind: str = field(default="picture", init=False)

    @property
    def lines(self) -> tuple[str, ...]:
        return ()


Block = Paragraph | Items | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. key: its name in the settings, or what it is of.

    official: belongs to the letter that goes to the committee's agenda, and not to mail and page.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    official: bool = False

    @property
    def lines(self) -> Iterator[str]:
        """Every text in reading order."""
        yield self.heading
        for block in self.blocks:
            yield from block.lines
        for section in self.sections:
            yield from section.lines


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with its letterhead. form: what kind of letter it is, "" where the title says so.

    language: "sv" or "en", of what it says and of its furniture.
    """

    title: str
    municipality: str
    committee: str
    form: str
    dated: date
    references: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str = "sv"

    @property
    def locale(self) -> str:
        """As Word and PDF name it."""
        return {"sv": "sv-SE", "en": "en-GB"}[self.language]


def unofficial(sections: Iterable[Section]) -> tuple[Section, ...]:
    """What mail and page show."""
    return tuple(
        Section(each.key, each.heading, each.blocks, unofficial(each.sections))
        for each in sections
        if not each.official
    )
