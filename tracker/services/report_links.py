"""The link in a reminder: it opens one person's form for one meeting without a password (DESIGN 5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from itsdangerous import BadSignature
from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.event import Actor, Event
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.finding import find_committee, find_meeting
from tracker.services.tokens import tokens
from tracker.store import events, links, meetings, people
from tracker.store.opening import writing

_SALT = "report-link"


class LinkRefused(Refused):
    """The link is damaged, revoked or too old. The message says what to do instead."""


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Who follows a link, and for which meeting."""

    person: Person
    meeting: Meeting


def report_token(db: Database, key: str, *, person_id: int, meeting_id: int) -> str:
    """The token of the person's link to the meeting: the same each time, until it is revoked."""
    generation = links.generation(db, person_id, meeting_id)
    return signed_report_token(key, person_id=person_id, meeting_id=meeting_id, generation=generation)


def signed_report_token(key: str, *, person_id: int, meeting_id: int, generation: int) -> str:
    """The same where the generation that holds is known already."""
    return tokens(key, _SALT).of(person_id, meeting_id, generation)


def link_holder(db: Database, key: str, token: str, *, settings: Settings, today: date) -> LinkHolder:
    """Whom the token was made for. Changes nothing (scanners follow links). Raises LinkRefused."""
    try:
        person_id, meeting_id, generation = tokens(key, _SALT).numbers(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise LinkRefused(
            _("Länken är inte hel. Öppna den igen från e-brevet, eller kopiera hela adressen.")
        ) from error
    person = people.by_id(db, person_id)
    meeting = meetings.by_id(db, meeting_id, settings.meetings.deadline_rule)
    if person is None or meeting is None or generation != links.generation(db, person_id, meeting_id):
        raise LinkRefused(_("Länken gäller inte längre. Använd länken i den senaste påminnelsen."))
    _refuse_closed(meeting, settings, today)
    if not person.is_here(today):
        raise LinkRefused(_("Länken gäller inte längre. Kontakta nämndsekreteraren."))
    return LinkHolder(person, meeting)


def own_form(db: Database, person: Person, slug: str, held_on: date, *, settings: Settings, today: date) -> LinkHolder:
    """The same form for somebody who is signed in, for as long as a link would open it. Raises NotFound, LinkRefused.

    What is hers is found by whom the measures ask, not by roles: another committee's form is there, and empty.
    """
    committee = find_committee(db, slug)
    meeting = find_meeting(db, committee.id, held_on, settings.meetings.deadline_rule)
    _refuse_closed(meeting, settings, today)
    return LinkHolder(person, meeting)


def _refuse_closed(meeting: Meeting, settings: Settings, today: date) -> None:
    if meeting.state is MeetingState.CANCELLED:
        raise LinkRefused(_("Sammanträdet är inställt, så det finns inget att återrapportera till det."))
    if today > meeting.held_on + timedelta(days=settings.reminders.link_days_after_meeting):
        raise LinkRefused(_("Länken har slutat gälla, eftersom sammanträdet är över. Kontakta nämndsekreteraren."))


def revoke_report_links(
    db: Database, person: Person, of_meetings: list[Meeting], *, actor: Actor, now: datetime
) -> None:
    """The person's links to these meetings so far stop holding; the next reminder has a new one. now: UTC."""
    with writing(db):
        for meeting in of_meetings:
            links.revoke(db, person.id, meeting.id)
            event = Event("revoke", "report_link", person.id, after={"meeting": meeting.id})
            events.insert(db, event, actor=actor, at=now)
