"""Bytes of a text file into text, in the encodings that Swedish offices use."""

import codecs
import re

from tracker.documents.reading.findings import Findings
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

_SAVE_AS = sentence("Öppna den i programmet den skrevs i, spara som text (UTF-8) och läs in den filen.")
_OTHER_CONTAINERS = (
    (b"%PDF", sentence("PDF")),
    (b"PK\x03\x04", sentence("Word-, Excel- eller zip-fil")),
    (b"\xd0\xcf\x11\xe0", sentence("äldre Word- eller Excel-fil")),
    (b"{\\rtf", sentence("RTF-fil")),
)
_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_USUAL_BEYOND_ASCII = frozenset("åäöÅÄÖéÉèàüÜ§–—”’“‘»«…•·½°€×\xa0\xad")
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–\x80-\xbf]")


def decoded(data: bytes, findings: Findings) -> str:
    """The text of a text file. Raises UnreadableDocument for other files, and for encodings that cannot be told."""
    for magic, name in _OTHER_CONTAINERS:
        if data.startswith(magic):
            raise UnreadableDocument(
                sentence("Filen är en %(name)s med fel filändelse, inte text. %(how)s", name=name, how=_SAVE_AS)
            )
    text = _decoded(data, findings)
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if "\x00" in text or controls * 100 > len(text):
        raise UnreadableDocument(sentence("Filen är inte en textfil. %(how)s", how=_SAVE_AS))
    if _TWICE_ENCODED.search(text) and not re.search("[åäöÅÄÖ]", text):
        raise UnreadableDocument(sentence("Å, ä och ö i filen är felkodade (”Ã¥”, ”Ã¤”, ”Ã¶”). %(how)s", how=_SAVE_AS))
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        findings.warning(line, sentence("Tecken har gått förlorade i filen (”\ufffd”). Jämför texten med originalet."))
    return text


def _decoded(data: bytes, findings: Findings) -> str:
    for mark, encoding in _UTF_16:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableDocument(
                    sentence("Filen börjar som UTF-16 men är skadad. %(how)s", how=_SAVE_AS)
                ) from error
    if b"\x00" in data:
        raise UnreadableDocument(sentence("Filen är inte en textfil. %(how)s", how=_SAVE_AS))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _older_windows(data, findings)


def _older_windows(data: bytes, findings: Findings) -> str:
    """Latin-1 or Windows text, where it makes sensible Swedish; the two agree on every Swedish letter."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(sentence("Filens teckenkodning går inte att avgöra. %(how)s", how=_SAVE_AS)) from error
    beyond_ascii = [character for character in text if character > "\x7f"]
    usual = sum(character in _USUAL_BEYOND_ASCII for character in beyond_ascii)
    letters = sum(character.isalpha() or character.isspace() for character in text)
    sensible = usual * 10 >= len(beyond_ascii) * 9 and letters * 10 >= len(text) * 6
    if not sensible or "Ã" in beyond_ascii or "Â" in beyond_ascii:
        raise UnreadableDocument(sentence("Filens teckenkodning går inte att avgöra. %(how)s", how=_SAVE_AS))
    findings.warning(
        0, sentence("Filen är inte UTF-8 och lästes som Windows-text. Kontrollera att å, ä och ö ser rätt ut.")
    )
    return text
