"""Reading what came back: delivery reports into the ledger, beside the deliveries that they are about."""

import logging
import time
from datetime import datetime, timedelta

from sqlite_utils import Database

from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.bounce import Bounce, Position
from tracker.domain.event import PROGRAM, Event
from tracker.domain.words import in_swedish
from tracker.errors import TrackerError
from tracker.mail.bounces.opening import bounce_box
from tracker.mail.bounces.report import bounces_in
from tracker.store import bounces, events
from tracker.store.opening import opened, writing

# Sending waits for the reading: so many time-outs are spent on it at most.
_MOST_TIMEOUTS = 4
_log = logging.getLogger("tracker.mail")


def read_bounces(settings: Settings, clock: Clock) -> int:
    """Read the configured mailbox, at most every bounces.every_minutes; how many bounces were new.

    A delivery that came back stays sent: that it was sent is true. A mailbox that cannot be read is told in the log and
    in bounces.reading_fault, and raises nothing: reminders go out all the same. Each report is recorded before it is
    marked as read, so that a crash between the two reads it again, which changes nothing. Raises DatabaseUnusable.
    """
    if not settings.bounces.configured:
        return 0
    every = timedelta(minutes=settings.bounces.every_minutes)
    with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db:
        with writing(db):
            position = bounces.begin_reading(db, now=clock.now(), every=every)
        if position is None:
            return 0
        reading = _Reading(db, clock, position)
        fault = reading.read(settings)
        with writing(db):
            bounces.end_reading(db, reading.position, fault=fault)
    _log.log(logging.WARNING if fault else logging.INFO, "bounces: new=%d%s", reading.new, fault and f" fault: {fault}")
    return reading.new


class _Reading:
    """One reading of the mailbox: how far it has come, and how many bounces were new."""

    def __init__(self, db: Database, clock: Clock, position: Position) -> None:
        self._db, self._clock = db, clock
        self.position = position
        self.new = 0

    def read(self, settings: Settings) -> str:
        """Read what is unread; why that ended early, in Swedish, "" where it did not."""
        timeout = settings.mail.timeout_seconds
        until = time.monotonic() + _MOST_TIMEOUTS * timeout
        try:
            with bounce_box(settings.bounces, timeout=timeout) as box:
                for mail in box.unread(self.position):
                    # A list, not any(): each of a report's bounces is recorded.
                    if True in [self._recorded(each, self._clock.now()) for each in bounces_in(mail.content)]:
                        mail.mark_read()
                    self.position = mail.position
                    if time.monotonic() > until:
                        break
        except TrackerError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 (whatever a mailbox does, it never stops sending)
            return in_swedish(f"Oväntat fel när studsar lästes ({type(error).__name__}).")
        return ""

    def _recorded(self, bounce: Bounce, now: datetime) -> bool:
        """Whether it is about a delivery of ours, and therefore in the ledger now."""
        with writing(self._db):
            about = bounces.delivery_about(self._db, bounce.message_id)
            if about is None:
                return False
            delivery_id, address = about
            # Where the mail was passed on, it is the address it was passed on to that does not work.
            forwarded = bounce.recipient and bounce.recipient.casefold() != address.casefold()
            words = f"{bounce.recipient}: {bounce.words}" if forwarded else bounce.words
            if bounces.insert(self._db, delivery_id, bounce, words=words, read_at=now):
                after = {"permanent": bounce.permanent, "status": bounce.status}
                events.insert(self._db, Event("bounce", "delivery", delivery_id, after=after), actor=PROGRAM, at=now)
                self.new += 1
        return True
