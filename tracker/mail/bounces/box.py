"""A mailbox that delivery reports are read from: what a Maildir and an IMAP folder have in common."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from tracker.domain.bounce import Position
from tracker.errors import TrackerError


class BounceBoxUnusable(TrackerError):
    """The mailbox cannot be opened or read now; the words say why and which setting to look at."""


@dataclass(frozen=True, slots=True)
class BoxMail:
    """An unread e-mail that may be a report; content b"" where it cannot be one. position: how far this one is.

    mark_read() is called once it is recorded, and raises BounceBoxUnusable.
    """

    content: bytes
    mark_read: Callable[[], None]
    position: Position


class BounceBox(Protocol):
    """An open mailbox."""

    def unread(self, after: Position) -> Iterator[BoxMail]:
        """What is unread and new since a position, a bounded number of them. Raises BounceBoxUnusable."""
