"""Which container a file is, and whether it can be read at all. A new container is one file and one line here.

The content decides which it is, not the name: a PDF that is called plan.docx is read as a PDF.
"""

from enum import StrEnum
from pathlib import PurePath

from tracker.documents.reading.archive import office_kind
from tracker.documents.reading.csv import csv_outline
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.isolated import outline_in_child
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.text import text_outline
from tracker.domain.words import Sentence, said, sentence
from tracker.errors import UnreadableDocument

LARGEST_BYTES = 10 * 1024 * 1024
"""Of a text."""
LARGEST_PACKED_BYTES = 30 * 1024 * 1024
"""Of a file that may hold pictures."""
_TEXTS = (".txt", ".md")
_PACKED = {".docx": sentence("Word-fil"), ".pdf": sentence("PDF"), ".xlsx": sentence("Excel-fil")}
_OTHERS = {
    (".docm", ".dotm", ".xlsm", ".xltm"): said(
        "%(kind)s kan innehålla makron och läses inte. Spara dokumentet som .docx eller .xlsx och läs in det."
    ),
    (".doc", ".dot", ".rtf", ".odt", ".pages"): said(
        "%(kind)s kan inte läsas. Öppna dokumentet, spara det som .docx och läs in det."
    ),
    (".xls", ".xlsb", ".ods", ".numbers"): said(
        "%(kind)s kan inte läsas. Öppna dokumentet, spara det som .xlsx och läs in det."
    ),
}
_PDF_WITHIN = 1024
"""How far from the beginning the mark of a PDF may stand."""


class Container(StrEnum):
    """A kind of file whose reading is kept apart in a process of its own."""

    WORD = "word"
    PDF = "pdf"
    EXCEL = "excel"


def outline_of(data: bytes, filename: str, findings: Findings) -> Outline:
    """The outline of a file. Raises UnreadableDocument with what to do instead."""
    extension = PurePath(filename).suffix.lower()
    if extension not in (*_TEXTS, ".csv", *_PACKED):
        raise UnreadableDocument(_refusal(extension))
    packed = extension in _PACKED or data.startswith((b"PK", b"%PDF"))
    largest = LARGEST_PACKED_BYTES if packed else LARGEST_BYTES
    if len(data) > largest:
        raise UnreadableDocument(
            sentence(
                "Filen är större än %(most)s MB. Spara bara planens text i en egen fil och läs in den.",
                most=largest // 1024 // 1024,
            )
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise UnreadableDocument(sentence("Filen är tom. Välj filen med planens text."))
    container = _container(data, extension)
    if container is not None:
        return outline_in_child(data, container, findings)
    if extension in _PACKED:
        raise UnreadableDocument(
            sentence(
                "Filen heter %(extension)s men är ingen %(packed)s. Öppna den i programmet den skrevs i, spara den "
                "som %(extension)s och läs in den filen.",
                extension=extension,
                packed=_PACKED[extension],
            )
        )
    return csv_outline(data, findings) if extension == ".csv" else text_outline(data, findings)


def _container(data: bytes, extension: str) -> Container | None:
    """What the first bytes say; None for text."""
    if data.startswith(b"PK\x03\x04"):
        return Container(office_kind(data))
    head = data[:_PDF_WITHIN]
    if head.startswith(b"%PDF-") or (extension == ".pdf" and b"%PDF-" in head):
        return Container.PDF
    if data.startswith(b"\xd0\xcf\x11\xe0") and extension in _PACKED:
        raise UnreadableDocument(
            sentence(
                "Filen är skyddad med lösenord eller sparad i ett äldre format. Öppna den, ta bort lösenordet, spara "
                "den som .docx eller .xlsx och läs in den filen."
            )
        )
    return None


def _refusal(extension: str) -> Sentence:
    kind = sentence("%(extension)s-filer", extension=extension) if extension else sentence("Filer utan filändelse")
    for extensions, message in _OTHERS.items():
        if extension in extensions:
            return sentence(message, kind=kind)
    return sentence(
        "%(kind)s kan inte läsas. Spara dokumentet som .docx, .pdf, .xlsx, .csv, .txt eller .md och läs in det.",
        kind=kind,
    )
