"""Plain text and Markdown into an outline. Tabs and wide gaps keep cells apart, blank lines keep blocks apart."""

import re
import unicodedata

from tracker.documents.reading.encoding import decoded
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, Line, Outline, mended

MOST_CHARACTERS = 2_000_000
MOST_LINES = 20_000
LONGEST_LINE = 10_000
"""Beyond these it is no plan; they keep the time bounded for whatever is sent."""

_INVISIBLE = dict.fromkeys([*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_TAGS = re.compile(r"</?(?:b|i|u|em|strong|br) ?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([.\-*_#()+])")
_HEADING = re.compile(r"(#{1,6})\s+")
_RULE = re.compile(r"[-=_*|:+ \t]{3,}")
_GAP = re.compile(r"\t+| {2,}|\.{4,}")
_BULLET = re.compile(r"[-*+•·▪–]\s+")
_NUMBERING = re.compile(r"(?:(?P<number>\d{1,3})[.)]|(?P<letter>[a-zåäö])[.)])\s+(?=\S)")
_BOLD_HEADING_LEVEL = 6


def text_outline(data: bytes, findings: Findings) -> Outline:
    """The outline of a .txt or .md file. Raises UnreadableDocument where the bytes are no text."""
    text = decoded(data, findings).replace("\r\n", "\n").replace("\r", "\n")
    lines = text[:MOST_CHARACTERS].split("\n", MOST_LINES)
    if len(lines) > MOST_LINES or len(text) > MOST_CHARACTERS:
        del lines[MOST_LINES:]
        findings.error(len(lines), f"Bara de första {len(lines)} raderna lästes. Spara planens text i en egen fil.")
    blocks: list[Block] = []
    gathered: list[Line] = []
    start = Block(BlockKind.PARAGRAPH, ())
    for number, raw in enumerate(lines, 1):
        if len(raw) > LONGEST_LINE:
            findings.error(number, "Raden är längre än 10 000 tecken och lästes inte. Dela upp den i stycken.")
            raw = ""  # noqa: PLW2901 - a line that is not read counts as blank
        opened, line = _opened(number, raw)
        if gathered and (line is None or _starts_anew(start, opened)):
            blocks.append(Block(start.kind, tuple(gathered), start.marker, start.level))
            gathered = []
        if line is not None:
            start = start if gathered else opened
            gathered.append(line)
    if gathered:
        blocks.append(Block(start.kind, tuple(gathered), start.marker, start.level))
    return Outline(mended(blocks))


def _starts_anew(current: Block, opened: Block) -> bool:
    """Whether a line ends the block before it although no blank line stands between them."""
    if BlockKind.TABLE in (current.kind, opened.kind):
        return current.kind is not opened.kind
    return current.kind is BlockKind.HEADING or opened.kind is not BlockKind.PARAGRAPH


def _opened(number: int, raw: str) -> tuple[Block, Line | None]:
    """The block that this line would open, without lines, and the line freed from its marks; None for a blank one."""
    text = unicodedata.normalize("NFC", _TAGS.sub("", raw)).translate(_INVISIBLE)
    text = "\t".join(each.replace("\N{NO-BREAK SPACE}", " ") for each in text.split("\t")).strip()
    if not text or _RULE.fullmatch(text):
        return Block(BlockKind.PARAGRAPH, ()), None
    if text.startswith("|"):
        return Block(BlockKind.TABLE, ()), _line(number, text.replace("|", "\t"))
    kind, level, marker = BlockKind.PARAGRAPH, 0, ""
    if heading := _HEADING.match(text):
        kind, level, text = BlockKind.HEADING, len(heading[1]), text[heading.end() :]
    elif text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        kind, level = BlockKind.HEADING, _BOLD_HEADING_LEVEL
    elif bullet := _BULLET.match(text):
        kind, marker, text = BlockKind.ITEM, "-", text[bullet.end() :]
    text = _ESCAPED.sub(r"\1", text.replace("**", "").replace("__", "").strip("* "))
    if numbering := _NUMBERING.match(text):
        marker, text = numbering["number"] or numbering["letter"], text[numbering.end() :]
        marker = str(int(marker)) if numbering["number"] else marker
        kind = BlockKind.ITEM if kind is BlockKind.PARAGRAPH else kind
    return Block(kind, (), marker, level), _line(number, text)


def _line(number: int, text: str) -> Line | None:
    cells = (" ".join(cell.split()) for cell in _GAP.split(text))
    kept = tuple(cell for cell in cells if cell)
    return Line(number, kept) if kept else None
