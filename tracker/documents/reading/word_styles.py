"""What a Word document's styles say of a paragraph: whether it is a heading, and which list it belongs to."""

import re
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])", re.IGNORECASE)
_TITLES = ("title", "titel", "rubrik", "subtitle", "underrubrik")
_BODY_LEVEL = 9
_DEEPEST = 20


class Styles:
    """The paragraph styles of a document by their ids."""

    def __init__(self, document: Any) -> None:
        self._by_id = {each.get(qn("w:styleId")): each for each in document.styles.element.findall(qn("w:style"))}

    def heading_level(self, paragraph: Any) -> int:
        """1 and on for a heading, by its style's name or by its outline level; 0 for body text."""
        own = _outline_level(paragraph)
        if own:
            return own
        for style in self.of(paragraph):
            name = style.find(qn("w:name"))
            said = str(name.get(qn("w:val"), "")) if name is not None else ""
            if found := _HEADING.match(said):
                return int(found[1])
            if said.lower() in _TITLES:
                return 1
            if level := _outline_level(style):
                return level
        return 0

    def numbering_of(self, paragraph: Any) -> tuple[str, Any]:
        """The list properties of the paragraph or the nearest style that has them, and the id of that style."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            return "", own
        for style in self.of(paragraph):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                return str(style.get(qn("w:styleId"))), found
        return "", None

    def of(self, paragraph: Any) -> list[Any]:
        """The paragraph's style and those that it is based on, nearest first."""
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style_id = named.get(qn("w:val")) if named is not None else None
        chain: list[Any] = []
        while style_id in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[style_id])
            based = chain[-1].find(qn("w:basedOn"))
            style_id = based.get(qn("w:val")) if based is not None else None
        return chain


def _outline_level(element: Any) -> int:
    found = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    level = found.get(qn("w:val"), "") if found is not None else ""
    return int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL else 0
