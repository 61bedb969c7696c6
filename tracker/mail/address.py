"""E-mail addresses and header texts as they may stand in a message or an SMTP command (RFC 5321, 5322, 6532)."""

import base64
import re
import unicodedata
from email.header import Header
from functools import lru_cache

from tracker.language import gettext as _
from tracker.mail.transport import Unsendable

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\ud7ff\uf900-\U000dffff-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_PLAIN = re.compile(r"(?!.*=\?)[!-~]+(?: [!-~]+)*")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ONE_LINE = 60
# Octets whose encoded word fits on a line of 76 with the header's name before it.
_ONE_WORD = 39


@lru_cache(maxsize=4096)
def checked_address(address: str) -> str:
    """The address with its domain in ASCII (punycode). The part before the @ may still need SMTPUTF8.

    Raises Unsendable where it is no address that mail can be sent to.
    """
    local, at, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    right = at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(ascii_domain) and printable(local)
    if not right or len(local.encode()) > 64 or len(local.encode()) + len(ascii_domain) > 253:
        raise Unsendable(_("Adressen %(value)s är ingen giltig e-postadress.", value=ascii(address)[1:-1]))
    return f"{local}@{ascii_domain}"


@lru_cache(maxsize=256)
def header_text(name: str, value: str) -> str:
    """The value of an unstructured header such as Subject, encoded and folded. Raises Unsendable for a line break."""
    _refuse_control_characters(name, value)
    if len(value) <= _ONE_LINE and (not value or _PLAIN.fullmatch(value)):
        return value
    return _encoded(name, value)


@lru_cache(maxsize=256)
def header_mailbox(name: str, display_name: str, address: str) -> str:
    """The value of From or To: a person's name, quoted or encoded as it needs, and the address. Raises Unsendable."""
    _refuse_control_characters(name, display_name)
    angled = f"<{checked_address(address)}>"
    if not display_name.strip():
        return angled
    if len(display_name) > _ONE_LINE or not _PLAIN.fullmatch(display_name):
        shown = _encoded(name, display_name)
    elif _PHRASE.fullmatch(display_name):
        shown = display_name
    else:
        escaped = display_name.replace("\\", "\\\\").replace('"', '\\"')
        shown = f'"{escaped}"'
    return f"{shown}\r\n {angled}"


def _encoded(header: str, value: str) -> str:
    """Encoded words (RFC 2047). Where one is enough it is made directly: Header takes twenty times as long."""
    octets = value.encode()
    if len(octets) <= _ONE_WORD:
        return f"=?utf-8?b?{base64.b64encode(octets).decode('ascii')}?="
    return Header(value, "utf-8", header_name=header).encode(linesep="\r\n")


def sender_fault(name: str, address: str) -> str:
    """What is wrong with the configured sender, in Swedish; "" where nothing is."""
    try:
        header_mailbox("From", name, address)
    except Unsendable as refused:
        return _(
            "Avsändaren kan inte användas. %(words)s Kontrollera mail.sender_name och mail.sender_address.",
            words=refused.words,
        )
    if not checked_address(address).isascii():
        return _("Avsändarens adress får bara ha tecken ur ASCII före @. Rätta mail.sender_address.")
    return ""


def _refuse_control_characters(header: str, value: str) -> None:
    if not printable(value):
        raise Unsendable(_("Radbrytning eller styrtecken får inte stå i brevhuvudet %(header)s.", header=header))


def printable(value: str) -> bool:
    """No control character, line or paragraph separator, or half of a surrogate pair."""
    return value.isprintable() or all(unicodedata.category(each) not in ("Cc", "Cs", "Zl", "Zp") for each in value)
