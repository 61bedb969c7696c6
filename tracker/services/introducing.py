"""The committee's introduction to a follow-up: its secretary's words before the plans, each version kept."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.event import Actor, Event
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.domain.personal_number import REFUSED, holds_personal_number
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems, too_long
from tracker.spoken import date_and_time
from tracker.store import events, introductions
from tracker.store.opening import writing

LONGEST_INTRODUCTION = 4000


def write_introduction(db: Database, meeting: Meeting, text: str, *, seen: int, author: Person, now: datetime) -> bool:
    """Save a new version, unless it says the same; whether it was new. now: UTC.

    seen: the id of the version that the author had before her, 0 for none. Raises FieldProblems ("text"), also where
    somebody else has written meanwhile: nothing is overwritten unseen.
    """
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    if len(text) > LONGEST_INTRODUCTION:
        raise FieldProblems({"text": too_long(text, LONGEST_INTRODUCTION)})
    if holds_personal_number(text):
        raise FieldProblems({"text": _(REFUSED)})
    with writing(db):
        versions = introductions.of_meeting(db, meeting.id)
        newest = versions[0] if versions else None
        if text == (newest.text if newest else ""):
            return False
        if newest is not None and newest.id != seen:
            rewritten = _(
                "%(name)s skrev om texten %(moment)s. Den står nedanför: spara igen för att ersätta den.",
                name=newest.author,
                moment=date_and_time(newest.written_at),
            )
            raise FieldProblems({"text": rewritten})
        written = introductions.insert(db, meeting_id=meeting.id, text=text, author_id=author.id, written_at=now)
        before = {"text": newest.text} if newest else None
        event = Event("write", "introduction", written, before=before, after={"text": text})
        events.insert(db, event, actor=Actor(author.id, author.name), at=now)
    return True
