"""A big day against raw smtplib: 2 900 owners planned, written, sent: python -m tests.benchmarks.bench_send.

Before and after each run the same mails, as they were kept the first time, are sent by plain smtplib over one
connection to the same sink; the share is of the mean of the two. No judgement. The issue asks for 70 %.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks.bench_mail import raw, resident_megabytes, sink_process
from tests.ludvika import noon, settings_for
from tests.many_committees import FIRST_MEETING, fill
from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.workdays import shift_working_days
from tracker.services.reminding import plan_due
from tracker.services.sending import send_due
from tracker.store import deliveries, sent_copies
from tracker.store.migrating import migrate
from tracker.store.opening import opened

COMMITTEES, ROUNDS = 290, 5
Mails = list[tuple[str, bytes]]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall and of CPU time of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def big_day(path: Path, port: int, *, step: int) -> tuple[Settings, Clock, int, float]:
    """A new database on the day of a step of the ladder; how many mails are planned, and the seconds it took."""
    migrate(path)
    settings = settings_for(path, smtp_port=port)
    deadline = shift_working_days(FIRST_MEETING, -settings.meetings.report_days_before)
    clock = noon(shift_working_days(deadline, step))
    with opened(path) as db:
        fill(db, committee_count=COMMITTEES, same_day=True)
        began = time.perf_counter()
        planned = plan_due(db, settings, now=clock.now()).planned
        return settings, clock, planned, time.perf_counter() - began


def send(settings: Settings, clock: Clock, planned: int) -> None:
    """All of it."""
    result = send_due(settings, clock)
    assert result.tally.sent == planned, result


def written(port: int, *, step: int) -> Mails:
    """The mails of the day, as they are kept once sent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        settings, clock, planned, _ = big_day(path, port, step=step)
        send(settings, clock, planned)
        with opened(path) as db:
            copies = [
                (each.address, sent_copies.sent_copy(db, each.id))
                for each in deliveries.all_deliveries(db, limit=planned)
            ]
    return [(address, copy.content) for address, copy in copies if copy is not None]


def round_of(port: int, mails: Mails, *, step: int) -> float:
    """Print one round; the share of raw smtplib that sending reaches."""
    with tempfile.TemporaryDirectory() as folder:
        settings, clock, planned, planning = big_day(Path(folder) / "tracker.sqlite", port, step=step)
        memory = resident_megabytes()
        first, _ = timed(lambda: raw(port, mails))
        sending, sending_cpu = timed(lambda: send(settings, clock, planned))
        second, raw_cpu = timed(lambda: raw(port, mails))
    plain = (first + second) / 2
    sys.stdout.write(
        f"step {step}: {planned} mails of {sum(len(content) for _, content in mails) // planned} bytes: planning "
        f"{planning:.2f} s; sending {planned / sending:.0f}/s, raw smtplib {planned / first:.0f} and "
        f"{planned / second:.0f}/s: {plain / sending:.0%}; CPU of each mail {sending_cpu / planned * 1e6:.0f} µs, raw "
        f"{raw_cpu / planned * 1e6:.0f}; peak memory {memory} -> {resident_megabytes()} MB\n"
    )
    sys.stdout.flush()
    return plain / sending


def main() -> None:
    """The first step, whose mails carry a calendar file, and a later one."""
    with sink_process() as port:
        for step in (-10, -3):
            mails = written(port, step=step)
            shares = [round_of(port, mails, step=step) for _ in range(ROUNDS)]
            sys.stdout.write(f"step {step}: median share of raw smtplib {median(shares):.0%}\n")


if __name__ == "__main__":
    main()
