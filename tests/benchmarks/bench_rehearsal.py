"""How long foretelling a whole year takes for 290 committees; run as python -m tests.benchmarks.bench_rehearsal.

Of the service alone, and of the whole process: tracker reminders --until 2019-12-31 --json. The issue asks for less
than a second. No judgement.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.ludvika import settings_for
from tests.many_committees import YEAR_BEGINS, YEAR_ENDS, fill
from tests.processes import ROOT
from tracker.services.foretelling import foretell_mails
from tracker.services.recipients import recipients
from tracker.store.migrating import migrate
from tracker.store.opening import opened

COMMITTEES = 290
MEETINGS = 5
ROUNDS, LIMIT = 5, 1.0


def process(*words: str) -> tuple[float, float]:
    """Seconds of wall and of CPU time that a Python process takes; its output is thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    environment = {**os.environ, "TRACKER_SECRET": "only-for-tests"}
    subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process's CPU time, with nothing collected meanwhile, as the command does it."""
    gc.disable()
    began = time.process_time()
    work()
    took = time.process_time() - began
    gc.enable()
    return took


def main() -> None:
    """Print the whole and its parts: the median of five, and the best where others use the machine."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        migrate(path)
        settings = settings_for(path)
        with opened(path) as db:
            fill(db, committee_count=COMMITTEES, meetings_each=MEETINGS)
            mails = len(foretell_mails(db, settings, now=YEAR_BEGINS, until=YEAR_ENDS).mails)
            reading = [timed(lambda: recipients(db, settings, YEAR_BEGINS.date())) for _ in range(ROUNDS)]
            whole = [
                timed(lambda: foretell_mails(db, settings, now=YEAR_BEGINS, until=YEAR_ENDS)) for _ in range(ROUNDS)
            ]
        now = ("--now", YEAR_BEGINS.isoformat())
        command = ("-m", "tracker", "--database", str(path), *now, "reminders", "--until", str(YEAR_ENDS), "--json")
        runs = [process(*command) for _ in range(ROUNDS)]
        imports = [process("-c", "import tracker.cli, tracker.commands.reminders") for _ in range(ROUNDS)]
    walls, cpus, starts = [wall for wall, _ in runs], [cpu for _, cpu in runs], [cpu for _, cpu in imports]
    sys.stdout.write(
        f"rehearsal of a year, {COMMITTEES} committees with {MEETINGS} meetings and 10 owners each, {mails} mails\n"
        f"the process: wall {_figures(walls)}, {median(walls) / LIMIT:.0%} of the {LIMIT} s that the issue allows; "
        f"CPU {_figures(cpus)}\n"
        f"of the CPU: starting and importing {median(starts) / median(cpus):.0%}, reading who owes what "
        f"{median(reading) / median(cpus):.0%}, planning {(median(whole) - median(reading)) / median(cpus):.0%}, "
        f"the rest is writing it out\n"
    )


def _figures(seconds: list[float]) -> str:
    return f"{median(seconds):.2f} s (best {min(seconds):.2f})"


if __name__ == "__main__":
    main()
