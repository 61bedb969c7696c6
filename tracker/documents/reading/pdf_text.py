"""Letters into lines of text: gaps become tabs, marks of footnotes go, words cut at line ends are mended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.lines import RawLine
from tracker.documents.reading.pdf_glyphs import Glyph

_GAP = 1.6
"""Of the type's size: a space between words is a third of it, the gap to the next column more than it."""
_RAISED = 0.8
"""Of the line's type: a smaller figure behind a word marks a footnote."""
_NOTE_MARK = re.compile(r"[\d*†]")
_PARTED = 1.75
"""Of the type's size, from line to line: more than this and a new paragraph begins."""
_CUT = re.compile(r"(?<=[a-zåäö])-$")
_CONTINUED = re.compile(r"(?!(?:och|eller|samt|respektive|till)\b)([a-zåäö][^\s\t]*)\s*")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text. Coordinates in points from the lower left corner; size: that of its largest type."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool

    def parted_from(self, above: "TextLine") -> bool:
        """Whether more space stands between the lines than within a paragraph, or the text goes on elsewhere."""
        down = above.bottom - self.bottom
        return not 0 < down <= _PARTED * max(self.size, above.size)

    def beside(self, before: "TextLine") -> bool:
        """Whether it stands to the right of the line before it, on the same line for the eye."""
        shared = min(self.top, before.top) - max(self.bottom, before.bottom)
        return self.left >= before.right and shared > 0.5 * min(self.top - self.bottom, before.top - before.bottom)


def line_of(glyphs: Sequence[Glyph]) -> TextLine | None:
    """The letters of one line as text, without marks of footnotes; None where there is nothing to see."""
    seen = [each for each in glyphs if not each.text.isspace()]
    if not seen:
        return None
    size = max(each.size for each in seen)
    text, last = "", None
    for glyph in glyphs:
        if glyph.text.isspace():
            text += " " if last is not None else ""
            continue
        small = glyph.raised or glyph.size < _RAISED * size
        if last is not None and small and _NOTE_MARK.fullmatch(glyph.text):
            continue
        if last is not None and glyph.left - last.right > _GAP * size:
            text = text.rstrip() + "\t"
        text += glyph.text
        last = glyph
    return TextLine(
        text.strip(),
        min(each.left for each in seen),
        min(each.bottom for each in seen),
        max(each.right for each in seen),
        max(each.top for each in seen),
        size,
        all(each.bold for each in seen),
    )


def dehyphenated(lines: Sequence[RawLine]) -> list[RawLine]:
    """Words cut at a line's end put together on that line; "barn- och" keeps its hyphen."""
    mended: list[RawLine] = []
    for line in lines:
        before = mended[-1] if mended else None
        continued = _CONTINUED.match(line.text)
        if before is not None and continued and _CUT.search(before.text):
            mended[-1] = replace(before, text=before.text[:-1] + continued[1])
            rest = line.text[continued.end() :]
            if rest:
                mended.append(replace(line, text=rest))
        else:
            mended.append(line)
    return mended


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a table's cell. Its lines are joined, but two figures over each other stay on lines of their own."""
    lines: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if not glyph.text.isspace():
            if last is None or glyph.top < last.middle[1]:
                lines.append([])
            last = glyph
        if lines:
            lines[-1].append(glyph)
    text = ""
    for part in (found.text.replace("\t", " ") for found in map(line_of, lines) if found is not None):
        if _CUT.search(text) and _CONTINUED.match(part):
            text = text[:-1] + part
        elif text:
            text += ("\n" if text[-1].isdigit() and re.match(r"[-\u2212]?\d", part) else " ") + part
        else:
            text = part
    return text
