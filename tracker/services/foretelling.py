"""Every e-mail that would go out until a date: reminders, what is missing, and the committees' follow-ups."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.services.dispatching import stale_mails, summary_reason, without_mail
from tracker.services.readers import Readers
from tracker.services.recipients import Recipients, recipients
from tracker.services.reminding import Foretold, foretell
from tracker.store import deliveries, meetings, plans, summaries
from tracker.store.opening import reading

_LISTED = (MessageKind.SUMMARY, MessageKind.CALENDAR, MessageKind.LEAVER)
_MOST_WAITING = 1_000_000


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A measure that nobody would be asked about, and the meetings that it is to be reported to."""

    plan: str
    measure: str
    meetings: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ForetoldMails:
    """In order of time and recipient."""

    mails: tuple[Foretold, ...]
    unreachable: tuple[Unreachable, ...]


def foretell_mails(db: Database, settings: Settings, *, now: datetime, until: date) -> ForetoldMails:
    """From now until the end of a (Stockholm) date, as if nobody reported in between; changes nothing. now: UTC."""
    with reading(db):
        owed = recipients(db, settings, now.astimezone(STOCKHOLM).date())
        mails = foretell_within(db, settings, now=now, until=until, owed_today=owed)
        unreachable = _unreachable(settings, owed, until)
    return ForetoldMails(tuple(mails), unreachable)


def foretell_within(
    db: Database, settings: Settings, *, now: datetime, until: date, owed_today: Recipients | None = None
) -> list[Foretold]:
    """The same e-mails, in the same order, inside the caller's transaction."""
    readers = Readers(db)
    stale = stale_mails(db, settings, readers, now.astimezone(STOCKHOLM).date())
    mails = [
        *foretell(db, settings, now=now, until=until, owed_today=owed_today),
        *_waiting(db, now, until, stale),
        *_coming_summaries(db, settings, readers, stale, now=now, until=until),
    ]
    return sorted(mails, key=lambda each: (each.at, each.message, each.address))


def _waiting(db: Database, now: datetime, until: date, stale: Collection[int]) -> Iterator[Foretold]:
    """What lies in the ledger and has not left: follow-ups that are frozen, changed days, and who leaves.

    Reminders are not among it: they are planned anew at each poll, and foretold by reminding.foretell.
    """
    waiting = (DeliveryState.PLANNED, DeliveryState.DEFERRED)
    for each in deliveries.all_deliveries(db, states=waiting, limit=_MOST_WAITING):
        at = max(each.next_attempt_at, now)
        if each.message in _LISTED and each.id not in stale and at.astimezone(STOCKHOLM).date() <= until:
            yield Foretold(at, each.message, each.name, each.address, each.reason)


def _coming_summaries(
    db: Database, settings: Settings, readers: Readers, stale: Collection[int], *, now: datetime, until: date
) -> Iterator[Foretold]:
    """As dispatching.dispatch_due will plan them."""
    ladder = settings.reminders.ladder
    today = now.astimezone(STOCKHOLM).date()
    known = summaries.standings(db, today)
    for meeting in meetings.from_date(db, today, settings.meetings.deadline_rule):
        mailed_id = known[meeting.id].mailed_id if meeting.id in known else None
        send_on = ladder.next_slot(now) if mailed_id else max(meeting.dispatch_on, ladder.next_slot(now))
        if send_on > min(until, meeting.held_on) or not plans.reported_to(db, meeting.id):
            continue
        if mailed_id:
            found = [person for person, _ in without_mail(db, meeting, mailed_id, readers, today, stale=stale)]
        else:
            found = readers.of(meeting.committee_id, send_on)
        at = max(ladder.instant(send_on).astimezone(UTC), now)
        for person in found:
            yield Foretold(at, MessageKind.SUMMARY, person.name, person.email, summary_reason(meeting))


def _unreachable(settings: Settings, found: Recipients, until: date) -> tuple[Unreachable, ...]:
    """Measures whose reports to a meeting that is being reminded about by then reach nobody."""
    ladder = settings.reminders.ladder
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for each in found.unreachable:
        meeting = found.meetings[each.meeting_id]
        if ladder.opens_on(meeting.report_deadline) <= until:
            days[each.plan, each.measure].append(meeting.held_on)
    return tuple(Unreachable(plan, measure, tuple(held)) for (plan, measure), held in days.items())
