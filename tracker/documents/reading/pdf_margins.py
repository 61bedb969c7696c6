"""Page headers and footers of a PDF: what stands at the edge of several pages says nothing of the plan."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.documents.reading.pdf_text import TextLine

_EDGE = 0.12
"""Of the page's height, at its top and at its bottom."""
_PAGE_NUMBER = re.compile(r"(?:sida|sid\.?|s\.)?\s*\d{1,3}(?:\s*(?:av|/|\()\s*\d{1,3}\s*\)?)?", re.IGNORECASE)


def without_margins(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[list[TextLine]]:
    """The lines of each page without those at its edges that at least two and half of the pages share.

    Only the page's own number may differ between them: rows of a plan at the top of two pages are no header.
    """
    shared: Counter[str] = Counter()
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), 1):
        shared.update({_key(line, number, len(pages)) for line in lines if _at_edge(line, height)})
    needed = max(2, (len(pages) + 1) // 2)
    return [
        [
            line
            for line in lines
            if not _at_edge(line, height)
            or not (_PAGE_NUMBER.fullmatch(line.text) or shared[_key(line, number, len(pages))] >= needed)
        ]
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True), 1)
    ]


def _at_edge(line: TextLine, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _key(line: TextLine, number: int, pages: int) -> str:
    """The line without the number of the page and of all pages."""
    return re.sub(rf"(?<!\d)(?:{number}|{pages})(?!\d)", "#", line.text)
