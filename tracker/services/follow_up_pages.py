"""Everything that the pages show on which the secretary introduces, freezes and sends a follow-up."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.domain.plan import Committee
from tracker.domain.summary import Summary
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.finding import find_committee, find_meeting
from tracker.services.freezing import why_not_freeze
from tracker.services.readers import Readers
from tracker.services.summarising import build_summary
from tracker.store import introductions, summaries
from tracker.store.introductions import Introduction
from tracker.store.opening import reading
from tracker.store.summaries import FrozenSummary


@dataclass(frozen=True, slots=True)
class IntroductionPage:
    """The introduction to a meeting's follow-up. versions: newest first. frozen: a follow-up without this text is."""

    committee: Committee
    meeting: Meeting
    versions: tuple[Introduction, ...]
    frozen: bool

    @property
    def text(self) -> str:
        return self.versions[0].text if self.versions else ""

    @property
    def seen(self) -> int:
        return self.versions[0].id if self.versions else 0


@dataclass(frozen=True, slots=True)
class FreezingPage:
    """The follow-up as it would be frozen now, and the newest that is."""

    committee: Committee
    meeting: Meeting
    summary: Summary
    newest: FrozenSummary | None


@dataclass(frozen=True, slots=True)
class SendingPage:
    """The follow-up that would be sent, and to whom."""

    committee: Committee
    meeting: Meeting
    newest: FrozenSummary
    recipients: tuple[Person, ...]


def introduction_page(db: Database, settings: Settings, slug: str, held_on: date) -> IntroductionPage:
    """Raises NotFound."""
    with reading(db):
        committee, meeting = _found(db, settings, slug, held_on)
        versions = introductions.of_meeting(db, meeting.id)
        return IntroductionPage(committee, meeting, tuple(versions), summaries.in_force(db, meeting) is not None)


def freezing_page(db: Database, settings: Settings, slug: str, held_on: date, *, today: date) -> FreezingPage:
    """Raises NotFound, and Refused where it cannot be frozen on that (Stockholm) day."""
    with reading(db):
        committee, meeting = _found(db, settings, slug, held_on)
        newest = summaries.in_force(db, meeting)
        why = why_not_freeze(db, meeting, today=today)
        if why and newest is None:
            raise Refused(why)
        return FreezingPage(committee, meeting, build_summary(db, settings, meeting, today=today), newest)


def sending_page(db: Database, settings: Settings, slug: str, held_on: date, *, today: date) -> SendingPage:
    """Raises NotFound, and Refused where nothing is frozen."""
    with reading(db):
        committee, meeting = _found(db, settings, slug, held_on)
        newest = summaries.in_force(db, meeting)
        if newest is None:
            raise Refused(_("Uppföljningen är inte fryst än. Frys den först."))
        return SendingPage(committee, meeting, newest, tuple(Readers(db).of(committee.id, today)))


def _found(db: Database, settings: Settings, slug: str, held_on: date) -> tuple[Committee, Meeting]:
    committee = find_committee(db, slug)
    return committee, find_meeting(db, committee.id, held_on, settings.meetings.deadline_rule)
