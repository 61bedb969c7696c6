"""Lines of text into blocks: marks of headings and lists, cells parted by tabs or wide gaps, tables of several lines.

Text files and PDFs come this way. Blank lines keep blocks apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.outline import Block, BlockKind, Line, mended

_INVISIBLE = dict.fromkeys([*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_TAGS = re.compile(r"</?(?:b|i|u|em|strong|br) ?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([.\-*_#()+])")
_HEADING = re.compile(r"(#{1,6})\s+")
_RULE = re.compile(r"[-=_*|:+ \t]{3,}")
_GAP = re.compile(r"\t+| {2,}|\.{4,}")
_BULLET = re.compile(r"[-*+•·▪–]\s+")
_NUMBERING = re.compile(
    r"(?:(?P<number>\d{1,3})[.)]|[ÅåAa]tgärd (?P<named>\d{1,3})(?:[.:)]| [-–])|(?P<letter>[a-zåäö])[.)])\s+(?=\S)"
)
_HEADING_NUMBER = re.compile(r"(?:[ÅåAa]tgärd )?(?P<number>\d{1,2})\s+(?=[A-ZÅÄÖ])")
BOLD_HEADING_LEVEL = 6
"""A line in bold is a heading below all that are marked as such."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of the source. place: "" where its number is its place; level: a heading's, where its looks say so."""

    number: int
    text: str
    place: str = ""
    level: int = 0


def blocks_of(lines: Sequence[RawLine]) -> tuple[Block, ...]:
    """The blocks that the lines make."""
    tables = _table_lines(lines)
    blocks: list[Block] = []
    gathered: list[Line] = []
    start = Block(BlockKind.PARAGRAPH, ())
    for position, raw in enumerate(lines):
        opened, line = _row(raw) if position in tables else _opened(raw)
        if line is None and start.kind is BlockKind.TABLE and raw.text.strip().startswith("|"):
            continue
        if gathered and (line is None or _starts_anew(start, opened)):
            blocks.append(replace(start, lines=tuple(gathered)))
            gathered = []
        if line is not None:
            start = start if gathered else opened
            gathered.append(line)
    if gathered:
        blocks.append(replace(start, lines=tuple(gathered)))
    return mended(blocks)


def marked(text: str, *, heading: bool = False) -> tuple[str, str]:
    """A paragraph's number, letter or "-" as it was typed, and the text behind it. A heading's number needs no stop.

    >>> marked("2) Lokaler"), marked("• Lokaler"), marked("Lokaler")
    (('2', 'Lokaler'), ('-', 'Lokaler'), ('', 'Lokaler'))
    """
    marker, text = ("", text) if heading else _bulleted(text)
    if numbering := _NUMBERING.match(text):
        number = numbering["number"] or numbering["named"]
        return (str(int(number)) if number else numbering["letter"]), text[numbering.end() :]
    if heading and (numbering := _HEADING_NUMBER.match(text)):
        return str(int(numbering["number"])), text[numbering.end() :]
    return marker, text


def plain(text: str) -> str:
    """The text with its letters composed, invisible characters removed and no-break spaces made plain."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def cells_line(number: int, text: str, place: str = "") -> Line | None:
    """A line whose cells are parted by tabs, wide gaps or rows of dots; None for a blank one."""
    cells = (" ".join(cell.split()) for cell in _GAP.split(text))
    kept = tuple(cell for cell in cells if cell)
    return Line(number, kept, place) if kept else None


def _table_lines(lines: Sequence[RawLine]) -> set[int]:
    """The positions of lines that make a table: a head without gaps and lines of as many cells directly under it."""
    tables: set[int] = set()
    position = 0
    while position < len(lines):
        head = _cells(lines[position].text)
        end = position + 1
        if len(head) >= 2 and all(head):
            while end < len(lines) and len(_cells(lines[end].text)) == len(head):
                end += 1
        if end - position > 1:
            tables.update(range(position, end))
        position = end
    return tables


def _cells(text: str) -> list[str]:
    """The cells between pipes or tabs, empty ones too; [] for a line without either."""
    text = text.strip(" \r\n")
    if text.startswith("|"):
        return [] if _RULE.fullmatch(text) else [each.strip() for each in text.strip("|").split("|")]
    return [each.strip() for each in text.split("\t")] if "\t" in text.strip() or text.count("\t") > 1 else []


def _row(raw: RawLine) -> tuple[Block, Line | None]:
    grid = tuple(" ".join(_unmarked(plain(each)).split()) for each in _cells(raw.text))
    kept = tuple(each for each in grid if each)
    return Block(BlockKind.TABLE, ()), Line(raw.number, kept, raw.place, grid) if kept else None


def _starts_anew(current: Block, opened: Block) -> bool:
    """Whether a line ends the block before it although no blank line stands between them."""
    if BlockKind.TABLE in (current.kind, opened.kind):
        return current.kind is not opened.kind
    return current.kind is BlockKind.HEADING or opened.kind is not BlockKind.PARAGRAPH


def _opened(raw: RawLine) -> tuple[Block, Line | None]:
    """The block that this line would open, without lines, and the line freed from its marks; None for a blank one."""
    text = "\t".join(plain(each) for each in _TAGS.sub("", raw.text).split("\t")).strip()
    if not text or _RULE.fullmatch(text):
        return Block(BlockKind.PARAGRAPH, ()), None
    if text.startswith("|"):
        _, line = _row(raw)
        return Block(BlockKind.TABLE, ()), line or cells_line(raw.number, text.replace("|", "\t"), raw.place)
    kind, level = BlockKind.PARAGRAPH, 0
    if heading := _HEADING.match(text):
        kind, level, text = BlockKind.HEADING, len(heading[1]), text[heading.end() :]
    elif raw.level:
        kind, level = BlockKind.HEADING, raw.level
    elif text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        kind, level = BlockKind.HEADING, BOLD_HEADING_LEVEL
    bulleted, text = _bulleted(text) if kind is BlockKind.PARAGRAPH else ("", text)
    marker, text = marked(_unmarked(text), heading=kind is BlockKind.HEADING)
    marker = marker or bulleted
    if marker and kind is BlockKind.PARAGRAPH:
        kind = BlockKind.ITEM
    return Block(kind, (), marker, level), cells_line(raw.number, text, raw.place)


def _bulleted(text: str) -> tuple[str, str]:
    found = _BULLET.match(text)
    return ("-", text[found.end() :]) if found else ("", text)


def _unmarked(text: str) -> str:
    return _ESCAPED.sub(r"\1", _TAGS.sub("", text).replace("**", "").replace("__", "").strip("* "))


def raw_lines(texts: Iterable[str]) -> list[RawLine]:
    """Lines counted from 1, whose number is their place."""
    return [RawLine(number, text) for number, text in enumerate(texts, 1)]
