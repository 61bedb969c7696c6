"""The text of a Word paragraph as it is shown: without what is deleted, hidden or struck out."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_LEFT_OUT = {
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:drawing", "w:pict", "w:object", "w:instrText", "w:delText",
                 "w:footnoteReference", "w:endnoteReference", "w:commentReference", "w:fldChar", "w:tbl")
}  # fmt: skip
_NOT_SHOWN = ("w:vanish", "w:strike", "w:dstrike")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}
_NOTE_MARK = re.compile(r"[\d*,) ]+")
_OFF = ("0", "false", "none", "off")


def text_of(paragraph: Any) -> str:
    """What a reader sees. A small raised figure marks a footnote and would change the amount before it."""
    return "".join(_texts(paragraph))


def all_bold(paragraph: Any) -> bool:
    """Whether every letter in it is made bold by hand."""
    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(_texts(run)).strip()]
    return bool(runs) and all(_is_on(run, "w:b") for run in runs)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == qn("w:r"):
            text = "" if any(_is_on(child, each) for each in _NOT_SHOWN) else "".join(_texts(child))
            if not (_raised(child) and _NOTE_MARK.fullmatch(text)):
                yield text
        else:
            yield from _texts(child)


def _is_on(run: Any, name: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return found is not None and found.get(qn("w:val"), "1") not in _OFF


def _raised(run: Any) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return found is not None and found.get(qn("w:val")) == "superscript"
