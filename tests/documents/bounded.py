"""A bound on how much work something may take, which no other program on the machine can use up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooMuchWork(Exception):
    """It used more of the processor than it may."""


@contextmanager
def working_at_most(seconds: int) -> Iterator[None]:
    """Stop what is done within with TooMuchWork after so much of this process's processor time, waiting apart."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooMuchWork(f"more than {seconds} s of work")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
