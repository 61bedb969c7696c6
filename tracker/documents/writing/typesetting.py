"""Typst: a template and data in, a PDF or a picture out. Data goes in as JSON, so that no text is ever markup."""

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import Any

import typst

from tracker.bundle import bundled

STANDARDS: list[Any] = ["a-3a", "ua-1"]
"""Archivable with its structure (PDF/A-3a) and accessible (PDF/UA-1): the strictest two that go together."""

Text = str | list[str | dict[str, str]]

_INK = (
    "!-~\u00a1-\u02ff\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u2044-\u205e"
    "\u2074-\u208e\u20a0-\u20bf\u2100-\u211e\u2126-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u262f\u2638-\u268b"
)
_BLANK = " \u00a0\u202f"
"""What typst's own fonts have of left-to-right writing; no font of the machine is used, so that every machine writes
the same file. Anything else is drawn as a frame that carries the character as its text: PDF/A allows no missing glyph.
"""

_UNKNOWN = f"[^{_INK}{_BLANK}]+"
_APART = re.compile(f"({_UNKNOWN}|[{_INK}]{{30,}})")


def set_text(text: str) -> Text:
    """A text as the templates' say() takes it.

    >>> set_text("Hej"), set_text("Hej \\N{GRINNING FACE}")
    ('Hej', ['Hej ', {'unknown': '😀'}])
    """
    parts: list[str | dict[str, str]] = []
    for part in _APART.split(text):
        if re.fullmatch(_UNKNOWN, part):
            parts.append({"unknown": part})
        elif _APART.fullmatch(part):
            parts.append({"word": part})
        elif part:
            parts.append(part)
    return text if parts == [text] else parts


def pdf(template: str, data: dict[str, Any], *, stamp: datetime) -> bytes:
    """The template's document as PDF/A-3a and PDF/UA-1. stamp: when it is said to be made."""
    content = typst.compile(
        bundled("templates") / "documents" / template,
        root=bundled("templates") / "documents",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=stamp,
    )
    assert isinstance(content, bytes)
    return content


def picture(template: str, data: dict[str, Any]) -> bytes:
    """The template's only page as a PNG with 220 dots to the inch."""
    content = typst.compile(
        bundled("templates") / "documents" / template,
        root=bundled("templates") / "documents",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=220,
    )
    assert isinstance(content, bytes)
    return content


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
