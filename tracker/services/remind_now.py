"""A reminder that the secretary asks for: to each who owes something to a meeting, at most one per person and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM, day_and_month
from tracker.domain.delivery import DeliveryState, MessageKind, NewDelivery
from tracker.domain.event import Actor, Event
from tracker.domain.ladder import Audience
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.domain.words import in_swedish
from tracker.domain.workdays import is_working_day
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.calendar_notes import note_in_reminder
from tracker.services.recipients import Recipients, recipients
from tracker.services.reminding import due_now, reports_carried
from tracker.store import deliveries, events, reminders, reminders_asked
from tracker.store.opening import writing
from tracker.store.reports import Outstanding

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who owes something to a meeting. last: when (UTC) and how her newest reminder of it went, or None.

    today: she gets, or has had, a reminder today, of this or another meeting.
    """

    person: Person
    owes: tuple[Outstanding, ...]
    last: tuple[datetime, DeliveryState] | None
    today: bool


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whom a reminder goes to, and who has had or is to get one today already; both in order of name."""

    sent_to: tuple[Person, ...]
    already: tuple[Person, ...]


def asked_of_meeting(db: Database, settings: Settings, meeting: Meeting, *, today: date) -> list[Asked]:
    """Those whom a reminder of the meeting would go to on that (Stockholm) day, in order of name."""
    owed = recipients(db, settings, today)
    last = reminders_asked.last_reminders(db, meeting.id)
    return [
        Asked(person, tuple(owes), last.get(person.id), reminders_asked.is_in_ledger(db, _key(person, today)))
        for person, owes in _owing(owed, meeting)
    ]


def can_remind(meeting: Meeting, today: date) -> bool:
    """Whether reminders of the meeting go out on that day: on working days, until it is over."""
    return is_working_day(today) and not meeting.is_over(today)


def remind_now(db: Database, settings: Settings, meeting: Meeting, *, actor: Actor, now: datetime) -> Reminded:
    """Put a reminder in the ledger for each who owes something to the meeting and gets none today. now: UTC.

    It takes the place of the ladder's for the day, under the same key. Raises Refused on a day off, and once the
    meeting is over.
    """
    today = now.astimezone(STOCKHOLM).date()
    if not can_remind(meeting, today):
        raise Refused(_("Påminnelser går bara ut på arbetsdagar, fram till sammanträdet."))
    sent_to, already = [], []
    with writing(db):
        owed = recipients(db, settings, today)
        due = due_now(db, settings, owed, now=now)
        for person, owes in _owing(owed, meeting):
            delivery_id = _plan(db, settings, meeting, person, len(owes), actor=actor, now=now)
            if delivery_id is None:
                already.append(person)
                continue
            sent_to.append(person)
            reminders_asked.insert(db, delivery_id=delivery_id, meeting_id=meeting.id, asked_by_id=actor.person_id)
            steps = due.get(person.id, [])
            for each in steps:
                reminders.put(db, each.key, delivery_id=delivery_id, reports=reports_carried(each, owed))
            for of in {each.id: each for each in (meeting, *(step.meeting for step in steps))}.values():
                note_in_reminder(db, of, delivery_id=delivery_id, person_id=person.id, today=today)
        if sent_to:
            after = {"people": [each.id for each in sent_to]}
            events.insert(db, Event("remind now", "meeting", meeting.id, after=after), actor=actor, at=now)
    return Reminded(tuple(sent_to), tuple(already))


def _owing(owed: Recipients, meeting: Meeting) -> list[tuple[Person, list[Outstanding]]]:
    found = [
        (owed.people[person_id], by_meeting[meeting.id])
        for (person_id, audience), by_meeting in owed.owed.items()
        if audience is Audience.OWNER and meeting.id in by_meeting
    ]
    return sorted(found, key=lambda each: (each[0].name, each[0].id))


def _plan(
    db: Database, settings: Settings, meeting: Meeting, person: Person, count: int, *, actor: Actor, now: datetime
) -> int | None:
    today = now.astimezone(STOCKHOLM).date()
    what = in_swedish("återrapport" if count == 1 else "återrapporter")
    day = day_and_month(meeting.held_on)
    new = NewDelivery(
        key=_key(person, today),
        message=MessageKind.REMINDER,
        person_id=person.id,
        address=person.email,
        reason=in_swedish(f"{actor.name} bad om en påminnelse: {count} {what} till sammanträdet {day}"),
        send_after=now,
        give_up_at=datetime.combine(meeting.held_on + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC),
    )
    return deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now)


def _key(person: Person, today: date) -> str:
    """As the ladder's own (services/reminding.py), so that nobody gets two in a day."""
    return f"{MessageKind.REMINDER}:{person.id}:{today.isoformat()}"


def reminded_in_words(reminded: Reminded) -> str:
    """To whom it went and who had one already, as a sentence or two.

    >>> anna = Person(1, "Anna", "a@x.example")
    >>> reminded_in_words(Reminded((anna,), (Person(2, "Bo", "b@x.example"),)))
    'En påminnelse går till Anna. Bo har redan fått en i dag.'
    >>> reminded_in_words(Reminded((), ()))
    'Allt har kommit in, så det finns ingen att påminna.'
    """
    sentences = []
    if reminded.sent_to:
        sentences.append(_("En påminnelse går till %(names)s.", names=_names(reminded.sent_to)))
    if reminded.already:
        sentences.append(_("%(names)s har redan fått en i dag.", names=_names(reminded.already)))
    return " ".join(sentences) or _("Allt har kommit in, så det finns ingen att påminna.")


def _names(people: Sequence[Person]) -> str:
    named = [each.name for each in people[:_NAMED]]
    if len(people) > _NAMED:
        return _("%(names)s och %(count)s till", names=", ".join(named), count=len(people) - _NAMED)
    if len(named) > 1:
        return _("%(names)s och %(last)s", names=", ".join(named[:-1]), last=named[-1])
    return named[0]
