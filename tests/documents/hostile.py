"""Files that are made to do harm: to fill the memory, to run without end, or to be taken for something else."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

import docx
import openpyxl  # type: ignore[import-untyped]
import typst
from pypdf import PdfReader, PdfWriter

MEGABYTE = 1024 * 1024


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return stream.getvalue()


def word_file() -> bytes:
    """A sound Word document."""
    document = docx.Document()
    for text in ("Åtgärdsplan 2024", "Socialnämnden", "Per sista mars ett underskott på 2 mnkr."):
        document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_with(changes: Mapping[str, bytes]) -> bytes:
    """The same with some parts added or replaced."""
    with zipfile.ZipFile(BytesIO(word_file())) as sound:
        return archive({**{name: sound.read(name) for name in sound.namelist()}, **changes})


def document_xml(declaration: bytes, text: bytes) -> bytes:
    return (
        b'<?xml version="1.0"?>' + declaration + b'<w:document xmlns:w="http://schemas.openxmlformats.org/'
        b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>' + text + b"</w:t></w:r></w:p></w:body></w:document>"
    )


def billion_laughs() -> bytes:
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
    )
    return document_xml(b"<!DOCTYPE x [" + entities + b"]>", b"&j;")


def lying_archive() -> bytes:
    """A part that says it is ten bytes and unpacks to a hundred megabytes."""
    data = bytearray(archive({"word/document.xml": bytes(100 * MEGABYTE)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        position = data.index(mark) + offset
        data[position : position + 4] = struct.pack("<I", 10)
    return bytes(data)


def sheet_of(rows: int, columns: int) -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for _ in range(rows):
        sheet.append(["x"] * columns)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def far_cell() -> bytes:
    """One cell in the last corner of a sheet: as rows and columns it is 17 milliard cells."""
    workbook = openpyxl.Workbook()
    workbook.active["XFD1048576"] = 1
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def pdf_of(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of("= Plan"))))
    writer.encrypt("hemligt", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def raw_pdf(content: bytes, *, pages: bytes = b"<</Type/Pages/Kids[3 0 R]/Count 1>>", extra: bytes = b"") -> bytes:
    """A PDF written by hand, with one page of this content."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj" % number + each + b"endobj\n"
    body += extra
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + (b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body))
    )


def shown(text: bytes) -> bytes:
    return b"BT /F 12 Tf 50 700 Td (" + text + b") Tj ET\n"


def many_lines(text: bytes, count: int) -> bytes:
    """The text over and over on one page, no two at the same place."""
    return b"".join(b"BT /F 1 Tf %d %d Td (%s) Tj ET\n" % (n % 7 * 80, n // 7 * 3, text) for n in range(count))
