"""Every e-mail that would go out until a date: reminders, what is missing, and the committees' follow-ups."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM, day_and_month
from tracker.domain.delivery import DeliveryState, MessageKind
from tracker.domain.person import Person, Role
from tracker.services.recipients import Recipients, recipients
from tracker.services.reminding import Foretold, foretell
from tracker.store import deliveries, meetings, people, plans, summaries
from tracker.store.opening import reading

# As summarising.summary_recipients, which asks anew for each meeting.
_READERS = (Role.MEMBER, Role.SECRETARY)
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
    mails = [
        *foretell(db, settings, now=now, until=until, owed_today=owed_today),
        *_waiting(db, now, until),
        *_coming_summaries(db, settings, now=now, until=until),
    ]
    return sorted(mails, key=lambda each: (each.at, each.message, each.address))


def _waiting(db: Database, now: datetime, until: date) -> Iterator[Foretold]:
    """What lies in the ledger and has not left: follow-ups that are frozen, changed days, and who leaves.

    Reminders are not among it: they are planned anew at each poll, and foretold by reminding.foretell.
    """
    waiting = (DeliveryState.PLANNED, DeliveryState.DEFERRED)
    for each in deliveries.all_deliveries(db, states=waiting, limit=_MOST_WAITING):
        at = max(each.next_attempt_at, now)
        if each.message in _LISTED and at.astimezone(STOCKHOLM).date() <= until:
            yield Foretold(at, each.message, each.name, each.address, each.reason)


def _coming_summaries(db: Database, settings: Settings, *, now: datetime, until: date) -> Iterator[Foretold]:
    ladder = settings.reminders.ladder
    today = now.astimezone(STOCKHOLM).date()
    dispatched = summaries.dispatched_meetings(db)
    readers = _readers(db)
    for meeting in meetings.from_date(db, today, settings.meetings.deadline_rule):
        send_on = max(meeting.dispatch_on, ladder.next_slot(now))
        at = max(ladder.instant(send_on).astimezone(UTC), now)
        too_late = send_on > min(until, meeting.held_on)
        if meeting.id in dispatched or too_late or not plans.reported_to(db, meeting.id):
            continue
        why = f"Uppföljningen till sammanträdet {day_and_month(meeting.held_on)}"
        for person in (readers[None] | readers[meeting.committee_id]).values():
            if person.is_here(send_on):
                yield Foretold(at, MessageKind.SUMMARY, person.name, person.email, why)


def _readers(db: Database) -> dict[int | None, dict[int, Person]]:
    """Who gets each committee's follow-up, by id; under None, who gets every one's. Read once for all the meetings."""
    found: dict[int | None, dict[int, Person]] = defaultdict(dict)
    for role in _READERS:
        for committee_id, person in people.with_role(db, role):
            found[committee_id][person.id] = person
    return found


def _unreachable(settings: Settings, found: Recipients, until: date) -> tuple[Unreachable, ...]:
    """Measures whose reports to a meeting that is being reminded about by then reach nobody."""
    ladder = settings.reminders.ladder
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for each in found.unreachable:
        meeting = found.meetings[each.meeting_id]
        if ladder.opens_on(meeting.report_deadline) <= until:
            days[each.plan, each.measure].append(meeting.held_on)
    return tuple(Unreachable(plan, measure, tuple(held)) for (plan, measure), held in days.items())
