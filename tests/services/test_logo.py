"""Which files can be the logo: what draws is let through, what acts or calls on others is not."""

import struct
import zlib

import pytest

from tracker.services.logo import LARGEST, UnusableLogo, logo_kind

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def svg(inside: str, head: str = "") -> bytes:
    return f"{head}{OPEN}{inside}</svg>".encode()


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z" fill="#7a1f5c"/>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9"/>',
        '<symbol id="s"><circle r="3"/></symbol><use xlink:href="#s"/>',
        "<style>.a{fill:#123456}</style><g class='a'><text>Kommun</text></g>",
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    ],
)
def test_a_drawing_is_a_logo(inside: str) -> None:
    assert logo_kind(svg(inside)) == "svg"
    assert logo_kind(svg(inside, '<?xml version="1.0" encoding="UTF-8"?>\n')) == "svg"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<g ONCLICK="x"/>',
        '<a href="https://example.com"><rect/></a>',
        '<a xlink:href="javascript:alert(1)"/>',
        '<use xlink:href="https://example.com/x.svg#a"/>',
        '<use href="data:image/svg+xml,x"/>',
        '<image href="https://example.com/x.png"/>',
        "<foreignObject><b/></foreignObject>",
        '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>',
        "<script xmlns=''>alert(1)</script>",
        "<style>@import 'https://example.com/x.css';</style>",
        "<style>rect{fill:url(https://example.com/x)}</style>",
        r"<style>rect{fill:u\72l(https://example.com/x)}</style>",
        "<rect style=\"background:image-set('https://example.com/x' 1x)\"/>",
        "<rect fill=\"url( '//example.com/x')\"/>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="x"/>',
        '<g xml:base="https://example.com/"/>',
        "<iframe/>",
    ],
)
def test_what_acts_or_calls_on_others_is_refused(inside: str) -> None:
    with pytest.raises(UnusableLogo):
        logo_kind(svg(inside))


@pytest.mark.parametrize(
    "content",
    [
        svg("<rect/>", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
        svg("<rect/>", '<?xml-stylesheet href="https://example.com/x.css"?>'),
        svg("<rect/>", '<?xml version="1.0" encoding="utf-7"?>'),
        svg("<rect>"),
        f"{OPEN}å</svg>".encode("latin-1"),
        b"<html><svg></svg></html>",
        b"GIF89a",
        b"",
        png(2001, 10),
        png(10, 0),
        b"\x89PNG\r\n\x1a\nnope",
        svg("<rect/>" + " " * LARGEST),
    ],
)
def test_other_files_are_refused_with_words(content: bytes) -> None:
    with pytest.raises(UnusableLogo) as refused:
        logo_kind(content)
    assert refused.value.words.endswith(".")


def test_a_png_of_modest_size_is_a_logo() -> None:
    assert logo_kind(png(600, 200)) == "png"
