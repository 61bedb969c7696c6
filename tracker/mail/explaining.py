"""What went wrong between the program and the mail server, in Swedish, and what to do about it."""

import re
import smtplib
import socket
import ssl
from functools import lru_cache

from tracker.config import MailSettings

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
            return f"E-postserverns namn {settings.host} är okänt. Kontrollera mail.host och namnuppslagningen (DNS)."
        case _ if silent(error):
            return (
                f"{server} svarade inte inom {settings.timeout_seconds:g} s. "
                "Kontrollera mail.port, mail.security och brandväggen."
            )
        case ConnectionRefusedError():
            return (
                f"{server} tar inte emot anslutningar. Kontrollera mail.host och mail.port, och att servern är igång."
            )
        case ssl.SSLCertVerificationError():
            return (
                f"{server} har ett certifikat som inte godtas ({error.verify_message}). "
                "Ange den som utfärdat det i mail.ca_file, eller det namn det gäller för i mail.host."
            )
        case ssl.SSLError():
            return f"{server} talar inte TLS som väntat ({error.reason}). Kontrollera mail.security och mail.port."
        case smtplib.SMTPAuthenticationError():
            said = server_words(error.smtp_code, error.smtp_error)
            return f"{server} nekade inloggningen ({said}). Kontrollera mail.username och TRACKER_MAIL_PASSWORD."
        case smtplib.SMTPNotSupportedError():
            return f"{server} kan inte det som begärs ({error}). Kontrollera mail.security och mail.username."
        case smtplib.SMTPResponseException():
            return f"{server} vill inte ta emot post: {server_words(error.smtp_code, error.smtp_error)}."
        case smtplib.SMTPServerDisconnected():
            return f"{server} bröt förbindelsen. Kontrollera mail.port och mail.security."
        case _:
            reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
            return f"{server} går inte att nå ({reason}). Kontrollera mail.host och nätverket."
