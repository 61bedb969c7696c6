"""The built-in mailbox: .eml files in a folder, in place of an SMTP server, and reading them for a page."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from tracker.domain.words import in_swedish
from tracker.errors import NotFound
from tracker.language import LANGUAGES, SWEDISH
from tracker.language import gettext as _
from tracker.mail.transport import ServerUnreachable, Unsendable, nothing_else

_NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[A-Za-z0-9._-]{1,128}\.eml")
_HEADERS = BytesHeaderParser(policy=policy.compat32)
"""The default policy takes every address apart, which a list of 200 letters need not wait for."""
_LONGEST_HEAD = 16_384


class MailboxTransport:
    """Writes each e-mail to <UTC time>-<token of its Message-ID>.eml, whole or not at all.

    The same one again takes the same name, and replaces it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(
        self,
        envelope_from: str,  # noqa: ARG002 (the names are Transport's)
        recipient: str,  # noqa: ARG002
        content: bytes,
        *,
        before: Callable[[], None] = nothing_else,
        meanwhile: Callable[[], None] = nothing_else,  # noqa: ARG002
    ) -> str:
        """Keep the e-mail. Raises ServerUnreachable where the folder cannot be written."""
        before()
        name = _file_name(content)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = self._folder / f".{name}.{os.getpid()}"
            try:
                unfinished.write_bytes(content)
                unfinished.replace(self._folder / name)
            finally:
                unfinished.unlink(missing_ok=True)
        except OSError as error:
            raise ServerUnreachable(
                _(
                    "Brevlådan %(folder)s går inte att skriva i: %(strerror)s.",
                    folder=self._folder,
                    strerror=error.strerror,
                )
            ) from error
        return in_swedish(f"lagt i brevlådan som {name}")

    def close(self) -> None:
        """Nothing is held open."""


@dataclass(frozen=True, slots=True)
class MailHead:
    """An e-mail in a list. name: of its file. dated: UTC. language: that it is written in."""

    name: str
    to: str
    subject: str
    dated: datetime
    language: str = SWEDISH


@dataclass(frozen=True, slots=True)
class KeptMail:
    """An e-mail to be shown. dated: UTC. html may be hostile: show it in a sandboxed frame."""

    name: str
    sender: str
    to: str
    subject: str
    dated: datetime
    text: str
    html: str
    language: str = SWEDISH


def list_mailbox(folder: Path, *, limit: int = 200) -> list[MailHead]:
    """The newest e-mails, latest first; none where there is no folder."""
    if not folder.is_dir():
        return []
    names = sorted((each.name for each in folder.iterdir() if _NAME.fullmatch(each.name)), reverse=True)
    return [_head(folder / name) for name in names[:limit]]


def read_mail(folder: Path, name: str) -> KeptMail:
    """One e-mail. Raises NotFound, also for a name that would lead out of the folder."""
    file = folder / name
    if not _NAME.fullmatch(name) or not file.is_file():
        raise NotFound(_("Brevet %(name)s finns inte i brevlådan.", name=name))
    return parse_mail(file.read_bytes(), name=name, dated=_instant(name))


def parse_mail(content: bytes, *, name: str, dated: datetime) -> KeptMail:
    """A finished e-mail taken apart, to be shown. dated: UTC."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return KeptMail(
        name=name,
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        dated=dated,
        text=_body(message, "plain"),
        html=_body(message, "html"),
        language=_language(message["Content-Language"]),
    )


def _body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return str(part.get_content()).replace("\r\n", "\n") if isinstance(part, EmailMessage) else ""


def _head(file: Path) -> MailHead:
    with file.open("rb") as opened:
        headers = _HEADERS.parsebytes(opened.read(_LONGEST_HEAD).partition(b"\r\n\r\n")[0])
    return MailHead(
        file.name,
        _decoded(headers["To"]),
        _decoded(headers["Subject"]),
        _instant(file.name),
        _language(headers["Content-Language"]),
    )


def _language(header: str | None) -> str:
    """What an e-mail says that it is written in."""
    return str(header) if header in LANGUAGES else SWEDISH


def _decoded(value: str | None) -> str:
    """A header's text on one line, its encoded words read."""
    return re.sub(r"[\r\n\t ]+", " ", str(make_header(decode_header(value or "")))).strip()


def _file_name(content: bytes) -> str:
    """From Date and Message-ID, which stay the same however often an e-mail is sent."""
    headers = content.partition(b"\r\n\r\n")[0]
    token = re.search(rb"^Message-ID:\s*<([^@>\r\n]+)", headers, re.MULTILINE | re.IGNORECASE)
    dated = re.search(rb"^Date:([^\r\n]+)", headers, re.MULTILINE | re.IGNORECASE)
    if token is None or dated is None:
        raise Unsendable(_("Brevet saknar Message-ID eller datum."))
    instant = parsedate_to_datetime(dated[1].decode("ascii").strip()).astimezone(UTC)
    return f"{instant:%Y%m%dT%H%M%SZ}-{re.sub(r'[^A-Za-z0-9._-]', '_', token[1].decode('ascii'))[:128]}.eml"


def _instant(name: str) -> datetime:
    return datetime.strptime(name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
