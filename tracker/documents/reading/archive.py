"""A Word or Excel file before it is opened: a zip archive that must be whole, of modest size, and without traps.

Nothing is unpacked further than these checks allow: a zip bomb says one size and unpacks to another, so what is
counted is what comes out.
"""

import re
import zipfile
import zlib
from io import BytesIO

from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

MOST_PARTS = 5_000
MOST_UNPACKED = 150 * 1024 * 1024
MOST_XML = 40 * 1024 * 1024
"""All XML in a file, unpacked. A plan of 500 pages is below 10 MB."""
HIGHEST_RATIO = 200
"""Unpacked against packed, for parts above a megabyte. The XML of ordinary files packs to a tenth or a twentieth."""
MOST_CELLS = 200_000
_CHUNK = 256 * 1024
_XML = (".xml", ".rels", ".vml")
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SAVE_AGAIN = sentence("Öppna den i programmet den skrevs i, spara den på nytt och läs in den filen.")
_MAIN_PARTS = {"word/document.xml": "word", "xl/workbook.xml": "excel"}


def office_kind(data: bytes) -> str:
    """Which it is, "word" or "excel". Raises UnreadableDocument for any other archive."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            kind = _kind(parts)
            _check_sizes(parts, packed=len(data))
            _unpack(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableDocument(
            sentence("Filen är en skadad Word-, Excel- eller zip-fil. %(again)s", again=_SAVE_AGAIN)
        ) from error
    return kind


def _kind(parts: list[zipfile.ZipInfo]) -> str:
    names = [each.filename.lower().replace("\\", "/").lstrip("/") for each in parts]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names):
        raise UnreadableDocument(
            sentence(
                "Filen innehåller makron och läses inte. Spara den som .docx eller .xlsx utan makron och läs in den "
                "filen."
            )
        )
    if any(each.flag_bits & 1 for each in parts):
        raise UnreadableDocument(
            sentence("Filen är skyddad med lösenord. Ta bort lösenordet, spara och läs in filen igen.")
        )
    kinds = [_MAIN_PARTS[name] for name in names if name in _MAIN_PARTS]
    if len(kinds) != 1:
        raise UnreadableDocument(
            sentence(
                "Filen är en zip-fil men varken en Word- eller Excel-fil. Packa upp den och läs in planens dokument."
            )
        )
    return kinds[0]


def _check_sizes(parts: list[zipfile.ZipInfo], *, packed: int) -> None:
    """By what the archive says of itself: an honest bomb is refused before anything is unpacked."""
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise _too_large()
    if sum(each.compress_size for each in parts) > 2 * packed:
        raise _too_large()
    for each in parts:
        if each.file_size > 1024 * 1024 and each.file_size > HIGHEST_RATIO * max(1, each.compress_size):
            raise _too_large()


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack every part once in pieces, keep none, and count what comes out."""
    unpacked = xml = 0
    for part in parts:
        is_xml = part.filename.lower().endswith(_XML)
        is_sheet = is_xml and "worksheets/" in part.filename
        cells, tail = 0, b""
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                xml += len(chunk) if is_xml else 0
                if unpacked > MOST_UNPACKED or xml > MOST_XML:
                    raise _too_large()
                if is_xml:
                    _check_xml(tail + chunk)
                    tail = chunk[-32:]
                cells += chunk.count(b"<c ") if is_sheet else 0
                if cells > MOST_CELLS:
                    raise UnreadableDocument(
                        sentence(
                            "Arket har fler än %(most)s celler. Spara bara planens rader i en egen fil och läs in den.",
                            most=MOST_CELLS,
                        )
                    )


def _check_xml(text: bytes) -> None:
    """No office program writes a document type: it is where entities that grow without end are declared."""
    for each in (text, text.replace(b"\x00", b"")):
        if _DECLARES.search(each):
            raise UnreadableDocument(
                sentence("Filen innehåller XML-entiteter och läses inte. %(again)s", again=_SAVE_AGAIN)
            )


def _too_large() -> UnreadableDocument:
    return UnreadableDocument(
        sentence(
            "Filen är för stor när den packas upp. Spara bara planens text och tabeller i en egen fil och läs in den."
        )
    )
