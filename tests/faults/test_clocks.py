"""Clocks that are wrong or put right: set back and forward in the middle of a run, and both clock changes of a year."""

import signal
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.faults.installation import MORNING, Installation
from tests.faults.program import set_clock
from tests.faults.scheduling import has_looked, reached_once, scheduler
from tests.ludvika import settings_for
from tests.many_committees import fill
from tests.processes import wait_until
from tests.smtp_sink import SmtpSink
from tracker.clock import standing_clock
from tracker.domain.dates import STOCKHOLM
from tracker.services.foretelling import foretell_mails
from tracker.services.sending import send_due
from tracker.store.opening import opened

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NEW_YEAR = datetime(2019, 1, 1, tzinfo=UTC)
CHANGES = (date(2019, 3, 31), date(2019, 10, 27))


@pytest.mark.parametrize("leap", [-DAY, DAY, -HOUR, HOUR], ids=["a day back", "a day on", "an hour back", "an hour on"])
def test_the_clock_is_set_while_mail_goes_out(
    database: Path, smtp_sink: SmtpSink, tmp_path: Path, leap: timedelta
) -> None:
    """And put right a little later: everybody has one mail, whatever the clock said when it went."""
    installation = Installation(database, port=smtp_sink.port)
    addresses = installation.fill(200)
    clock = tmp_path / "clock"
    with scheduler(installation, clock, MORNING) as process:
        wait_until(lambda: len(smtp_sink.taken) > 20, lambda: process.said)
        set_clock(clock, MORNING + leap)
        wait_until(has_looked(installation, MORNING + leap), lambda: process.said)
        set_clock(clock, MORNING + HOUR * 2)
        wait_until(reached_once(smtp_sink, addresses), lambda: process.said)
        wait_until(has_looked(installation, MORNING + HOUR * 2), lambda: process.said)
        assert process.end(signal.SIGTERM) == 0
    assert smtp_sink.copies() == Counter(addresses)


def test_a_year_at_half_past_two_with_both_clock_changes(database: Path, smtp_sink: SmtpSink) -> None:
    """02.30 is at 00.30 UTC in summer and 01.30 in winter: every mail goes at the minute that was foretold, once."""
    settings = settings_for(database, smtp_port=smtp_sink.port)
    reminders = settings.reminders.model_copy(update={"send_at": time(2, 30)})
    settings = settings.model_copy(update={"reminders": reminders})
    with opened(database) as db:
        # Meetings every week, so that steps fall on the days around both changes.
        fill(db, committee_count=1, owners_each=1, meetings_each=49, between=timedelta(days=7))
        foretold = foretell_mails(db, settings, now=NEW_YEAR, until=date(2019, 12, 31)).mails
    sent: list[tuple[datetime, str]] = []
    for day in range(365):
        near = any(abs((NEW_YEAR + day * DAY).date() - change) < timedelta(days=5) for change in CHANGES)
        for minutes in (29, 30, 31, 89, 90, 91) if near else (30, 90):
            at = NEW_YEAR + day * DAY + timedelta(minutes=minutes)
            before = len(smtp_sink.taken)
            send_due(settings, standing_clock(at))
            sent += [(at, each.recipient) for each in smtp_sink.taken[before:]]
    assert Counter(sent) == Counter((each.at, each.address) for each in foretold)
    days = {at.astimezone(STOCKHOLM).date() for at, _ in sent}
    assert all({change - 2 * DAY, change + DAY} & days for change in CHANGES), "on the working days around them"
    assert {at.astimezone(STOCKHOLM).time() for at, _ in sent} == {time(2, 30)}
