"""Everything that a meeting's page shows, and its frozen follow-up."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.plan import Committee, Plan
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.committee_page import Missing, missing
from tracker.services.finding import find_committee, find_meeting, refuse_moved
from tracker.services.report_marks import Mark, MeetingMarks
from tracker.services.unreached import Unreached, unreached
from tracker.store import plans, reports, summaries
from tracker.store.opening import reading
from tracker.store.reports import OwedReport
from tracker.store.summaries import FrozenSummary


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """One plan's reports to the meeting, in the document's order."""

    plan: Plan
    reports: tuple[tuple[OwedReport, Mark], ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """submitted and owed: how many reports. frozen_at: when the follow-up was frozen (UTC), None before that.

    frozen_for: the day of the meeting as it was then; another one where it has been moved since.
    unreached: the committee's people whom no mail reaches, until the meeting is over.
    """

    committee: Committee
    meeting: Meeting
    plans: tuple[MeetingPlan, ...]
    plan_slugs: dict[int, str]
    missing: tuple[Missing, ...]
    submitted: int
    owed: int
    frozen_at: datetime | None
    frozen_for: date | None
    over: bool
    unreached: tuple[Unreached, ...]

    @property
    def cancelled(self) -> bool:
        return self.meeting.state is MeetingState.CANCELLED


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """A follow-up as it was frozen, with the names that its plans have in addresses. versions: all, oldest first.

    held_on: the day of the meeting as it is now, which its address has.
    """

    committee: Committee
    held_on: date
    frozen: FrozenSummary
    versions: tuple[FrozenSummary, ...]

    @property
    def is_newest(self) -> bool:
        return self.frozen.version == self.versions[-1].version


def meeting_page(db: Database, settings: Settings, slug: str, held_on: date, *, today: date) -> MeetingPage:
    """The page of the committee's meeting on held_on, as it stands today (Stockholm). Raises NotFound."""
    with reading(db):
        committee = find_committee(db, slug)
        meeting = find_meeting(db, committee.id, held_on, settings.meetings.deadline_rule)
        owed = reports.owed_to(db, meeting.id)
        reported = plans.reported_to(db, meeting.id)
        frozen = summaries.newest(db, meeting.id)
        nobody_reaches = [] if meeting.is_over(today) else unreached(db, committee.id, today=today)
    marks = MeetingMarks([meeting], settings.reminders.ladder, today)
    return MeetingPage(
        committee=committee,
        meeting=meeting,
        plans=tuple(MeetingPlan(plan, _of_plan(plan, owed, marks, meeting)) for plan in reported),
        plan_slugs={plan.id: plan.slug for plan in reported},
        missing=missing(owed),
        submitted=sum(each.submitted_at is not None for each in owed),
        owed=len(owed),
        frozen_at=frozen.frozen_at if frozen else None,
        frozen_for=frozen.summary.held_on if frozen else None,
        over=meeting.is_over(today),
        unreached=tuple(nobody_reaches),
    )


def summary_page(
    db: Database, settings: Settings, slug: str, held_on: date, *, version: int | None = None
) -> SummaryPage:
    """A frozen follow-up to the committee's meeting on held_on: that version, else the newest. Raises NotFound."""
    committee = find_committee(db, slug)
    meeting = find_meeting(db, committee.id, held_on, settings.meetings.deadline_rule)
    versions = summaries.versions(db, meeting.id)
    if not versions:
        refuse_moved(db, committee.id, held_on)
        raise NotFound(_("Uppföljningen till det här sammanträdet är inte klar än. Den görs på utskicksdagen."))
    wanted = versions[-1].version if version is None else version
    frozen = next((each for each in versions if each.version == wanted), None)
    if frozen is None:
        raise NotFound(
            _(
                "Uppföljningen har ingen version %(version)s. Den senaste är version %(newest)s.",
                version=version,
                newest=versions[-1].version,
            )
        )
    return SummaryPage(committee, meeting.held_on, frozen, tuple(versions))


def _of_plan(
    plan: Plan, owed: list[OwedReport], marks: MeetingMarks, meeting: Meeting
) -> tuple[tuple[OwedReport, Mark], ...]:
    return tuple(
        (each, marks.mark(meeting.id, each.submitted_at is not None)) for each in owed if each.plan_id == plan.id
    )
