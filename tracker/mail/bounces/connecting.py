"""Connecting and signing in to an IMAP server, and saying in Swedish why that failed."""

import base64
import imaplib
import re
import socket
import ssl
from contextlib import suppress

from tracker.config import BounceSettings
from tracker.language import gettext as _
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
            _(
                "IMAP-servern %(imap_host)s nekade inloggningen (%(error)s). "
                "Kontrollera bounces.imap_username och TRACKER_BOUNCE_PASSWORD.",
                imap_host=settings.imap_host,
                error=_one_line(error),
            )
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
            return _(
                "IMAP-serverns namn %(imap_host)s är okänt. Kontrollera bounces.imap_host.",
                imap_host=settings.imap_host,
            )
        case TimeoutError():
            return _(
                "%(server)s svarade inte inom %(timeout)s s. "
                "Kontrollera bounces.imap_port, bounces.imap_security och brandväggen.",
                server=server,
                timeout=f"{timeout:g}",
            )
        case ConnectionRefusedError():
            return _(
                "%(server)s tar inte emot anslutningar. Kontrollera bounces.imap_host och bounces.imap_port.",
                server=server,
            )
        case ssl.SSLCertVerificationError():
            return _(
                "%(server)s har ett certifikat som inte godtas (%(verify_message)s). "
                "Ange den som utfärdat det i bounces.ca_file, eller det namn det gäller för i bounces.imap_host.",
                server=server,
                verify_message=error.verify_message,
            )
        case ssl.SSLError():
            return _(
                "%(server)s talar inte TLS som väntat. Kontrollera bounces.imap_security och bounces.imap_port.",
                server=server,
            )
        case imaplib.IMAP4.abort():
            return _(
                "%(server)s bröt förbindelsen. Kontrollera bounces.imap_port och bounces.imap_security.", server=server
            )
        case _:
            return _(
                "%(server)s går inte att läsa (%(error)s). Kontrollera inställningarna i [bounces].",
                server=server,
                error=_one_line(error),
            )


def _tls_context(settings: BounceSettings) -> ssl.SSLContext:
    """Verifies the server's certificate and name. Raises BounceBoxUnusable where bounces.ca_file cannot be used."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:
        raise BounceBoxUnusable(
            _("Filen %(ca_file)s går inte att läsa som certifikat. Rätta bounces.ca_file.", ca_file=settings.ca_file)
        ) from error


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shifted(found: re.Match[str]) -> str:
    return f"&{base64.b64encode(found[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"


def _one_line(error: Exception) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in str(error)).split())[:200]
