"""The numbers of Word's lists: they are not in the text, but counted when the document is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from tracker.documents.reading.word_styles import Styles

_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 9 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": _letter,
    "lowerRoman": _roman,
    "upperRoman": _roman,
}


@dataclass
class _Level:
    start: int = 1
    shape: str = "decimal"
    text: str = "%1."
    style: str = ""


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self, document: Any) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._of_list: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counted: dict[str, list[int | None]] = {}
        part = next((each for each in document.part.package.parts if str(each.partname) == "/word/numbering.xml"), None)
        if part is None:
            return
        for each in part.element.findall(qn("w:abstractNum")):
            self._abstract[each.get(qn("w:abstractNumId"))] = dict(map(_level, each.findall(qn("w:lvl"))))
        for each in part.element.findall(qn("w:num")):
            number = each.get(qn("w:numId"))
            self._of_list[number] = _value(each, "w:abstractNumId")
            self._restarts[number] = {
                int(override.get(qn("w:ilvl"), "0")): int(_value(override, "w:startOverride") or 1)
                for override in each.findall(qn("w:lvlOverride"))
                if override.find(qn("w:startOverride")) is not None
            }

    def label_of(self, paragraph: Any, styles: Styles) -> str:
        """The number or letter that Word shows before the paragraph, "-" for a bullet, "" outside of lists.

        Counts: each paragraph must be asked for once, in order.
        """
        style, properties = styles.numbering_of(paragraph)
        number = _value(properties, "w:numId") if properties is not None else ""
        abstract = self._of_list.get(number, "")
        levels = self._abstract.get(abstract, {})
        if not levels:
            return ""
        written = _value(properties, "w:ilvl")
        linked = next((depth for depth, each in levels.items() if style and each.style == style), 0)
        depth = min(int(written), _LEVELS - 1) if written.isdecimal() else linked
        level = levels.get(depth)
        if level is None or level.shape == "none":
            return ""
        counted = self._counted.setdefault(abstract, [None] * _LEVELS)
        restart = self._restarts.get(number, {}).pop(depth, None)
        before = counted[depth]
        counted[depth] = restart if restart is not None else level.start if before is None else before + 1
        counted[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return "-" if level.shape == "bullet" else _shown(level, levels, counted)


def _shown(level: _Level, levels: dict[int, _Level], counted: list[int | None]) -> str:
    """The label without the marks around it: "1", "a", "1.2", "Åtgärd 3"."""

    def figure(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        each = levels.get(depth, _Level())
        return _FORMATS.get(each.shape, str)(counted[depth] or each.start)

    return re.sub(r"%([1-9])", figure, level.text).strip(" .():")


def _level(element: Any) -> tuple[int, _Level]:
    start = _value(element, "w:start")
    level = _Level(
        start=int(start) if start.isdecimal() else 1,
        shape=_value(element, "w:numFmt") or "decimal",
        text=_value(element, "w:lvlText"),
        style=_value(element, "w:pStyle"),
    )
    return int(element.get(qn("w:ilvl"), "0")), level


def _value(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return str(found.get(qn("w:val"), "")) if found is not None else ""
