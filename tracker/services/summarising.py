"""The follow-up to a meeting: how the plans stand, what has changed, what is in and what is missing; freezing it."""

from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.documents.writing.kind_words import kind_words
from tracker.domain.change import Change, Difference
from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Standing
from tracker.domain.meeting import Meeting
from tracker.domain.person import Person
from tracker.domain.plan import Plan
from tracker.domain.report import ReportVersion
from tracker.domain.summary import PlanSummary, Summary, SummaryLine
from tracker.language import gettext as _
from tracker.language import speaking
from tracker.services.balances import plan_balance, standings
from tracker.services.bridging import bridge_in_words
from tracker.services.indicator_words import value_in_words
from tracker.services.municipality import default_language
from tracker.services.plan_figures import gap_figure
from tracker.services.plan_progress import progress
from tracker.services.since_last_meeting import since_last_meeting
from tracker.services.summary_tables import summary_tables
from tracker.services.sums_in_words import sums_in_words, waiting_in_words
from tracker.spoken import about, amount, long_date, value
from tracker.store import (
    committees,
    events,
    history,
    introductions,
    meetings,
    people,
    plans,
    reports,
    summaries,
    targets,
)


def build_summary(
    db: Database, settings: Settings, meeting: Meeting, *, today: date, only: Plan | None = None
) -> Summary:
    """The follow-up as it would be frozen on that (Stockholm) day; of one plan only, where one is named.

    In the municipality's language, whoever asks for it.
    """
    language = default_language(db, settings)
    committee = committees.by_id(db, meeting.committee_id)
    included = [only] if only else plans.reported_to(db, meeting.id)
    with speaking(language):
        said = tuple(_plan_summary(db, settings, plan, meeting, today) for plan in included)
    return Summary(
        committee=committee.name,
        committee_slug=committee.slug,
        held_on=meeting.held_on,
        as_of=today,
        plans=said,
        introduction="" if only else introductions.newest_text(db, meeting.id),
        language=language,
    )


def _plan_summary(db: Database, settings: Settings, plan: Plan, meeting: Meeting, today: date) -> PlanSummary:
    now = standings(db, plan, today)
    balance = plan_balance(db, plan, today, now)
    every = meetings.of_committee(db, meeting.committee_id, settings.meetings.deadline_rule)
    since = since_last_meeting(db, plan, now=now, balance=balance, meetings=every, until=meeting.held_on)
    words, of_kind = sums_in_words(plan, balance), kind_words(plan.kind)
    left, gap = gap_figure(plan, balance, words)
    waiting = waiting_in_words(plan, balance.additional)
    if gap:
        of_kind = replace(of_kind, left=left)
    if waiting:
        of_kind = replace(of_kind, sums_to=waiting, covers="")
    presupposed = targets.presuppositions(db, plan.id)
    return PlanSummary(
        slug=plan.slug,
        title=plan.title,
        the_target=_(plan.kind.the_target),
        target=words.target,
        additional=words.additional,
        coverage=words.coverage,
        gap=gap or words.gap,
        gap_change=since.gap if since else "",
        gap_low_kr=None if balance.gap is None else balance.gap.low_kr,
        gap_high_kr=None if balance.gap is None else balance.gap.high_kr,
        since=since.words if since else "",
        presupposed=tuple((each.label, amount(each.amount)) for each in presupposed),
        stated=words.stated,
        changes=tuple(_change(each) for each in since.changes) if since else (),
        lines=_lines(db, meeting, now),
        bridge=() if waiting else bridge_in_words(plan, balance, presupposed, now),
        reference=plan.reference,
        words=of_kind,
        progress=_progress(plan, now),
        tables=summary_tables(db, plan, now, today=today),
    )


def _progress(plan: Plan, now: list[Standing]) -> str:
    """How many indicators reach their targets, a sentence; "" where there is none, or the plan is summed in money."""
    counted = progress(now)
    if plan.kind.rules.in_money or not counted.indicators:
        return ""
    return _(
        "%(reached)s av %(indicators)s indikatorer når sitt mål.",
        reached=counted.at_target,
        indicators=counted.indicators,
    )


def _change(each: Difference) -> Change:
    return Change(each.measure, _(each.what), "" if each.before is None else value(each.before), value(each.after))


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
        status=_status(standing),
        forecast=_expected(standing),
        outcome=_outcome(standing),
        said=version.text if version else "",
        reported=version is not None,
        unchanged=version.unchanged if version else False,
        target=_target(standing),
    )


def _status(standing: Standing) -> str:
    """Of an indicator also whether its target is reached, or that it is not measured yet."""
    words = [_(standing.status.swedish)]
    if standing.indicator is not None:
        words.append(_(standing.indicator.reached().swedish))
    return ", ".join(words)


def _expected(standing: Standing) -> str:
    """What is expected now; where a forecast stands beside what was given, only the forecast itself."""
    expected = standing.expected if EffectKind.FORECAST in standing.rules.counts else standing.forecast
    return "" if expected is None or standing.indicator is not None else about(expected)


def _target(standing: Standing) -> str:
    """What an indicator should reach."""
    if standing.indicator is None or standing.indicator.target is None:
        return ""
    return value_in_words(standing.indicator, standing.indicator.target)


def _outcome(standing: Standing) -> str:
    if standing.indicator is not None:
        found = standing.indicator.outcome
        return "" if found is None or found.number is None else value_in_words(standing.indicator, found)
    return "" if standing.outcome is None else about(standing.outcome)


def freeze_within(
    db: Database, settings: Settings, meeting: Meeting, *, actor: Actor, now: datetime, reason: str = ""
) -> int:
    """Freeze the follow-up as it stands, as its next version; its id. Inside the caller's transaction. now: UTC.

    One that was frozen for another day of the meeting says that as its reason, where there is no other.
    """
    before = summaries.newest(db, meeting.id)
    if before is not None and before.summary.held_on != meeting.held_on and not reason:
        with speaking(default_language(db, settings)):
            was, day = long_date(before.summary.held_on), long_date(meeting.held_on)
            reason = _("Sammanträdet är flyttat från %(was)s till %(day)s.", was=was, day=day)
    summary = build_summary(db, settings, meeting, today=now.astimezone(STOCKHOLM).date())
    summary_id = summaries.insert(
        db,
        meeting_id=meeting.id,
        summary=summary,
        frozen_at=now,
        mark=history.mark(db, meeting.committee_id),
        reason=reason,
        author_id=actor.person_id,
    )
    after = {"reason": reason} if reason else None
    events.insert(db, Event("freeze", "summary", summary_id, after=after), actor=actor, at=now)
    return summary_id
