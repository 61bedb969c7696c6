"""Real scheduler processes: several at once, stopped for weeks, beside a server that is down or a locked database."""

import signal
import sqlite3
import time
from collections import Counter
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.installation import DEADLINE, MORNING, Installation
from tests.faults.program import set_clock
from tests.faults.scheduling import EVERY, has_looked, polling, reached_once, scheduler
from tests.processes import free_port, running, wait_until
from tests.smtp_sink import SmtpSink, running_sink
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.workdays import shift_working_days
from tracker.store import deliveries
from tracker.store.opening import opened


@pytest.mark.parametrize("number", [2, 5])
def test_several_at_once_send_nothing_twice_and_one_is_active(
    database: Path, smtp_sink: SmtpSink, tmp_path: Path, number: int
) -> None:
    installation = Installation(database, port=smtp_sink.port)
    addresses = installation.fill(200)
    with ExitStack() as stack:
        started = [
            stack.enter_context(running(*installation.words(MORNING, *EVERY), cwd=tmp_path)) for _ in range(number)
        ]
        wait_until(reached_once(smtp_sink, addresses), lambda: "".join(each.said for each in started))
        wait_until(lambda: all("polling" in each.said or "waiting" in each.said for each in started), lambda: "mute")
        # The others each take their turn when the one before is killed, and find nothing to do.
        for turn in range(number):
            (holder,) = polling(started)
            assert holder.end(signal.SIGKILL) == -signal.SIGKILL
            if turn < number - 1:
                wait_until(lambda: bool(polling(started)), lambda: "".join(each.said for each in started))
    assert smtp_sink.copies() == Counter(addresses)
    assert smtp_sink.connections == 1


def test_stopped_for_three_weeks_in_the_middle_of_a_run(database: Path, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    """Some have had the first step; three weeks later everybody gets the latest one that applies, and no other."""
    installation = Installation(database, port=smtp_sink.port)
    addresses = installation.fill(200)
    clock = tmp_path / "clock"
    with scheduler(installation, clock, MORNING) as process:
        wait_until(lambda: len(smtp_sink.taken) > 20, lambda: process.said)
        process.process.send_signal(signal.SIGSTOP)
        begun = len(smtp_sink.taken)
        three_weeks_later = MORNING + timedelta(weeks=3)
        set_clock(clock, three_weeks_later)
        process.process.send_signal(signal.SIGCONT)
        wait_until(lambda: set(smtp_sink.copies()) >= set(addresses), lambda: process.said)
        wait_until(has_looked(installation, three_weeks_later + timedelta(seconds=1)), lambda: process.said)
        assert process.end(signal.SIGTERM) == 0
    assert begun < len(addresses), "it was stopped in the middle"
    with opened(database) as db:
        steps = db.execute(
            "SELECT r.step, count(*) AS count FROM reminder r JOIN delivery d ON d.id = r.delivery_id"
            " WHERE r.audience = 'owner' AND d.state = 'sent' AND d.finished_at >= ? GROUP BY r.step",
            (three_weeks_later.strftime("%Y-%m-%dT%H:%M:%SZ"),),
        ).fetchall()
        kinds = Counter(each.message for each in deliveries.all_deliveries(db, states=(DeliveryState.SENT,)))
    sent = {row["step"]: row["count"] for row in steps}
    assert sent.pop(-10, 0) <= 2, "the one that was under way, and the one before it, which is recorded meanwhile"
    assert sent == {1: 200}
    assert kinds[MessageKind.ESCALATION] == 40, "twenty managers and twenty secretaries, once"


def test_a_server_down_through_the_whole_day_and_back(database: Path, tmp_path: Path) -> None:
    """Nobody is lost; the ledger says all day why; when it is back everybody gets one mail."""
    port = free_port()
    installation = Installation(database, port=port)
    addresses = installation.fill(100)
    clock = tmp_path / "clock"
    with scheduler(installation, clock, MORNING) as process:
        for hour in range(0, 16, 3):
            at = MORNING + timedelta(hours=hour)
            set_clock(clock, at)
            wait_until(has_looked(installation, at), lambda: process.said)
        with opened(database) as db:
            waiting = deliveries.all_deliveries(db)
        assert [each.state for each in waiting] == [DeliveryState.PLANNED] * 100
        assert all("tar inte emot anslutningar" in each.words for each in waiting)
        with running_sink(port=port) as sink:
            set_clock(clock, MORNING + timedelta(days=1))
            wait_until(reached_once(sink, addresses), lambda: process.said)
            wait_until(lambda: installation.states() == {DeliveryState.SENT: 100}, lambda: process.said)
        assert process.end(signal.SIGTERM) == 0
    assert process.said.count("tar inte emot anslutningar") == 1, "the same error again and again is said once"


def test_a_server_down_until_it_is_too_late(database: Path, tmp_path: Path) -> None:
    """The ledger says whom and why not."""
    installation = Installation(database, port=free_port())
    addresses = installation.fill(20)
    clock = tmp_path / "clock"
    with scheduler(installation, clock, MORNING) as process:
        for day in (shift_working_days(DEADLINE, 1), shift_working_days(DEADLINE, 8)):
            at = datetime.combine(day, MORNING.timetz())
            set_clock(clock, at)
            wait_until(has_looked(installation, at), lambda: process.said)
        assert process.end(signal.SIGTERM) == 0
    with opened(database) as db:
        failed = deliveries.all_deliveries(db, states=(DeliveryState.FAILED,))
    assert {each.address for each in failed} >= set(addresses)
    assert all("tar inte emot anslutningar" in each.words for each in failed)


def test_locked_by_another_for_thrice_the_busy_time(database: Path, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    """The one-off command says so in one line; the scheduler goes on when the lock is gone, and nobody gets two."""
    installation = Installation(database, port=smtp_sink.port, busy_seconds=1)
    addresses = installation.fill(200)
    clock = tmp_path / "clock"
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "upptagen" in installation.send(MORNING).refused()
        other.rollback()
        with scheduler(installation, clock, MORNING) as process:
            wait_until(lambda: len(smtp_sink.taken) > 20, lambda: process.said)
            other.execute("BEGIN IMMEDIATE")
            time.sleep(3)  # The fault itself: there is nothing to wait for while it lasts.
            assert len(smtp_sink.taken) < len(addresses)
            other.rollback()
            wait_until(reached_once(smtp_sink, addresses), lambda: process.said)
            assert process.end(signal.SIGTERM) == 0
    assert smtp_sink.copies() == Counter(addresses)
