"""Which way mail leaves: to the configured server, or into the built-in mailbox where there is none."""

from pathlib import Path

from tracker.config import MailSettings
from tracker.mail.mailbox import MailboxTransport
from tracker.mail.smtp import SmtpTransport
from tracker.mail.transport import Transport


def outgoing(settings: MailSettings, *, mailbox: Path) -> Transport:
    """The transport that the settings ask for; nothing is opened yet. mailbox: the folder used where host is ""."""
    return SmtpTransport(settings) if settings.host else MailboxTransport(mailbox)
