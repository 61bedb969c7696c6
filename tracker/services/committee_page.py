"""Everything that a committee's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.meeting import Meeting, MeetingState
from tracker.domain.overview import kind_sums
from tracker.domain.plan import Committee, Plan
from tracker.services.finding import find_committee
from tracker.services.overview import plan_sums
from tracker.services.overview_tables import OverviewTable, overview_tables, reached_in_words
from tracker.services.plan_figures import Figures, figures
from tracker.store import committees, meetings, plans, reports, summaries
from tracker.store.opening import reading
from tracker.store.reports import OwedReport


@dataclass(frozen=True, slots=True)
class Missing:
    """What one person has not reported yet. owner "": measures that nobody answers for."""

    owner: str
    reports: tuple[OwedReport, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list: how many reports are in, of how many; whether its follow-up is frozen."""

    meeting: Meeting
    submitted: int
    owed: int
    frozen: bool
    over: bool

    @property
    def cancelled(self) -> bool:
        return self.meeting.state is MeetingState.CANCELLED


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """plans: with their figures, and how many indicators have reached their targets, "" without any.

    together: plans of one kind and year with their sums, where it has several. plan_slugs: by id.

    upcoming: the next meeting that is to be held, with who is missing for it.
    """

    committee: Committee
    plans: tuple[tuple[Plan, Figures, str], ...]
    together: tuple[OverviewTable, ...]
    upcoming: MeetingRow | None
    missing: tuple[Missing, ...]
    plan_slugs: dict[int, str]
    meetings: tuple[MeetingRow, ...]


def every_committee(db: Database) -> list[Committee]:
    """In order of name."""
    return committees.every(db)


def committee_page(db: Database, settings: Settings, slug: str, *, today: date) -> CommitteePage:
    """The page of the committee on that (Stockholm) day. Raises NotFound."""
    with reading(db):
        committee = find_committee(db, slug)
        own = plans.of_committee(db, committee.id)
        counts = reports.counts_of_committee(db, committee.id)
        frozen = summaries.frozen_meetings(db, date.min, committee.id)
        rows = [
            MeetingRow(each, *counts.get(each.id, (0, 0)), frozen=each.id in frozen, over=each.is_over(today))
            for each in meetings.of_committee(db, committee.id, settings.meetings.deadline_rule)
        ]
        upcoming = next((row for row in rows if not row.over and not row.cancelled), None)
        owed = reports.owed_to(db, upcoming.meeting.id) if upcoming else []
        found = [plan_sums(db, plan, today) for plan in own]
    sums = [each for each in kind_sums(found) if each.plans > 1]
    return CommitteePage(
        committee=committee,
        plans=tuple((each.plan, figures(each.plan, each.balance), reached_in_words(each.reached)) for each in found),
        together=overview_tables([(committee, each) for each in found], sums),
        upcoming=upcoming,
        missing=missing(owed),
        plan_slugs={plan.id: plan.slug for plan in own},
        meetings=tuple(rows),
    )


def missing(owed: Iterable[OwedReport]) -> tuple[Missing, ...]:
    """Who has not reported, by name; what nobody answers for comes first."""
    by_owner: dict[str, list[OwedReport]] = {}
    for each in owed:
        if each.submitted_at is None:
            by_owner.setdefault(each.owner, []).append(each)
    return tuple(Missing(owner, tuple(by_owner[owner])) for owner in sorted(by_owner))
