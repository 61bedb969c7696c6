"""A committee's meetings with their deadlines and dispatch dates, as a file for anybody's calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.documents.writing.calendar_file import Method, Occasion, calendar_file
from tracker.domain.dates import STOCKHOLM
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.plan import Committee
from tracker.language import gettext as _
from tracker.services.calendars import meeting_occasions, sender_of
from tracker.spoken import full_date, long_date
from tracker.store import calendars, meetings

_STAY = timedelta(days=366)


def committee_calendar(db: Database, settings: Settings, committee: Committee, *, today: date) -> bytes:
    """The meetings of the last year and those to come. The same bytes all (Stockholm) day while nothing changes."""
    first = today - _STAY
    occasions = meeting_occasions(db, settings, [committee], first)
    held = [
        each
        for each in meetings.of_committee(db, committee.id, settings.meetings.deadline_rule)
        if each.held_on >= first
    ]
    changed = calendars.meeting_changes(db, (each.id for each in held))
    for meeting in held:
        occasions += _leading_up(settings, committee, meeting, changed.get(meeting.id, 0))
    stamp = datetime.combine(today, time(), STOCKHOLM).astimezone(UTC)
    name = _("Sammanträden %(committee)s", committee=committee.name)
    return calendar_file(occasions, method=Method.PUBLISH, sender=sender_of(settings), stamp=stamp, name=name)


def _leading_up(settings: Settings, committee: Committee, meeting: Meeting, sequence: int) -> Iterator[Occasion]:
    """The two days before a meeting that somebody has to keep."""
    cancelled = meeting.state is MeetingState.CANCELLED
    named = {"committee": committee.name, "day": long_date(meeting.held_on)}
    for key, summary, day in (
        ("manusstopp", _("Manusstopp %(committee)s %(day)s", **named), meeting.report_deadline),
        ("utskick", _("Utskick %(committee)s %(day)s", **named), meeting.dispatch_on),
    ):
        yield Occasion(
            uid=f"{key}-{meeting.id}@{sender_of(settings).domain}",
            sequence=sequence,
            day=day,
            summary=_("Inställt: %(what)s", what=summary) if cancelled else summary,
            description=_("Inför sammanträdet %(day)s.", day=full_date(meeting.held_on)),
            url=f"{settings.site.base_url}/committees/{committee.slug}/meetings/{meeting.held_on}",
            cancelled=cancelled,
        )
