"""Which mailbox bounces are read from, opened, and tried out for the check command."""

from contextlib import AbstractContextManager
from pathlib import Path

from tracker.config import BounceSettings
from tracker.mail.bounces.box import BounceBox, BounceBoxUnusable
from tracker.mail.bounces.imap import opened_imap
from tracker.mail.bounces.maildir import opened_maildir


def bounce_box(settings: BounceSettings, *, timeout: float) -> AbstractContextManager[BounceBox]:
    """The configured mailbox, open while the context lasts. timeout: seconds. Entering raises BounceBoxUnusable."""
    return opened_maildir(Path(settings.maildir)) if settings.maildir else opened_imap(settings, timeout=timeout)


def check_bounce_box(settings: BounceSettings, *, timeout: float) -> str | None:
    """Open the mailbox and read nothing: why it cannot be used, in Swedish, or None; also None where none is set."""
    if not settings.configured:
        return None
    try:
        with bounce_box(settings, timeout=timeout):
            return None
    except BounceBoxUnusable as error:
        return str(error)
