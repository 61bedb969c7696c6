"""Page headers and footers of a PDF: what stands at the edge of several pages says nothing of the plan."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.documents.reading.pdf_text import TextLine

_EDGE = 0.12
"""Of the page's height, at its top and at its bottom."""
_ELSEWHERE = 2
"""So many lines like it inside the pages, and it is text: a title that stands in the header too stands there once."""
_PAGE_NUMBER = re.compile(r"(?:sida|sid\.?|s\.)?\s*\d{1,3}(?:\s*(?:av|/|\()\s*\d{1,3}\s*\)?)?", re.IGNORECASE)


def without_margins(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[list[TextLine]]:
    """The lines of each page without those at its edges that at least two and half of the pages share.

    Only the page's own number may differ between them. Rows of a plan may stand at the top of two pages, the same ones
    even: so nothing is a header or a footer that stands close to the text beside it, nor what stands twice elsewhere.
    """
    keys = [[_key(line, number, len(pages)) for line in lines] for number, lines in enumerate(pages, 1)]
    shared: Counter[str] = Counter()
    elsewhere: Counter[tuple[str, float]] = Counter()
    for lines, of_page, height in zip(pages, keys, heights, strict=True):
        at_edge = [_at_edge(line, height) for line in lines]
        shared.update({key for key, edge in zip(of_page, at_edge, strict=True) if edge})
        elsewhere.update(
            (key, round(line.size)) for line, key, edge in zip(lines, of_page, at_edge, strict=True) if not edge
        )
    needed = max(2, (len(pages) + 1) // 2)

    def is_margin(line: TextLine, key: str, height: float) -> bool:
        if not _at_edge(line, height):
            return False
        return bool(_PAGE_NUMBER.fullmatch(line.text)) or (
            shared[key] >= needed and elsewhere[key, round(line.size)] < _ELSEWHERE
        )

    return [
        _without_ends(lines, [is_margin(line, key, height) for line, key in zip(lines, of_page, strict=True)])
        for lines, of_page, height in zip(pages, keys, heights, strict=True)
    ]


def _without_ends(lines: Sequence[TextLine], margin: Sequence[bool]) -> list[TextLine]:
    """The lines between the first and the last that are of the margins, where space parts them from the text."""
    order = sorted(range(len(lines)), key=lambda index: -lines[index].bottom)
    top = next((place for place, index in enumerate(order) if not margin[index]), len(order))
    bottom = next((place for place, index in enumerate(reversed(order)) if not margin[index]), len(order))
    end = len(order) - bottom
    if top >= end:
        return []
    if top and not lines[order[top]].parted_from(lines[order[top - 1]]):
        top = 0
    if bottom and not lines[order[end]].parted_from(lines[order[end - 1]]):
        end = len(order)
    kept = set(order[top:end])
    return [line for index, line in enumerate(lines) if index in kept]


def _at_edge(line: TextLine, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _key(line: TextLine, number: int, pages: int) -> str:
    """The line without the number of the page and of all pages."""
    return re.sub(rf"(?<!\d)(?:{number}|{pages})(?!\d)", "#", line.text)
