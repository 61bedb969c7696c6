"""A process that delivers what is due: python -m tests.faults.deliverer DATABASE PORT HOURS_LATER.

It says when it is ready, begins when it is sent a line, and ends when nothing is due.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.mailing import composed, mail_settings
from tracker.clock import Clock
from tracker.mail.delivering import deliver_due
from tracker.mail.smtp import SmtpTransport


def main(database: str, port: str, hours_later: str) -> None:
    """Deliver once, by a clock that goes as the machine's and stands some hours ahead of it."""
    settings = mail_settings(host="127.0.0.1", port=int(port))
    later = timedelta(hours=int(hours_later))
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    deliver_due(
        database=Path(database),
        busy_seconds=20,
        transport=SmtpTransport(settings),
        settings=settings,
        clock=Clock(lambda: datetime.now(UTC) + later),
        compose=composed,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
