"""Connecting and signing in to an IMAP server, and saying in Swedish why that failed."""

import base64
import imaplib
import re
import socket
import ssl
from contextlib import suppress

from tracker.config import BounceSettings
from tracker.mail.bounces.box import BounceBoxUnusable

_BEYOND_ASCII = re.compile(r"[^\x20-\x7e]+")


def connected(settings: BounceSettings, timeout: float) -> imaplib.IMAP4:
    """A greeted and where configured secured connection. Raises BounceBoxUnusable and what imaplib and ssl raise."""
    host, port = settings.imap_host, settings.imap_port
    if settings.imap_security == "tls":
        return imaplib.IMAP4_SSL(host, port, ssl_context=_tls_context(settings), timeout=timeout)
    connection = imaplib.IMAP4(host, port, timeout=timeout)
    if settings.imap_security == "starttls":
        try:
            connection.starttls(_tls_context(settings))
        except BaseException:
            # Where the handshake failed its socket is gone already, and shutdown says so.
            with suppress(OSError):
                connection.shutdown()
            raise
    return connection


def sign_in(connection: imaplib.IMAP4, settings: BounceSettings) -> None:
    """As the configured user. Raises BounceBoxUnusable where the server says no."""
    user, password = settings.imap_username, settings.imap_password
    try:
        if "AUTH=PLAIN" in connection.capabilities:
            # Also for names and passwords beyond ASCII, which LOGIN cannot take.
            connection.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        else:
            connection.login(_quoted(user), password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise BounceBoxUnusable(
            f"IMAP-servern {settings.imap_host} nekade inloggningen ({_one_line(error)}). "
            "Kontrollera bounces.imap_username och TRACKER_BOUNCE_PASSWORD."
        ) from error


def folder_argument(name: str) -> str:
    """A folder's name as a command takes it: quoted, and beyond ASCII in IMAP's own UTF-7 (RFC 3501 5.1.3).

    >>> folder_argument("Återrapport/Returer & mer")
    '"&AMU-terrapport/Returer &- mer"'
    """
    return _quoted(_BEYOND_ASCII.sub(_shifted, name.replace("&", "&-")))


def explained(error: Exception, settings: BounceSettings, timeout: float) -> str:
    """Why the mailbox cannot be read, in a sentence, and which setting to look at in another."""
    server = f"IMAP-servern {settings.imap_host}:{settings.imap_port}"
    match error:
        case socket.gaierror() | UnicodeError():
            return f"IMAP-serverns namn {settings.imap_host} är okänt. Kontrollera bounces.imap_host."
        case TimeoutError():
            return (
                f"{server} svarade inte inom {timeout:g} s. "
                "Kontrollera bounces.imap_port, bounces.imap_security och brandväggen."
            )
        case ConnectionRefusedError():
            return f"{server} tar inte emot anslutningar. Kontrollera bounces.imap_host och bounces.imap_port."
        case ssl.SSLCertVerificationError():
            return (
                f"{server} har ett certifikat som inte godtas ({error.verify_message}). "
                "Ange den som utfärdat det i bounces.ca_file, eller det namn det gäller för i bounces.imap_host."
            )
        case ssl.SSLError():
            return f"{server} talar inte TLS som väntat. Kontrollera bounces.imap_security och bounces.imap_port."
        case imaplib.IMAP4.abort():
            return f"{server} bröt förbindelsen. Kontrollera bounces.imap_port och bounces.imap_security."
        case _:
            return f"{server} går inte att läsa ({_one_line(error)}). Kontrollera inställningarna i [bounces]."


def _tls_context(settings: BounceSettings) -> ssl.SSLContext:
    """Verifies the server's certificate and name. Raises BounceBoxUnusable where bounces.ca_file cannot be used."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:
        raise BounceBoxUnusable(
            f"Filen {settings.ca_file} går inte att läsa som certifikat. Rätta bounces.ca_file."
        ) from error


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shifted(found: re.Match[str]) -> str:
    return f"&{base64.b64encode(found[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"


def _one_line(error: Exception) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in str(error)).split())[:200]
