"""The program by a clock that can be set: python -m tests.faults.program CLOCKFILE WORDS...

The file holds the seconds that the clock stands ahead of the machine's; it is read at every look at the clock, so that
a test can set it back or forward while the program runs.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tracker.clock
from tracker.clock import Clock


def set_clock(file: Path, instant: datetime) -> None:
    """From now on it is that instant, and goes on from there."""
    unfinished = file.with_suffix(".new")
    unfinished.write_text(str((instant - datetime.now(UTC)).total_seconds()), encoding="utf-8")
    unfinished.replace(file)


def read_clock(file: Path) -> datetime:
    """What a process that goes by the file would say."""
    return datetime.now(UTC) + timedelta(seconds=float(file.read_text(encoding="utf-8")))


def main(file: str, *words: str) -> None:
    """Run a command line."""
    clock = Clock(lambda: read_clock(Path(file)))
    # Before any other module of the program has taken it: it is the machine's clock that is wrong, not the program.
    tracker.clock.system_clock = lambda: clock
    from tracker.cli import main as tracker_main  # noqa: PLC0415

    tracker_main(words)


if __name__ == "__main__":
    main(*sys.argv[1:])
