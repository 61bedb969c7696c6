"""Every e-mail that would go out until a date: reminders, what is missing, follow-ups, changed days, and who leaves."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.services.calendar_rehearsal import CalendarRehearsal
from tracker.services.leavers import leaver_of, wanted_letters
from tracker.services.readers import Readers
from tracker.services.recipients import Recipients, recipients
from tracker.services.rehearsing import Foretold, Stretch, foretold_reminders, rehearse
from tracker.services.summary_mails import stale_mails, summary_reason, without_mail
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
    today = now.astimezone(STOCKHOLM).date()
    readers = Readers(db)
    calendar = CalendarRehearsal(db, settings, today, now=now, until=until)
    stale_summaries = stale_mails(db, settings, readers, today)
    stale = {*stale_summaries, *calendar.stale}
    mails = [
        *_waiting(db, settings, stale, now=now, until=until),
        *_coming_summaries(db, settings, readers, stale_summaries, now=now, until=until),
    ]
    told: set[str] = set()
    for stretch in rehearse(db, settings, now=now, until=until, owed_today=owed_today):
        mails += foretold_reminders(settings, stretch, now=now)
        mails += _leaver_letters(db, settings, stretch, told, until)
        mails += (each for each in calendar.letters(stretch) if each.at.astimezone(STOCKHOLM).date() <= until)
    return sorted(mails, key=lambda each: (each.at, each.message, each.address))


def _waiting(
    db: Database, settings: Settings, stale: Collection[int], *, now: datetime, until: date
) -> Iterator[Foretold]:
    """What lies in the ledger and has not left: follow-ups that are frozen, changed days, and who leaves.

    Reminders are not among it: they are planned anew at each poll, and rehearsed. stale: what will not leave.
    """
    waiting = (DeliveryState.PLANNED, DeliveryState.DEFERRED)
    for each in deliveries.all_deliveries(db, states=waiting, limit=_MOST_WAITING):
        at = max(each.next_attempt_at, now)
        day = at.astimezone(STOCKHOLM).date()
        if each.message not in _LISTED or each.id in stale or day > until:
            continue
        if each.message is MessageKind.LEAVER and leaver_of(db, settings, each, day) is None:
            continue
        yield Foretold(at, each.message, each.name, each.address, each.reason)


def _leaver_letters(
    db: Database, settings: Settings, stretch: Stretch, told: set[str], until: date
) -> Iterator[Foretold]:
    """Those that are new in the stretch. told: the keys of those before, to which these are added."""
    for _, new in wanted_letters(db, settings, now=stretch.moment):
        if new.key not in told and not deliveries.has_key(db, new.key):
            told.add(new.key)
            if new.send_after.astimezone(STOCKHOLM).date() <= until:
                person = stretch.owed.people[new.person_id]
                yield Foretold(new.send_after, new.message, person.name, new.address, new.reason)


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
