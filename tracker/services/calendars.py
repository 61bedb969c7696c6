"""Report deadlines in people's own calendars: the file in a reminder, and the feed behind a secret address."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from itsdangerous import BadSignature
from sqlite_utils import Database

from tracker.config import Settings
from tracker.documents.writing.calendar_file import (
    Method,
    Occasion,
    Sender,
    calendar_file,
    deadline_occasion,
    meeting_occasion,
)
from tracker.domain.appointment import Appointment
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.ladder import Audience
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.person import Person
from tracker.domain.plan import Committee
from tracker.language import gettext as _
from tracker.language import speaking
from tracker.mail.message import Attachment
from tracker.services.calendar_notes import appointment
from tracker.services.recipients import recipients
from tracker.services.report_links import LinkRefused, report_token
from tracker.services.tokens import tokens
from tracker.store import calendars, committees, events, meetings, people
from tracker.store.opening import writing

_SALT = "calendar-feed"
_MEETINGS_STAY = timedelta(days=92)


def deadline_file(
    settings: Settings,
    said: Appointment,
    *,
    person_id: int,
    meeting_id: int,
    sequence: int,
    committee: str,
    url: str,
    stamp: datetime,
) -> Attachment:
    """The file for one person's last day to one meeting; it cancels where it is cancelled. stamp: UTC."""
    sender = sender_of(settings)
    occasion = deadline_occasion(
        sender=sender,
        person_id=person_id,
        meeting_id=meeting_id,
        sequence=sequence,
        committee=committee,
        held_on=said.held_on,
        report_deadline=said.report_deadline,
        url=url,
        cancelled=said.cancelled,
    )
    method = Method.CANCEL if said.cancelled else Method.PUBLISH
    return Attachment(
        f"aterrapport-{said.held_on}.ics",
        f"text/calendar; method={method}; charset=utf-8",
        calendar_file([occasion], method=method, sender=sender, stamp=stamp),
    )


def feed_token(db: Database, key: str, person_id: int) -> str:
    """The token of the person's feed: the same each time, until it is revoked."""
    return tokens(key, _SALT).of(person_id, calendars.feed_generation(db, person_id))


def feed_url(settings: Settings, key: str, person_id: int, *, generation: int) -> str:
    """The secret address of the person's feed, of the generation that holds."""
    return f"{settings.site.base_url}/calendar/{tokens(key, _SALT).of(person_id, generation)}.ics"


def own_feed_url(db: Database, settings: Settings, key: str, person_id: int) -> str:
    """The secret address of the person's feed that holds now."""
    return feed_url(settings, key, person_id, generation=calendars.feed_generation(db, person_id))


def feed_holder(db: Database, key: str, token: str, *, today: date) -> Person:
    """Whose feed it is. Raises LinkRefused."""
    try:
        person_id, generation = tokens(key, _SALT).numbers(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise LinkRefused(
            _("Adressen till kalendern är inte hel. Kopiera hela adressen från en påminnelse igen.")
        ) from error
    person = people.by_id(db, person_id)
    if person is None or not person.is_here(today) or generation != calendars.feed_generation(db, person_id):
        raise LinkRefused(_("Kalendern har fått en ny adress eller är avslutad. Använd adressen i nästa påminnelse."))
    return person


def revoke_feed(db: Database, person: Person, *, actor: Actor, now: datetime) -> None:
    """Every address of the person's feed so far stops holding; the next reminder has a new one. now: UTC."""
    with writing(db):
        calendars.revoke_feed(db, person.id)
        events.insert(db, Event("revoke", "calendar_feed", person.id), actor=actor, at=now)


def feed(db: Database, settings: Settings, person: Person, *, key: str, today: date) -> bytes:
    """The person's calendar: the last days of what she has left to report, and her committees' meetings.

    In her language; the same bytes all (Stockholm) day while nothing changes.
    """
    with speaking(settings.site.language_for(person.language)):
        return _feed(db, settings, person, key=key, today=today)


def _feed(db: Database, settings: Settings, person: Person, *, key: str, today: date) -> bytes:
    owed = recipients(db, settings, today)
    mine = [owed.meetings[each] for each in owed.owed.get((person.id, Audience.OWNER), {})]
    of_person = {*calendars.committees_of(db, person.id), *(meeting.committee_id for meeting in mine)}
    known = {each: committees.by_id(db, each) for each in of_person}
    occasions = [
        _deadline(db, settings, person, meeting, committee=known[meeting.committee_id].name, key=key)
        for meeting in mine
    ]
    occasions += meeting_occasions(db, settings, list(known.values()), today - _MEETINGS_STAY)
    stamp = datetime.combine(today, time(), STOCKHOLM).astimezone(UTC)
    return calendar_file(occasions, method=Method.PUBLISH, sender=sender_of(settings), stamp=stamp, name="Återrapport")


def _deadline(
    db: Database, settings: Settings, person: Person, meeting: Meeting, *, committee: str, key: str
) -> Occasion:
    """Under the SEQUENCE that a file has said it with, or would say it with."""
    told = calendars.told(db, person.id, meeting.id)
    same = told is not None and told.appointment.says_same(appointment(meeting))
    return deadline_occasion(
        sender=sender_of(settings),
        person_id=person.id,
        meeting_id=meeting.id,
        sequence=told.sequence if told and same else calendars.next_sequence(db, person.id, meeting.id),
        committee=committee,
        held_on=meeting.held_on,
        report_deadline=meeting.report_deadline,
        url=f"{settings.site.base_url}/reports/{report_token(db, key, person_id=person.id, meeting_id=meeting.id)}",
    )


def meeting_occasions(db: Database, settings: Settings, of_committees: list[Committee], first: date) -> list[Occasion]:
    """The committees' meetings from a day on, cancelled ones as such."""
    held = [
        (committee, meeting)
        for committee in of_committees
        for meeting in meetings.of_committee(db, committee.id, settings.meetings.deadline_rule)
        if meeting.held_on >= first
    ]
    changed = calendars.meeting_changes(db, (meeting.id for _, meeting in held))
    return [
        meeting_occasion(
            sender=sender_of(settings),
            meeting_id=meeting.id,
            sequence=changed.get(meeting.id, 0),
            committee=committee.name,
            held_on=meeting.held_on,
            report_deadline=meeting.report_deadline,
            dispatch_on=meeting.dispatch_on,
            url=f"{settings.site.base_url}/committees/{committee.slug}/meetings/{meeting.held_on}",
            cancelled=meeting.state is MeetingState.CANCELLED,
        )
        for committee, meeting in held
    ]


def sender_of(settings: Settings) -> Sender:
    return _sender(settings.mail.sender_name, settings.mail.sender_address)


@lru_cache(maxsize=4)
def _sender(name: str, address: str) -> Sender:
    local, _, domain = address.rpartition("@")
    return Sender(name, f"{local}@{domain.encode('idna').decode('ascii')}")
