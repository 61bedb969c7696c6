"""A child process that ends when its parent does, however the parent ends: the parent holds the other end of stdin."""

import os
import signal
import sys
import threading
import time

_PATIENCE_SECONDS = 10.0


def end_with_parent() -> None:
    """Watch stdin from a thread; when it closes, stop as at SIGTERM, and by force where that takes too long.

    A pipe works on every system and at kill -9 of the parent too, which a signal from it would not.
    """
    threading.Thread(target=_wait_for_parent, name="lifeline", daemon=True).start()


def _wait_for_parent() -> None:
    stdin = sys.stdin.fileno()
    while os.read(stdin, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE_SECONDS)
    os._exit(1)
