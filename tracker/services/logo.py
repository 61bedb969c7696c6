"""Whether an uploaded logo can be shown: a PNG or an SVG of modest size, and the SVG a mere drawing.

An SVG is a document: it may hold scripts, event handlers, and references that make whoever sees it call on another
server. Only elements and attributes that draw are let through, and what refers may refer to the file itself alone.
"""

import re
import struct
from xml.etree import ElementTree

from tracker.language import gettext as _

LARGEST = 100_000
"""Bytes."""
_LARGEST_SIDE = 2000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_OF_EDITORS = (
    "{http://www.inkscape.org/namespaces/inkscape}",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://purl.org/dc/elements/1.1/}",
)
"""What drawing programs leave behind: it says something of the drawing, and draws nothing."""
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan")
_PAINT = ("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "style")
_GROUPS = ("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata")
_DRAWING = frozenset((*_SHAPES, *_PAINT, *_GROUPS))
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*(?!#)", re.IGNORECASE)
_IN_STYLE = re.compile(r"@import|@font-face|image-set|src\(|expression|javascript:|\\", re.IGNORECASE)
_DECLARES = re.compile(r"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet|<\?xml[^>]*encoding=[\"'](?!utf-8)", re.IGNORECASE)


class UnusableLogo(Exception):
    """The file cannot be the logo. words: why, in Swedish."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def logo_kind(content: bytes) -> str:
    """svg or png. Raises UnusableLogo."""
    if len(content) > LARGEST:
        raise UnusableLogo(
            _(
                "Filen är %(size)s kB. Spara den mindre: högst %(largest)s kB.",
                size=len(content) // 1000,
                largest=LARGEST // 1000,
            )
        )
    if content.startswith(_PNG):
        _check_png(content)
        return "png"
    if b"<svg" in content[:5000]:
        _check_svg(content)
        return "svg"
    raise UnusableLogo(_("Filen är varken SVG eller PNG. Spara loggan som en av dem."))


def _check_png(content: bytes) -> None:
    if content[12:16] != b"IHDR" or len(content) < 33:
        raise UnusableLogo(_("Bilden är trasig. Spara den på nytt som PNG."))
    width, height = struct.unpack(">II", content[16:24])
    if not 0 < width <= _LARGEST_SIDE or not 0 < height <= _LARGEST_SIDE:
        raise UnusableLogo(
            _(
                "Bilden är %(width)s × %(height)s punkter. Spara den mindre: högst %(largest)s åt varje håll.",
                width=width,
                height=height,
                largest=_LARGEST_SIDE,
            )
        )


def _check_svg(content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusableLogo(_("SVG-filen är inte i UTF-8. Spara den så.")) from error
    # Entities can hide anything and grow without end: a document that declares any is not read at all.
    if _DECLARES.search(text):
        raise UnusableLogo(
            _("SVG-filen har en dokumenttyp, ett stilark utifrån eller en annan teckenkod. Spara ren SVG.")
        )
    try:
        root = ElementTree.fromstring(text.removeprefix("\ufeff"))  # noqa: S314 (small, and without entities)
    except (ElementTree.ParseError, ValueError) as error:
        raise UnusableLogo(_("SVG-filen går inte att läsa. Spara den på nytt.")) from error
    if root.tag != f"{_SVG}svg":
        raise UnusableLogo(_("Filen är ingen SVG-bild. Spara loggan som SVG eller PNG."))
    for element in root.iter():
        _check_element(element)


def _check_element(element: "ElementTree.Element[str]") -> None:
    name = str(element.tag)
    plain = name.removeprefix(_SVG)
    draws = name.startswith(_SVG) and plain in _DRAWING
    if not draws and not name.startswith(_OF_EDITORS):
        word = plain.rpartition("}")[2]
        raise UnusableLogo(_("SVG-filen innehåller <%(word)s>, som inte tillåts i en logga. Ta bort det.", word=word))
    if plain == "style":
        _check_words(element.text or "", "style")
    for attribute, value in element.attrib.items():
        _check_attribute(attribute, value)


def _check_attribute(attribute: str, value: str) -> None:
    plain = attribute.rpartition("}")[2].lower()
    if plain.startswith("on"):
        raise UnusableLogo(_("SVG-filen innehåller skript (%(plain)s). Ta bort det.", plain=plain))
    outside = plain in ("href", "src") and not value.strip().startswith("#")
    if outside or attribute == "{http://www.w3.org/XML/1998/namespace}base":
        raise UnusableLogo(_("SVG-filen hämtar något utifrån (href). Spara den med allt innehåll i sig."))
    _check_words(value, plain)


def _check_words(words: str, where: str) -> None:
    if _REFERENCE.search(words) or _IN_STYLE.search(words):
        raise UnusableLogo(
            _("SVG-filen hänvisar till något utanför sig (%(where)s). Spara den med allt innehåll i sig.", where=where)
        )
