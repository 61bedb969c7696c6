"""What a tagged PDF says to a screen reader: its structure tree in order, with the text of each leaf."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
from pypdf import PdfReader

LEAVES = {"P", "H1", "H2", "H3", "LBody", "TD", "TH", "Caption", "Span"}


@dataclass(frozen=True, slots=True)
class Element:
    """role: P, H1, TD and so on. text: with the alternative text of what is no text."""

    role: str
    text: str


def elements(pdf: bytes) -> list[Element]:
    """Every leaf of the structure in reading order, but for list marks and the texts inside of pictures."""
    texts = _marked_texts(pdf)
    reader = PdfReader(BytesIO(pdf))
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages) if page.indirect_reference}
    catalogue: Any = reader.trailer["/Root"]
    root = catalogue["/StructTreeRoot"]
    return [each for each in _walk(root, None, pages, texts) if each.text]


def _marked_texts(pdf: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    with pdfplumber.open(BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages):
            for char in page.chars:
                if char.get("mcid") is not None:
                    key = (number, char["mcid"])
                    texts[key] = texts.get(key, "") + char["text"]
    return texts


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return list(kids) if isinstance(kids, list) else [kids]


def _walk(node: Any, page: int | None, pages: dict[int, int], texts: dict[tuple[int, int], str]) -> Iterator[Element]:
    role = str(node.get("/S", "/Root"))[1:]
    if role in ("Lbl", "Figure"):
        return
    if role in LEAVES:
        yield Element(role, _text(node, page, pages, texts))
        return
    page = _page_of(node, page, pages)
    for kid in _kids(node):
        if not isinstance(kid, int):
            yield from _walk(kid.get_object(), page, pages, texts)


def _page_of(node: Any, page: int | None, pages: dict[int, int]) -> int | None:
    return pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page


def _text(node: Any, page: int | None, pages: dict[int, int], texts: dict[tuple[int, int], str]) -> str:
    if node.get("/S") == "/Figure":
        return str(node.get("/Alt", ""))
    page = _page_of(node, page, pages)
    said = ""
    for kid in _kids(node):
        if isinstance(kid, int):
            said += texts.get((page or 0, kid), "")
            continue
        each = kid.get_object()
        if "/MCID" in each:
            said += texts.get((_page_of(each, page, pages) or 0, each["/MCID"]), "")
        else:
            said += _text(each, page, pages, texts)
    return said
