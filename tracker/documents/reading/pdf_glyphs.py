"""The letters of a PDF page in the order that they are read, each with its place and size."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

MOST_GLYPHS = 60_000
"""On one page. A page of close print has 6 000."""
_HYPHENS = (0x02, 0xFFFE)
"""How pdfium tells of a hyphen at the end of a line."""
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold", re.IGNORECASE)
_LONGEST_NAME = 128
_NOTE_MARKS = frozenset("0123456789")
_LOW, _LIFTED = 0.55, 0.15
"""Of the type's size: an ordinary figure is 0.65 to 0.75 high and stands on the line."""


@dataclass(frozen=True, slots=True)
class Glyph:
    r"""One letter, or "\n" at the end of a line. Coordinates in points from the lower left corner.

    raised: a figure that stands higher than it is large, as the mark of a footnote does.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    raised: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """Every letter of the page. Raises UnreadableDocument for more than MOST_GLYPHS."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_GLYPHS:
        raise too_dense()
    fonts: dict[str, bool] = {}
    return [_glyph(text, index, fonts) for index in range(count)]


def too_dense() -> UnreadableDocument:
    return UnreadableDocument(
        sentence(
            "En sida i PDF:en har mer text eller fler linjer än någon plan har. Spara bara planens sidor i en egen "
            "fil och "
            "läs in den."
        )
    )


def _glyph(text: pypdfium2.PdfTextPage, index: int, fonts: dict[str, bool]) -> Glyph:
    code = pdfium.FPDFText_GetUnicode(text.raw, index)
    if code in (10, 13):
        return Glyph("\n", 0, 0, 0, 0, 0, bold=False)
    character = "-" if code in _HYPHENS else chr(code) if code else " "
    left, bottom, right, top = text.get_charbox(index, loose=True)
    size = pdfium.FPDFText_GetFontSize(text.raw, index)
    raised = character in _NOTE_MARKS and _raised(text, index, size)
    return Glyph(character, left, bottom, right, top, size, _bold(text, index, fonts), raised)


def _raised(text: pypdfium2.PdfTextPage, index: int, size: float) -> bool:
    """By what is drawn: some fonts have raised figures of their own, of the same nominal size as the others."""
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, across, up)
    _, bottom, _, top = text.get_charbox(index)
    return bool(0 < top - bottom < _LOW * size and bottom - up.value > _LIFTED * size)


def _bold(text: pypdfium2.PdfTextPage, index: int, fonts: dict[str, bool]) -> bool:
    if pdfium.FPDFText_GetFontWeight(text.raw, index) >= _BOLD_WEIGHT:
        return True
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFText_GetFontInfo(text.raw, index, buffer, _LONGEST_NAME, ctypes.c_int())
    name = buffer.value.decode("latin-1")
    return fonts.setdefault(name, bool(_BOLD_NAME.search(name)))
