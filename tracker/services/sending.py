"""What the clock does: freeze what is to be frozen, plan what is due, and deliver it (DESIGN 4)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.clock import Clock
from tracker.config import Settings
from tracker.domain.workdays import is_working_day
from tracker.language import SWEDISH, speaking
from tracker.mail.delivering import Tally, deliver_due
from tracker.mail.outgoing import outgoing
from tracker.secret import signing_key
from tracker.services.bouncing import read_bounces
from tracker.services.calendar_letters import plan_calendar_letters
from tracker.services.composing import Composer
from tracker.services.dispatching import dispatch_due
from tracker.services.leavers import plan_leaver_letters
from tracker.services.municipality import with_own_name
from tracker.services.reminding import plan_due
from tracker.services.sign_in_letters import plan_sign_in_letters
from tracker.store import deliveries
from tracker.store.opening import opened


@dataclass(frozen=True, slots=True)
class SendResult:
    """What one run did. planned and cancelled: letters in the ledger; frozen: follow-ups; tally: e-mails.

    bounced: what had come back since the last time.
    """

    planned: int
    cancelled: int
    frozen: int
    tally: Tally
    bounced: int = 0

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return self == SendResult(0, 0, 0, Tally())


def send_due(settings: Settings, clock: Clock, *, stopping: Callable[[], bool] = lambda: False) -> SendResult:
    """Read what has come back, then plan and deliver once what is due now. On a day off only links to sign in with.

    What the ledger keeps is Swedish, whoever moved the clock; each letter is in its reader's language.

    stopping: asked between two e-mails; where it says so the run ends there, with everything recorded.
    Safe to run twice, and in two processes at once. Raises DatabaseUnusable and ConfigError; a mail server that cannot
    be reached is told in tally.stopped_by, and everything stays due.
    """
    with speaking(SWEDISH):
        return _send_due(settings, clock, stopping)


def _send_due(settings: Settings, clock: Clock, stopping: Callable[[], bool]) -> SendResult:
    bounced = read_bounces(settings, clock)
    now, key = clock.now(), signing_key(settings)
    with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db:
        # First, so that what came too late says why, rather than that it no longer applies.
        given_up = deliveries.give_up(db, now=now)
        links = plan_sign_in_letters(db, settings, key, now=now)
        dispatched = dispatch_due(db, settings, now=now)
        told = plan_leaver_letters(db, settings, now=now)
        replanned = plan_due(db, settings, now=now)
        calendar = plan_calendar_letters(db, settings, now=now)
        named = with_own_name(db, settings)
    tally = deliver_due(
        database=settings.database.path,
        busy_seconds=settings.database.busy_seconds,
        transport=outgoing(settings.mail, mailbox=mailbox_folder(settings)),
        settings=settings.mail,
        clock=clock,
        compose=Composer(named, clock, key),
        only_urgent=not is_working_day(clock.today()),
        stopping=stopping,
    )
    planned = replanned.planned + told + calendar.planned + links
    cancelled = dispatched.cancelled + replanned.cancelled + calendar.cancelled
    return SendResult(planned, cancelled, dispatched.frozen, replace(tally, failed=tally.failed + given_up), bounced)


def mailbox_folder(settings: Settings) -> Path:
    """Where the built-in mailbox keeps its e-mails: beside the database."""
    return Path(f"{settings.database.path}.mailbox")
