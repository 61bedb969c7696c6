"""Ending when a signal asks for it: at SIGTERM or Ctrl-C, between two things and not in the middle of one."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Stop:
    """A signal handler that only remembers, and that is looked at now and then.

    An exception could be swallowed by whatever it happens to meet, and a handler must not touch locks and events.
    """

    requested = False

    def __call__(self, *_: Any) -> None:
        self.requested = True


@contextmanager
def asked_to_stop() -> Iterator[Stop]:
    """Take SIGTERM and SIGINT until the end of the block. In the main thread only."""
    stop = Stop()
    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
