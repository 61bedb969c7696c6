"""How a finished e-mail leaves the program: what a transport does, and how it says that it could not."""

from collections.abc import Callable
from typing import Protocol

from tracker.errors import TrackerError


def nothing_else() -> None:
    """There is nothing to do meanwhile."""


class Transport(Protocol):
    """Takes finished e-mails one by one."""

    def send(
        self,
        envelope_from: str,
        recipient: str,
        content: bytes,
        *,
        before: Callable[[], None] = nothing_else,
        meanwhile: Callable[[], None] = nothing_else,
    ) -> str:
        """Hand one e-mail over to one recipient; the words it was taken with. Opens what needs to be open.

        before is called before any of the content is handed over or a connection is opened, once or more often. What
        it raises passes, and the e-mail is not sent; close the transport then.
        meanwhile may be called while an answer is awaited, once, more often or never; it never raises.
        Raises TemporaryFailure, PermanentFailure, FateUncertain or ServerUnreachable.
        """

    def close(self) -> None:
        """End the connection without a fuss. A later send opens a new one."""


class NotSent(TrackerError):
    """The e-mail was not taken. words: the server's or ours. stops_run: trying the next one at once has no point."""

    def __init__(self, words: str, *, stops_run: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.stops_run = stops_run


class TemporaryFailure(NotSent):
    """It can be tried again later."""


class PermanentFailure(NotSent):
    """It will never be taken as it stands."""


class Unsendable(PermanentFailure):
    """No e-mail can be made of it: an address that is none, or a line break where there must be none."""


class FateUncertain(NotSent):
    """It was handed over whole, and the answer never came. It is tried again under the same Message-ID."""


class ServerUnreachable(NotSent):
    """The server as a whole takes no mail now. The e-mail has no part in it and has not been tried."""

    def __init__(self, words: str) -> None:
        super().__init__(words, stops_run=True)
