"""SMTP: Flask-Mail's connection, made to keep time, check certificates and tell failures apart (DESIGN 7)."""

import smtplib
import ssl
from collections.abc import Callable

from flask_mail import Connection, Mail

from tracker.config import MailSettings
from tracker.language import gettext as _
from tracker.mail.address import checked_address
from tracker.mail.explaining import explained, server_words, silent
from tracker.mail.transport import FateUncertain, PermanentFailure, ServerUnreachable, TemporaryFailure, nothing_else

# So many e-mails in a row on which the connection broke: it is the server, not the e-mails.
_BROKEN_IN_A_ROW = 3
_CLOSING = 421
_SIGN_IN_FIRST = 530
_TOO_LARGE = 552
_MOST_SECONDS_OF_GOODBYE = 2.0


class CheckedConnection(Connection):
    """Flask-Mail's connection with a time-out, a verified certificate, and an end that never raises."""

    def __init__(self, settings: MailSettings) -> None:
        mail = Mail()
        # Never suppressed: whether mail goes out is said by mail.host alone.
        mail.state = mail.init_mail(
            {"MAIL_SERVER": settings.host, "MAIL_PORT": settings.port, "MAIL_SUPPRESS_SEND": False}
        )
        super().__init__(mail)
        self._settings = settings

    def configure_host(self) -> smtplib.SMTP | smtplib.SMTP_SSL:
        """An open, greeted and where configured secured and signed-in connection.

        Raises what smtplib, ssl and socket raise.
        """
        settings = self._settings
        timeout = settings.timeout_seconds
        if settings.security == "tls":
            host: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=timeout, context=_tls_context(settings)
            )
        else:
            host = smtplib.SMTP(settings.host, settings.port, timeout=timeout)
        try:
            if settings.security == "starttls":
                host.starttls(context=_tls_context(settings))
            host.ehlo_or_helo_if_needed()
            if settings.username:
                host.login(settings.username, settings.password)
        except BaseException:
            host.close()
            raise
        return host

    def opened(self) -> smtplib.SMTP:
        """The connection, opened where it is not. Raises ServerUnreachable."""
        if self.host is None:
            try:
                self.host = self.configure_host()
            except (smtplib.SMTPException, OSError, ValueError) as error:
                raise ServerUnreachable(explained(error, self._settings)) from error
        return self.host

    def end(self) -> None:
        """Say goodbye where somebody listens."""
        if self.host is None:
            return
        try:
            if self.host.sock is not None:
                self.host.sock.settimeout(min(self._settings.timeout_seconds, _MOST_SECONDS_OF_GOODBYE))
            self.host.quit()
        except (smtplib.SMTPException, OSError):
            self.drop()
        self.host = None

    def drop(self) -> None:
        """Leave without a word: the server has broken off, or is silent."""
        if self.host is not None:
            self.host.close()
        self.host = None


