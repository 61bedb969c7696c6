"""Killed at any point, or several at once on one database: nobody is left out, hardly anybody written to twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.mailing import plan_mails, states
from tests.smtp_sink import SmtpSink
from tracker.domain.delivery import DeliveryState

KILLS = int(os.environ.get("TRACKER_KILLS", "10"))
OWNERS = 29 * KILLS if KILLS >= 100 else 300


def ready_deliverer(database: Path, sink: SmtpSink, *, hours_later: int = 0) -> subprocess.Popen[bytes]:
    """A process of its own that is about to deliver what is due, and waits for begin()."""
    command = [sys.executable, "-m", "tests.faults.deliverer", str(database), str(sink.port), str(hours_later)]
    process = subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def begin(process: subprocess.Popen[bytes]) -> None:
    """Let it go."""
    assert process.stdin is not None
    process.stdin.write(b"\n")


def ended(process: subprocess.Popen[bytes]) -> int:
    """Its exit status."""
    process.communicate(timeout=120)
    return process.returncode


def wait_for(process: subprocess.Popen[bytes], sink: SmtpSink, taken: int) -> None:
    """Until the server has taken so many in all, or the process has ended."""
    deadline = time.monotonic() + 60
    while len(sink.taken) < taken and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.0005)


def test_killed_at_random_points(database: Path, smtp_sink: SmtpSink, capsys: pytest.CaptureFixture[str]) -> None:
    addresses = plan_mails(database, OWNERS, now=datetime.now(UTC).replace(microsecond=0))
    seed = random.randrange(10**6)  # noqa: S311 (no secret)
    chance = random.Random(seed)  # noqa: S311 (no secret)
    kills = 0
    for number in range(KILLS):
        left = OWNERS - len(smtp_sink.copies())
        process = ready_deliverer(database, smtp_sink, hours_later=number)
        begin(process)
        wait_for(process, smtp_sink, len(smtp_sink.taken) + chance.randint(1, max(1, 2 * left // (KILLS - number + 1))))
        time.sleep(chance.random() * 0.003)
        process.kill()
        kills += ended(process) == -signal.SIGKILL
    last = ready_deliverer(database, smtp_sink, hours_later=KILLS)
    begin(last)
    assert ended(last) == 0

    copies = smtp_sink.copies()
    missing = [address for address in addresses if not copies[address]]
    repeated = copies.total() - len(copies)
    with capsys.disabled():
        print(f"\n{OWNERS} owners, {kills} kills (seed {seed}): {len(missing)} missing, {repeated} repeated")  # noqa: T201
    assert missing == []
    assert repeated <= kills
    distinct = {(each.recipient, each.message_id, each.content) for each in smtp_sink.taken}
    assert len(distinct) == OWNERS, "a repeated mail is the same to the byte"
    assert states(database) == {DeliveryState.SENT: OWNERS}
    assert kills >= KILLS / 2, "the runs were long enough to be killed"


@pytest.mark.parametrize("number", [2, 5])
def test_several_at_once_send_nothing_twice(database: Path, smtp_sink: SmtpSink, number: int) -> None:
    addresses = plan_mails(database, 300, now=datetime.now(UTC).replace(microsecond=0))
    processes = [ready_deliverer(database, smtp_sink) for _ in range(number)]
    for process in processes:
        begin(process)
    assert [ended(process) for process in processes] == [0] * number
    assert smtp_sink.copies() == Counter(addresses)
    assert smtp_sink.connections > 1, "more than one took part"
