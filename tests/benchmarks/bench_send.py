"""A big day against raw smtplib: 2 900 owners planned, written, sent: python -m tests.benchmarks.bench_send.

The same mails, as they were kept, are then sent by plain smtplib over one connection to the same sink. No judgement.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.bench_mail import raw, resident_megabytes, sink_process
from tests.ludvika import noon, settings_for
from tests.many_committees import FIRST_MEETING, fill
from tracker.domain.workdays import shift_working_days
from tracker.services.reminding import plan_due
from tracker.services.sending import send_due
from tracker.store import deliveries
from tracker.store.migrating import migrate
from tracker.store.opening import opened

COMMITTEES, ROUNDS = 290, 5


def round_of(port: int, *, step: int) -> float:
    """Print one round, on the day of a step of the ladder; the share of raw smtplib that sending reaches."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.sqlite"
        migrate(path)
        settings = settings_for(path, smtp_port=port)
        deadline = shift_working_days(FIRST_MEETING, -settings.meetings.report_days_before)
        clock = noon(shift_working_days(deadline, step))
        with opened(path) as db:
            fill(db, committee_count=COMMITTEES, same_day=True)
            began = time.perf_counter()
            planned = plan_due(db, settings, now=clock.now()).planned
            planning = time.perf_counter() - began
        before = resident_megabytes()
        began = time.perf_counter()
        result = send_due(settings, clock)
        sending = time.perf_counter() - began
        assert result.tally.sent == planned, result
        with opened(path) as db:
            messages = [
                (each.address, copy.content)
                for each in deliveries.all_deliveries(db, limit=planned)
                if (copy := deliveries.sent_copy(db, each.id)) is not None
            ]
        began = time.perf_counter()
        raw(port, messages)
        plain = time.perf_counter() - began
    sys.stdout.write(
        f"step {step}: {planned} mails of {sum(len(content) for _, content in messages) // planned} bytes: planning "
        f"{planning:.2f} s; sending {planned / sending:.0f}/s, raw smtplib {planned / plain:.0f}/s: "
        f"{plain / sending:.0%}; peak memory {before} -> {resident_megabytes()} MB\n"
    )
    sys.stdout.flush()
    return plain / sending


def main() -> None:
    """The first step, whose mails carry a calendar file, and a later one."""
    with sink_process() as port:
        for step in (-10, -3):
            shares = [round_of(port, step=step) for _ in range(ROUNDS)]
            sys.stdout.write(f"step {step}: median share of raw smtplib {median(shares):.0%}\n")


if __name__ == "__main__":
    main()
