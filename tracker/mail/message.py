"""An e-mail as bytes: text and HTML, quoted-printable, headers that nothing can break out of (DESIGN 7).

Put together from the standard library's encoders: its EmailMessage parses every header anew and is ten times slower.
"""

import base64
import binascii
import re
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import format_datetime
from urllib.parse import quote

from tracker.domain.delivery import Delivery
from tracker.domain.words import in_swedish
from tracker.language import SWEDISH, speaking
from tracker.language import gettext as _
from tracker.mail.address import header_mailbox, header_text, printable
from tracker.mail.transport import Unsendable

# "=_" can stand neither in quoted-printable nor in base64, so that no text can hold a boundary.
_ALTERNATIVE = "=_alternative"
_MIXED = "=_mixed"
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")
_CONTENT_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+(?:; ?[a-z-]+=[A-Za-z0-9._-]+)*")
_FILE_NAME = re.compile(r'[^"/\\]{1,100}')


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. content_type: with its parameters, as text/calendar; method=PUBLISH."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Composed:
    """What an e-mail says. The text is complete without the HTML; html "" sends the text alone.

    secret: words in it that the kept copy is to be without, "" for none. language: what it is written in.
    """

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    secret: str = ""
    language: str = SWEDISH

    def without_secret(self) -> "Composed":
        """The same as it may be kept."""
        if not self.secret:
            return self
        with speaking(self.language):
            removed = _("(borttagen)")
        text, html = (each.replace(self.secret, removed) for each in (self.text, self.html))
        return replace(self, text=text, html=html, secret="")


@dataclass(frozen=True, slots=True)
class Nothing:
    """In place of an e-mail: what was planned no longer applies, and why (Swedish). It is cancelled."""

    reason: str


def message_bytes(composed: Composed, delivery: Delivery, *, sender_name: str, sender_address: str) -> bytes:
    """The e-mail of a row in the ledger, its lines ended by CRLF and at most 998 bytes long. Raises Unsendable.

    ASCII throughout, but for an address whose part before the @ is not.
    """
    if not _MESSAGE_ID.fullmatch(delivery.message_id):
        raise Unsendable(in_swedish("Brevets Message-ID är inte giltigt."))
    head = (
        f"From: {header_mailbox('From', sender_name, sender_address)}\r\n"
        f"To: {header_mailbox('To', delivery.name, delivery.address)}\r\n"
        f"Subject: {header_text('Subject', composed.subject)}\r\n"
        f"Date: {format_datetime(delivery.dated.astimezone(UTC))}\r\n"
        f"Message-ID: {delivery.message_id}\r\n"
        "Auto-Submitted: auto-generated\r\n"
        f"Content-Language: {composed.language}\r\n"
        "MIME-Version: 1.0\r\n"
    )
    body = _text_part("plain", composed.text)
    if composed.html:
        body = _multipart("alternative", _ALTERNATIVE, [body, _text_part("html", composed.html)])
    if composed.attachments:
        body = _multipart("mixed", _MIXED, [body, *map(_attached, composed.attachments)])
    return head.encode() + body


def _text_part(subtype: str, text: str) -> bytes:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        octets = (unix if unix.endswith("\n") else unix + "\n").encode()
    except UnicodeEncodeError as error:
        raise Unsendable(in_swedish("Brevets text har tecken som inte går att skriva i UTF-8.")) from error
    return (
        f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + binascii.b2a_qp(octets, istext=True).replace(b"\n", b"\r\n")
    )


def _multipart(subtype: str, boundary: str, parts: list[bytes]) -> bytes:
    line = f"--{boundary}".encode()
    return (
        f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode()
        + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts)
        + line
        + b"--\r\n"
    )


def _attached(attachment: Attachment) -> bytes:
    named = _FILE_NAME.fullmatch(attachment.name) and printable(attachment.name)
    if not named or not _CONTENT_TYPE.fullmatch(attachment.content_type):
        raise Unsendable(
            in_swedish(f"Bilagan {ascii(attachment.name)[1:-1]} har ett namn eller en typ som inte går att skicka.")
        )
    shown = (
        f'filename="{attachment.name}"' if attachment.name.isascii() else f"filename*=UTF-8''{quote(attachment.name)}"
    )
    return (
        f"Content-Type: {attachment.content_type}\r\n"
        f"Content-Disposition: attachment; {shown}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode() + base64.encodebytes(attachment.content).replace(b"\n", b"\r\n")
