"""The follow-up to a meeting: how the plans stand, what has changed, what is in and what is missing; freezing it."""

from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM, day_and_month
from tracker.domain.delivery import MessageKind, NewDelivery
from tracker.domain.event import PROGRAM, Actor, Event
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person, Role
from tracker.domain.plan import Plan
from tracker.domain.report import ReportVersion
from tracker.domain.summary import PlanSummary, Summary, SummaryLine
from tracker.services.balances import plan_balance, standings
from tracker.services.bridging import bridge_in_words
from tracker.services.since_last_meeting import since_last_meeting
from tracker.services.sums_in_words import sums_in_words
from tracker.store import (
    committees,
    deliveries,
    events,
    introductions,
    meetings,
    people,
    plans,
    reports,
    summaries,
    targets,
)
from tracker.store.opening import writing


def build_summary(
    db: Database, settings: Settings, meeting: Meeting, *, today: date, only: Plan | None = None
) -> Summary:
    """The follow-up as it would be frozen on that (Stockholm) day; of one plan only, where one is named."""
    committee = committees.by_id(db, meeting.committee_id)
    included = [only] if only else plans.reported_to(db, meeting.id)
    return Summary(
        committee=committee.name,
        committee_slug=committee.slug,
        held_on=meeting.held_on,
        as_of=today,
        plans=tuple(_plan_summary(db, settings, plan, meeting, today) for plan in included),
        introduction="" if only else introductions.newest_text(db, meeting.id),
    )


def _plan_summary(db: Database, settings: Settings, plan: Plan, meeting: Meeting, today: date) -> PlanSummary:
    now = standings(db, plan, today)
    balance = plan_balance(db, plan, today, now)
    every = meetings.of_committee(db, meeting.committee_id, settings.meetings.deadline_rule)
    since = since_last_meeting(db, plan, now=now, balance=balance, meetings=every, until=meeting.held_on)
    words = sums_in_words(plan, balance)
    presupposed = targets.presuppositions(db, plan.id)
    return PlanSummary(
        slug=plan.slug,
        title=plan.title,
        the_target=plan.kind.the_target,
        target=words.target,
        additional=words.additional,
        coverage=words.coverage,
        gap=words.gap,
        gap_change=since.gap if since else "",
        gap_low_kr=None if balance.gap is None else balance.gap.low_kr,
        gap_high_kr=None if balance.gap is None else balance.gap.high_kr,
        since=since.words if since else "",
        presupposed=tuple((each.label, str(each.amount)) for each in presupposed),
        stated=words.stated,
        changes=since.changes if since else (),
        lines=_lines(db, meeting, now),
        bridge=bridge_in_words(plan, balance, presupposed, now),
        reference=plan.reference,
    )


def _lines(db: Database, meeting: Meeting, now: list[Standing]) -> tuple[SummaryLine, ...]:
    owed = {report.measure_id for report in reports.of_meeting(db, meeting.id)}
    versions = reports.newest_versions(db, meeting.id)
    owners = people.by_ids(db, (s.measure.owner_id for s in now if s.measure.owner_id is not None))
    return tuple(
        _line(standing, versions.get(standing.measure.id), owners)
        for standing in now
        if standing.measure.id in owed and (standing.status.counts or standing.measure.id in versions)
    )


def _line(standing: Standing, version: ReportVersion | None, owners: dict[int, Person]) -> SummaryLine:
    owner = owners.get(standing.measure.owner_id or 0)
    return SummaryLine(
        measure=standing.measure.name,
        owner=owner.name if owner else "",
        status=standing.status.swedish,
        forecast="" if standing.expected is None else standing.expected.as_written,
        outcome="" if standing.outcome is None else standing.outcome.as_written,
        said=version.text if version else "",
        reported=version is not None,
        unchanged=version.unchanged if version else False,
    )


def freeze_due(db: Database, settings: Settings, *, now: datetime) -> int:
    """Freeze the follow-up of every meeting whose dispatch is due and plan its mails; returns how many were frozen.

    now: UTC. A meeting that is over, or to which nothing is reported, gets none. One that somebody has frozen and not
    sent is sent as she froze it. In one transaction of its own.
    """
    today = now.astimezone(STOCKHOLM).date()
    frozen = 0
    with writing(db):
        dispatched = summaries.dispatched_meetings(db)
        for meeting in meetings.from_date(db, today, settings.meetings.deadline_rule):
            due = settings.reminders.ladder.instant(meeting.dispatch_on) <= now
            if not due or meeting.id in dispatched:
                continue
            newest = summaries.newest(db, meeting.id)
            if newest is None and plans.reported_to(db, meeting.id):
                summary_id = freeze_within(db, settings, meeting, actor=PROGRAM, now=now)
                frozen += 1
            elif newest is not None:
                summary_id = newest.id
            else:
                continue
            plan_summary_mails(db, settings, meeting, summary_id, now=now)
    return frozen


def freeze_within(
    db: Database, settings: Settings, meeting: Meeting, *, actor: Actor, now: datetime, reason: str = ""
) -> int:
    """Freeze the follow-up as it stands, as its next version; its id. Inside the caller's transaction. now: UTC."""
    summary = build_summary(db, settings, meeting, today=now.astimezone(STOCKHOLM).date())
    summary_id = summaries.insert(
        db, meeting_id=meeting.id, summary=summary, frozen_at=now, reason=reason, author_id=actor.person_id
    )
    after = {"reason": reason} if reason else None
    events.insert(db, Event("freeze", "summary", summary_id, after=after), actor=actor, at=now)
    return summary_id


def plan_summary_mails(db: Database, settings: Settings, meeting: Meeting, summary_id: int, *, now: datetime) -> int:
    """An e-mail of that version to each who gets it, once; how many were new. Inside the caller's transaction.

    They leave at the day's time, or at once where that has passed; never on a day off (DESIGN 4.2 and 4.7).
    """
    today = now.astimezone(STOCKHOLM).date()
    ladder = settings.reminders.ladder
    slot = ladder.instant(ladder.next_slot(now)).astimezone(UTC)
    planned = 0
    for person in summary_recipients(db, meeting.committee_id, today):
        new = NewDelivery(
            key=f"summary:{summary_id}:{person.id}",
            message=MessageKind.SUMMARY,
            person_id=person.id,
            address=person.email,
            reason=f"Uppföljningen till sammanträdet {day_and_month(meeting.held_on)}",
            send_after=max(now, slot),
            give_up_at=datetime.combine(meeting.held_on + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC),
            summary_id=summary_id,
        )
        planned += deliveries.plan(db, new, sender_address=settings.mail.sender_address, now=now) is not None
    return planned


def summary_recipients(db: Database, committee_id: int, today: date) -> list[Person]:
    """The committee's members and secretaries who are here on that (Stockholm) day, each once, in order of name."""
    found = {
        person.id: person
        for role in (Role.MEMBER, Role.SECRETARY)
        for for_committee, person in people.with_role(db, role)
        if for_committee in (None, committee_id) and person.is_here(today)
    }
    return sorted(found.values(), key=lambda person: (person.name, person.id))