class SmtpTransport:
    """Sends over one connection for as long as it holds, and opens it anew where it broke."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._connection = CheckedConnection(settings)
        self._carried = 0
        self._broken = 0

    def send(
        self,
        envelope_from: str,
        recipient: str,
        content: bytes,
        *,
        before: Callable[[], None] = nothing_else,
        meanwhile: Callable[[], None] = nothing_else,
    ) -> str:
        """Hand over one e-mail; the server's words. As Transport.send.

        A server that ends a connection after so many e-mails, or after a time, is met by a new one at once.
        """
        sender, receiver = checked_address(envelope_from), checked_address(recipient)
        if self._carried:
            try:
                return self._handed_over(sender, receiver, content, before, meanwhile)
            except _Broken as broken:
                if broken.silent:
                    raise self._given_up(broken) from broken
        try:
            return self._handed_over(sender, receiver, content, before, meanwhile)
        except _Broken as broken:
            raise self._given_up(broken) from broken

    def close(self) -> None:
        """End the connection; nothing raises."""
        self._connection.end()
        self._carried = 0

    def _given_up(self, broken: "_Broken") -> TemporaryFailure:
        return TemporaryFailure(broken.words, stops_run=self._at_an_end(silent=broken.silent))

    def _at_an_end(self, *, silent: bool) -> bool:
        """Count one more broken connection, and say whether the next e-mail would fare no better."""
        self._broken += 1
        return silent or self._broken >= _BROKEN_IN_A_ROW

    def _handed_over(
        self, sender: str, receiver: str, content: bytes, before: Callable[[], None], meanwhile: Callable[[], None]
    ) -> str:
        """The answers are awaited with other work, so that the server and this program work at the same time."""
        if self._connection.host is None:
            before()
        host = self._connection.opened()
        whole = False
        try:
            options = _options(host, receiver, len(content))
            host.command_encoding = "utf-8" if "SMTPUTF8" in options else "ascii"
            host.putcmd("MAIL", " ".join([f"FROM:<{sender}>", *options]))
            before()
            self._expect(2, host.getreply(), of_sender=True)
            host.putcmd("RCPT", f"TO:<{receiver}>")
            meanwhile()
            self._expect(2, host.getreply())
            self._expect(3, host.docmd("DATA"))
            host.send(_dot_stuffed(content))
            whole = True
            meanwhile()
            words = self._expect(2, host.getreply())
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            words, hung = explained(error, self._settings), silent(error)
            if whole:
                raise FateUncertain(words, stops_run=self._at_an_end(silent=hung)) from error
            raise _Broken(words, silent=hung) from error
        self._carried += 1
        self._broken = 0
        return words

    def _expect(self, hundreds: int, reply: tuple[int, bytes], *, of_sender: bool = False) -> str:
        """The words of the reply that is wanted; for another, raise what it means and leave a clean transaction."""
        code, said = reply
        words = server_words(code, said)
        if code // 100 == hundreds:
            return words
        if code == _CLOSING or code // 100 not in (4, 5):
            self._drop()
            raise _Broken(words, silent=False)
        self._broken = 0
        try:
            self._connection.opened().rset()
        except (smtplib.SMTPException, OSError):
            self._drop()
        if code == _SIGN_IN_FIRST or (of_sender and code >= 500 and code != _TOO_LARGE):
            raise ServerUnreachable(
                _(
                    "E-postservern nekar avsändaren (%(words)s). "
                    "Kontrollera mail.sender_address, mail.bounce_address och mail.username.",
                    words=words,
                )
            )
        raise PermanentFailure(words) if code >= 500 else TemporaryFailure(words)

    def _drop(self) -> None:
        self._connection.drop()
        self._carried = 0


class _Broken(Exception):
    """The connection ended before the e-mail was handed over whole: the same one can be sent over a new connection."""

    def __init__(self, words: str, *, silent: bool) -> None:
        super().__init__(words)
        self.words = words
        self.silent = silent


def _options(host: smtplib.SMTP, receiver: str, size: int) -> list[str]:
    options = [f"SIZE={size}"] if host.has_extn("size") else []
    if receiver.isascii():
        return options
    if not host.has_extn("smtputf8"):
        raise PermanentFailure(
            _("E-postservern kan inte sända till en adress med annat än a–z före @ (SMTPUTF8 saknas).")
        )
    return [*options, "SMTPUTF8", "BODY=8BITMIME"]


def _dot_stuffed(content: bytes) -> bytes:
    """The content as it goes over the wire, with its end (RFC 5321 4.5.2). Its lines end in CRLF."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    return (
        (b"." if stuffed.startswith(b".") else b"")
        + stuffed
        + (b"" if stuffed.endswith(b"\r\n") else b"\r\n")
        + b".\r\n"
    )


def _tls_context(settings: MailSettings) -> ssl.SSLContext:
    """Verifies the server's certificate and name. Raises ServerUnreachable where mail.ca_file cannot be used."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:
        raise ServerUnreachable(
            _("Filen %(ca_file)s går inte att läsa som certifikat. Rätta mail.ca_file.", ca_file=settings.ca_file)
        ) from error
