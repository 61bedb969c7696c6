"""Asked to stop in the middle of a run: it ends between two e-mails, with everything recorded."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.installation import LEASE, MORNING, Installation
from tests.mailing import NOW, composed, mail_settings, plan_mails, states
from tests.processes import running
from tests.smtp_sink import THINK, SmtpSink, Stage
from tracker.clock import standing_clock
from tracker.domain.delivery import DeliveryState
from tracker.mail.delivering import deliver_due
from tracker.mail.smtp import SmtpTransport

OWNERS = 50


def test_it_ends_between_two_mails_and_the_rest_is_as_due_as_before(database: Path, smtp_sink: SmtpSink) -> None:
    addresses = plan_mails(database, 30)

    def delivered(until: int) -> int:
        settings = mail_settings(smtp_sink)
        return deliver_due(
            database=database,
            busy_seconds=5,
            transport=SmtpTransport(settings),
            settings=settings,
            clock=standing_clock(NOW),
            compose=composed,
            stopping=lambda: len(smtp_sink.taken) >= until,
        ).sent

    assert delivered(until=7) == 7
    assert states(database) == {DeliveryState.SENT: 7, DeliveryState.PLANNED: 23}
    assert delivered(until=7) == 0
    assert delivered(until=99) == 23
    assert smtp_sink.copies() == Counter(addresses)


@pytest.mark.parametrize(
    ("command", "how"), [(("send",), signal.SIGINT), (("schedule", "--every", "60"), signal.SIGTERM)]
)
def test_a_program_that_is_asked_to_stop_finishes_the_mail_it_is_at(
    database: Path, smtp_sink: SmtpSink, command: tuple[str, ...], how: signal.Signals
) -> None:
    """The server thinks of the first mail while the signal comes."""
    installation = Installation(database, port=smtp_sink.port)
    addresses = installation.fill(OWNERS)
    smtp_sink.script(Stage.END, THINK)
    with running(*installation.words(MORNING, *command), cwd=database.parent) as process:
        assert smtp_sink.thinking.wait(30), process.said
        process.process.send_signal(how)
        smtp_sink.go_on.set()
        assert process.process.wait(30) == 0
        assert "Traceback" not in process.said
        assert "in the middle" not in process.said
    sent = installation.states().pop(DeliveryState.SENT)
    assert sent == len(smtp_sink.taken) >= 1
    assert installation.states().get(DeliveryState.PLANNED, 0) == OWNERS - sent, "nothing is held by a lease"
    assert installation.send(MORNING + LEASE).status == 0
    assert smtp_sink.copies() == Counter(addresses)
