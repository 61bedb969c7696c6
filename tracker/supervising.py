"""Running the pages and the scheduler together: two child processes, both started, watched and ended from here."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

from tracker.errors import TrackerError

_TICK_SECONDS = 0.1
_PATIENCE_SECONDS = 12.0
_FIRST_WAIT_SECONDS = 1.0
_MOST_WAIT_SECONDS = 60.0
_SOUND_AFTER_SECONDS = 10.0


class ChildFailed(TrackerError):
    """A child could not even start; it has said why itself."""


@dataclass
class Child:
    """One child. name: Swedish, for what is said of it. command: of the program, as words."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    start_again: float = 0.0
    wait: float = field(default=_FIRST_WAIT_SECONDS)

    def start(self) -> None:
        """In a process group of its own: Ctrl-C reaches it through us alone. Its stdin tells it that we live."""
        self.process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-m", "tracker", *self.command, "--supervised"],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self.started = time.monotonic()

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def ended(self, *, before: float) -> bool:
        """Wait until a moment of time.monotonic(); whether it has ended."""
        if self.process is None:
            return True
        try:
            self.process.wait(max(0.0, before - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it and whatever it has started, by force, and let go of its stdin."""
        if self.process is None:
            return
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()
        assert self.process.stdin is not None
        self.process.stdin.close()


class Supervisor:
    """Starts the children, says when the pages answer, starts again what ends, and stops them all."""

    def __init__(self, children: Sequence[Child], *, address: tuple[str, int], say: Callable[[str], None]) -> None:
        """address: where the pages are to answer. say: prints one line for a person."""
        self._children = children
        self._address = address
        self._say = say
        self._stopping = False

    def run(self, *, when_ready: Callable[[], None]) -> None:
        """Until SIGTERM, SIGINT or SIGHUP. Raises ChildFailed where a child ends before it has begun to work."""
        before = {each: signal.signal(each, self._stop) for each in _signals()}
        try:
            for child in self._children:
                child.start()
            told = False
            while not self._stopping:
                if not told and self._answers():
                    when_ready()
                    told = True
                for child in self._children:
                    self._look_after(child)
                time.sleep(_TICK_SECONDS)
        finally:
            self._end()
            for each, handler in before.items():
                signal.signal(each, handler)

    def _stop(self, *_: Any) -> None:
        self._stopping = True

    def _look_after(self, child: Child) -> None:
        """Start it again where it has ended, after a wait that doubles while it keeps ending."""
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_again and not self._stopping:
                child.start()
            return
        status = child.process.poll()
        if status is None or self._stopping:
            return
        lived = now - child.started
        if lived < _SOUND_AFTER_SECONDS and status in (1, 2) and child.wait == _FIRST_WAIT_SECONDS:
            raise ChildFailed(f"{child.name} kom inte igång. Rätta det som står ovan och starta igen.")
        child.kill()
        wait = _FIRST_WAIT_SECONDS if lived >= _SOUND_AFTER_SECONDS else child.wait
        child.process, child.start_again, child.wait = None, now + wait, min(2 * wait, _MOST_WAIT_SECONDS)
        self._say(f"{child.name} slutade oväntat ({status}) och startas igen om {wait:g} s.")

    def _answers(self) -> bool:
        """Whether a worker answers: the server takes connections before one can."""
        connection = HTTPConnection(*self._address, timeout=1)
        try:
            connection.request("HEAD", "/static/style.css")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    def _end(self) -> None:
        for child in self._children:
            child.stop()
        before = time.monotonic() + _PATIENCE_SECONDS
        for child in self._children:
            child.ended(before=before)
            child.kill()


def _signals() -> list[signal.Signals]:
    wanted = [signal.SIGINT, signal.SIGTERM]
    return [*wanted, signal.SIGHUP] if hasattr(signal, "SIGHUP") else wanted
