"""Which container a file is, and whether it can be read at all. A new container is one file and one line here."""

from collections.abc import Callable
from pathlib import PurePath

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.text import text_outline
from tracker.errors import UnreadableDocument

LARGEST_BYTES = 10 * 1024 * 1024
_READERS: dict[str, Callable[[bytes, Findings], Outline]] = {".txt": text_outline, ".md": text_outline}
_LATER = (".docx", ".pdf", ".xlsx", ".csv")


def outline_of(data: bytes, filename: str, findings: Findings) -> Outline:
    """The outline of a file by its extension. Raises UnreadableDocument with what to do instead."""
    extension = PurePath(filename).suffix.lower()
    reader = _READERS.get(extension)
    if reader is None:
        kind = f"{extension}-filer" if extension else "Filer utan filändelse"
        when = " ännu" if extension in _LATER else ""
        raise UnreadableDocument(
            f"{kind} kan inte läsas{when}. Spara dokumentet som text (.txt eller .md) och läs in det."
        )
    if len(data) > LARGEST_BYTES:
        raise UnreadableDocument("Filen är större än 10 MB. Spara bara planens text i en egen fil och läs in den.")
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise UnreadableDocument("Filen är tom. Välj filen med planens text.")
    return reader(data, findings)
