"""What the secretary sees of a meeting beside what everybody sees, and what she can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.person import Person
from tracker.services.freezing import why_not_freeze
from tracker.services.leavers import leavers
from tracker.services.readers import Readers
from tracker.services.remind_now import Asked, asked_of_meeting, can_remind
from tracker.store import introductions, measure_addresses, summaries
from tracker.store.introductions import Introduction
from tracker.store.opening import reading
from tracker.store.summaries import FrozenSummary


@dataclass(frozen=True, slots=True)
class Sent:
    """How many e-mails of a follow-up's newest version are sent, on their way, and not to be sent any more."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0

    @property
    def any(self) -> bool:
        return bool(self.sent or self.waiting or self.failed)


@dataclass(frozen=True, slots=True)
class SecretaryDesk:
    """asked: whom a reminder would go to; remindable: whether one can go today.

    hindrance: why the follow-up cannot be frozen now, "" where it can. versions: as frozen, newest first. frozen: the
    newest is, for the day that the meeting is held on now.
    """

    asked: tuple[Asked, ...]
    remindable: bool
    introduction: Introduction | None
    hindrance: str
    versions: tuple[FrozenSummary, ...]
    frozen: bool
    sent: Sent
    recipients: tuple[Person, ...]
    changeable: bool

    @property
    def to_remind(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.asked if not each.today)

    @property
    def reminded_today(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.asked if each.today)

    @property
    def next_step(self) -> str:
        """The one thing that comes next: "freeze", "send", "remind" or "" for nothing."""
        if not self.changeable:
            return ""
        if self.frozen:
            return "" if self.sent.any else "send"
        if not self.hindrance:
            return "freeze"
        return "remind" if self.remindable and self.to_remind else ""


def secretary_desk(db: Database, settings: Settings, meeting: Meeting, *, today: date) -> SecretaryDesk:
    """The desk on that (Stockholm) day. changeable: the meeting is neither over nor cancelled."""
    with reading(db):
        changeable = meeting.state is MeetingState.PLANNED and not meeting.is_over(today)
        written = introductions.of_meeting(db, meeting.id)
        versions = tuple(reversed(summaries.versions(db, meeting.id)))
        mails = summaries.mails(db, meeting.id)
        return SecretaryDesk(
            asked=tuple(asked_of_meeting(db, settings, meeting, today=today)) if changeable else (),
            remindable=changeable and can_remind(meeting, today),
            introduction=written[0] if written and written[0].text else None,
            hindrance=why_not_freeze(db, meeting, today=today),
            versions=versions,
            frozen=bool(versions) and versions[0].summary.held_on == meeting.held_on,
            sent=_sent(state for version, _, state in mails if versions and version == versions[0].version),
            recipients=tuple(Readers(db).of(meeting.committee_id, today)),
            changeable=changeable,
        )


def _sent(states: Iterable[str]) -> Sent:
    known = [DeliveryState(each) for each in states]
    over = (DeliveryState.FAILED, DeliveryState.CANCELLED)
    return Sent(
        sent=known.count(DeliveryState.SENT),
        waiting=sum(not each.finished for each in known),
        failed=sum(each in over for each in known),
    )


@dataclass(frozen=True, slots=True)
class Orphan:
    """A measure whose owner leaves: plan and number for its address, and the days of the meetings it is due to."""

    measure: str
    plan_slug: str
    number: str
    due: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class CommitteeLeaver:
    """Somebody who leaves, and the measures that she would leave behind in the committee."""

    person: Person
    orphans: tuple[Orphan, ...]


def committee_leavers(db: Database, settings: Settings, committee_id: int, *, today: date) -> list[CommitteeLeaver]:
    """Those whose last day is known and who own measures of the committee that are due after it."""
    with reading(db):
        found = [each for each in leavers(db, settings, today) if each.committee_id == committee_id]
        where = measure_addresses.addresses(db, (each.measure_id for leaver in found for each in leaver.open_reports))
    listed = []
    for leaver in found:
        by_measure: dict[int, list[date]] = {}
        names: dict[int, str] = {}
        for each in leaver.open_reports:
            by_measure.setdefault(each.measure_id, []).append(each.held_on)
            names[each.measure_id] = each.measure
        orphans = tuple(
            Orphan(names[each], *where.get(each, ("", "")), due=tuple(due)) for each, due in by_measure.items()
        )
        listed.append(CommitteeLeaver(leaver.person, orphans))
    return listed
