"""What went wrong between the program and the mail server, in Swedish, and what to do about it."""

import re
import smtplib
import socket
import ssl
from functools import lru_cache

from tracker.config import MailSettings
from tracker.language import gettext as _

_LONGEST = 300


@lru_cache(maxsize=64)
def server_words(code: int, text: bytes | str) -> str:
    """A reply of the mail server on one line, cut where it is long."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", f"{code} {said}").strip()[:_LONGEST]


def silent(error: BaseException) -> bool:
    """Whether the server did not answer in time; smtplib says so only in the error's context."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def explained(error: Exception, settings: MailSettings) -> str:
    """Why the server cannot be used, in a sentence, and which setting to look at in another."""
    server = f"E-postservern {settings.host}:{settings.port}"
    match error:
        case socket.gaierror() | UnicodeError():
            return _(
                "E-postserverns namn %(host)s är okänt. Kontrollera mail.host och namnuppslagningen (DNS).",
                host=settings.host,
            )
        case _ if silent(error):
            return _(
                "%(server)s svarade inte inom %(timeout_seconds)s s. "
                "Kontrollera mail.port, mail.security och brandväggen.",
                server=server,
                timeout_seconds=f"{settings.timeout_seconds:g}",
            )
        case ConnectionRefusedError():
            return _(
                "%(server)s tar inte emot anslutningar. Kontrollera mail.host och mail.port, och att servern är igång.",
                server=server,
            )
        case ssl.SSLCertVerificationError():
            return _(
                "%(server)s har ett certifikat som inte godtas (%(verify_message)s). "
                "Ange den som utfärdat det i mail.ca_file, eller det namn det gäller för i mail.host.",
                server=server,
                verify_message=error.verify_message,
            )
        case ssl.SSLError():
            return _(
                "%(server)s talar inte TLS som väntat (%(reason)s). Kontrollera mail.security och mail.port.",
                server=server,
                reason=error.reason,
            )
        case smtplib.SMTPAuthenticationError():
            said = server_words(error.smtp_code, error.smtp_error)
            return _(
                "%(server)s nekade inloggningen (%(said)s). Kontrollera mail.username och TRACKER_MAIL_PASSWORD.",
                server=server,
                said=said,
            )
        case smtplib.SMTPNotSupportedError():
            return _(
                "%(server)s kan inte det som begärs (%(error)s). Kontrollera mail.security och mail.username.",
                server=server,
                error=error,
            )
        case smtplib.SMTPResponseException():
            return _(
                "%(server)s vill inte ta emot post: %(words)s.",
                server=server,
                words=server_words(error.smtp_code, error.smtp_error),
            )
        case smtplib.SMTPServerDisconnected():
            return _("%(server)s bröt förbindelsen. Kontrollera mail.port och mail.security.", server=server)
        case _:
            reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
            return _(
                "%(server)s går inte att nå (%(reason)s). Kontrollera mail.host och nätverket.",
                server=server,
                reason=reason,
            )
