"""Bounces from a folder over IMAP: with a time-out, a verified certificate, and without fetching what is no report."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from tracker.config import BounceSettings
from tracker.domain.bounce import Position
from tracker.language import gettext as _
from tracker.mail.bounces.box import BounceBoxUnusable, BoxMail
from tracker.mail.bounces.connecting import connected, explained, folder_argument, sign_in
from tracker.mail.bounces.report import READ_BYTES

# At most so many e-mails in one reading: sending waits for it. The next one goes on from there.
_MOST = 500


@contextmanager
def opened_imap(settings: BounceSettings, *, timeout: float) -> Iterator["ImapBox"]:
    """Signed in, with the folder open. Raises BounceBoxUnusable, also for what goes wrong while it is open."""
    connection: imaplib.IMAP4 | None = None
    try:
        connection = connected(settings, timeout)
        sign_in(connection, settings)
        yield ImapBox(connection, settings)
        with suppress(imaplib.IMAP4.error, OSError):
            connection.logout()
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        raise BounceBoxUnusable(explained(error, settings, timeout)) from error
    finally:
        if connection is not None:
            # No goodbye to a server that has not answered: that would be a second time-out.
            with suppress(OSError):
                connection.shutdown()


class ImapBox:
    """One folder. What has been recorded is marked Seen; nothing else in it is changed."""

    def __init__(self, connection: imaplib.IMAP4, settings: BounceSettings) -> None:
        self._connection = connection
        self._source = f"{settings.imap_username}@{settings.imap_host}/{settings.imap_folder}"
        if connection.select(folder_argument(settings.imap_folder))[0] != "OK":
            raise BounceBoxUnusable(
                _(
                    "Mappen %(imap_folder)s finns inte på IMAP-servern %(imap_host)s, eller går inte att öppna. "
                    "Kontrollera bounces.imap_folder.",
                    imap_folder=settings.imap_folder,
                    imap_host=settings.imap_host,
                )
            )
        validity = connection.response("UIDVALIDITY")[1]
        self._validity = int(validity[0]) if validity and validity[0] else 0

    def unread(self, after: Position) -> Iterator[BoxMail]:
        """What is unread with a UID above the position's, lowest first; from the start where the folder is another one.

        What is no delivery report by its structure is not fetched.
        """
        same = (after.source, after.validity) == (self._source, self._validity)
        first = after.uid + 1 if same else 1
        found = self._command("SEARCH", "UID", f"{first}:*", "UNSEEN")
        # "n:*" holds the last message even where its UID is below n.
        uids = sorted(each for each in map(int, b" ".join(found).split()) if each >= first)
        for uid in uids[:_MOST]:
            content = self._content(uid) if self._may_be_a_report(uid) else b""
            yield BoxMail(content, partial(self._mark, uid), Position(self._source, self._validity, uid))

    def _may_be_a_report(self, uid: int) -> bool:
        return b"delivery-status" in b" ".join(self._command("FETCH", str(uid), "(BODYSTRUCTURE)")).lower()

    def _content(self, uid: int) -> bytes:
        # PEEK: it is marked as read once it has been recorded, not before.
        return max(self._command("FETCH", str(uid), f"(BODY.PEEK[]<0.{READ_BYTES}>)"), key=len, default=b"")

    def _mark(self, uid: int) -> None:
        self._command("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def _command(self, name: str, *arguments: str) -> list[bytes]:
        """A command on UIDs; the pieces of its answer, those that were sent as literals among them."""
        done, data = self._connection.uid(name, *arguments)
        if done != "OK":
            raise imaplib.IMAP4.error(f"{name}: {data!r}")
        return [part for each in data if each for part in (each if isinstance(each, tuple) else (each,))]
