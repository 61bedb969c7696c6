"""The program as processes: started for a test, waited for, and ended whatever happens."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 30.0


class Running:
    """A tracker command that runs for long. said: what it has written so far, both streams together."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self._lines.extend(iter(self.process.stdout.readline, ""))

    @property
    def said(self) -> str:
        return "".join(self._lines)

    def wait_for(self, words: str) -> None:
        """Until it has said so."""
        wait_until(lambda: words in self.said, lambda: f"{words!r} not in:\n{self.said}")

    def end(self, how: signal.Signals) -> int:
        """Send a signal and wait; the exit status."""
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        return status

    def be_gone(self) -> None:
        """End it whatever it is doing, gently first: its children hold our end of the pipe until they are gone too."""
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self._reader.join(PATIENCE_SECONDS)


@contextmanager
def running(*words: str | Path, cwd: Path, module: str = "tracker") -> Iterator[Running]:
    """Start python -m tracker (or another module that runs it); kill it and its children afterwards."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    with subprocess.Popen(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        program = Running(process)
        try:
            yield program
        finally:
            program.be_gone()


def wait_until(holds: Callable[[], bool], words: Callable[[], str]) -> None:
    """Poll with a bound. words: said where it never comes to hold."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, words()
        time.sleep(0.02)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def children_of(pid: int) -> set[int]:
    """Every process that a process has started, and those that they have (Linux)."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(stat[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in {pid, *found}} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run; a process that has ended and is not waited for yet does not."""
    running_still = set()
    for pid in pids:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                running_still.add(pid)
    return running_still
