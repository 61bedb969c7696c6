"""The owner's form: what stands in its fields, and what it says when all is in."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.indicator import Measured
from tracker.domain.measure import Standing
from tracker.domain.money import NO_BREAK_SPACE, Unit
from tracker.domain.plan import Committee, Plan
from tracker.domain.report import ReportVersion
from tracker.domain.written_amount import UnreadableAmount, parse_amount
from tracker.language import gettext as _
from tracker.language import spoken
from tracker.services.balances import plan_balance, standings
from tracker.services.plan_figures import gap_figure
from tracker.services.plan_progress import progress
from tracker.services.report_fields import ReportField, figures_known, figures_said, report_fields
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import OFFERED_STATUSES, Answer, DueReport, due_reports
from tracker.services.since_last_meeting import since_last_meeting
from tracker.services.sums_in_words import sums_in_words
from tracker.spoken import about
from tracker.store import committees, meetings, summaries
from tracker.store.opening import reading


@dataclass(frozen=True, slots=True)
class FormItem:
    """One measure on the form. shown: what stands in its fields before anything is typed. locked: it stays as it is."""

    due: DueReport
    shown: Answer
    locked: bool

    @property
    def id(self) -> int:
        return self.due.report_id

    @property
    def fields(self) -> dict[str, ReportField]:
        return report_fields(self.due)

    @property
    def figures_known(self) -> tuple[str, ...]:
        """Of an indicator none: they stand at its field."""
        if self.due.standing.indicator is not None:
            return ()
        return figures_known(self.due.plan, self.due.standing)

    def figures_said(self, version: ReportVersion) -> tuple[str, ...]:
        return figures_said(self.due.plan, self.due.standing, version)


@dataclass(frozen=True, slots=True)
class PlanSums:
    """A plan's figures now and as the committee last saw them: what each is called, what it is, and what it was.

    before "" where that is not told. moved: how the gap has moved, a sentence.
    """

    plan: Plan
    facts: tuple[tuple[str, str, str], ...]
    moved: str


@dataclass(frozen=True, slots=True)
class ReportForm:
    """All that one person owes one meeting. frozen: the follow-up is, so what is in can no longer be changed."""

    holder: LinkHolder
    committee: Committee
    items: tuple[FormItem, ...]
    frozen: bool
    sums: tuple[PlanSums, ...]

    @property
    def outstanding(self) -> tuple[FormItem, ...]:
        return tuple(item for item in self.items if item.due.submitted is None)

    @property
    def open_items(self) -> tuple[FormItem, ...]:
        return tuple(item for item in self.items if not item.locked)

    @property
    def all_in(self) -> bool:
        return bool(self.items) and not self.outstanding

    def unchanged(self) -> dict[int, Answer]:
        """ "No change" for everything that has not been reported (DESIGN 5)."""
        return {item.id: Answer(unchanged=True) for item in self.outstanding}

    def taken_back(self) -> list[int]:
        """The reports that are in, to be taken back together."""
        return [item.id for item in self.items if item.due.submitted is not None]

    def changed(self, answers: dict[int, Answer]) -> dict[int, Answer]:
        """Of the answers those that say something: a report that is in already and left as it was is no correction."""
        left = {item.id: item.shown for item in self.items if item.due.submitted is not None}
        return {report_id: answer for report_id, answer in answers.items() if _tidy(answer) != left.get(report_id)}


def report_form(db: Database, settings: Settings, holder: LinkHolder, *, today: date) -> ReportForm:
    """The form of a link's holder on that (Stockholm) day."""
    with reading(db):
        due = due_reports(db, holder, today)
        frozen = summaries.in_force(db, holder.meeting) is not None
        return ReportForm(
            holder=holder,
            committee=committees.by_id(db, holder.meeting.committee_id),
            items=tuple(FormItem(each, _shown(each), frozen and each.submitted is not None) for each in due),
            frozen=frozen,
            sums=tuple(_sums(db, settings, plan, today) for plan in {each.plan.id: each.plan for each in due}.values()),
        )


def _sums(db: Database, settings: Settings, plan: Plan, today: date) -> PlanSums:
    now = standings(db, plan, today)
    if not plan.kind.rules.in_money:
        return PlanSums(plan, _reached(now), "")
    balance = plan_balance(db, plan, today, now)
    every = meetings.of_committee(db, plan.committee_id, settings.meetings.deadline_rule)
    since = since_last_meeting(db, plan, now=now, balance=balance, meetings=every, until=today)
    before = since.before if since else balance
    words, were = sums_in_words(plan, balance), sums_in_words(plan, before)
    label, gap = gap_figure(plan, balance, words)
    label_before, gap_before = gap_figure(plan, before, were)
    facts = [(_(plan.kind.words.sum), words.additional, were.additional)]
    if gap:
        facts.append((label, gap, gap_before if label == label_before else f"{label_before} {gap_before}"))
    return PlanSums(plan, tuple(facts), since.gap if since else "")


def _reached(now: Sequence[Standing]) -> tuple[tuple[str, str, str], ...]:
    """How many indicators reach their targets; nothing where the plan has none."""
    found = progress(now)
    if not found.indicators:
        return ()
    return ((_("Nådda mål"), _("%(some)s av %(all)s", some=found.at_target, all=found.indicators), ""),)


def _shown(due: DueReport) -> Answer:
    standing = due.standing
    return Answer(
        status=standing.status.value if standing.status in OFFERED_STATUSES else "",
        forecast=in_field(standing.expected, due.plan.unit),
        outcome=_outcome(standing, due.plan.unit),
        text=due.submitted.text if due.submitted else "",
    )


def _outcome(standing: Standing, unit: Unit) -> str:
    """What it has come to: an amount, or the value of an indicator."""
    if standing.indicator is None:
        return in_field(standing.outcome, unit)
    value, measured = standing.indicator.outcome, standing.indicator.indicator.measured
    if value is None:
        return ""
    # A choice is sent as it is kept; a figure stands without the unit that follows its field.
    return value.written(measured) if measured is Measured.YES_NO else value.figure(measured, spoken())


def in_field(amount: Amount | None, unit: Unit) -> str:
    """As it is written in a field that is followed by the plan's unit: without the unit where that reads the same.

    In English "1.250" could mean two things, and stands in kronor instead.

    >>> in_field(Amount.exact(1_200_000, Unit.MNKR, 1), Unit.MNKR), in_field(None, Unit.MNKR)
    ('1,2', '')
    """
    if amount is None:
        return ""
    bare = about(amount).removesuffix(f"{NO_BREAK_SPACE}{unit}")
    return bare if amount.known and _reads_back(bare, amount, unit) else in_full(amount)


def in_full(amount: Amount) -> str:
    """As it is written in a field that no unit follows.

    >>> in_full(Amount.exact(1_200_000, Unit.MNKR, 1))
    '1,2\\xa0mnkr'
    """
    written = about(amount)
    if not amount.known or _reads_back(written, amount, None):
        return written
    return about(replace(amount, unit=Unit.KR, decimals=0))


def _reads_back(written: str, amount: Amount, unit: Unit | None) -> bool:
    with suppress(UnreadableAmount):
        return amount.same_value_as(parse_amount(written, unit, spoken()))
    return False


def _tidy(answer: Answer) -> Answer:
    return Answer(
        status=answer.status,
        forecast=answer.forecast.strip(),
        outcome=answer.outcome.strip(),
        text=answer.text.replace("\r\n", "\n").strip(),
        unchanged=answer.unchanged,
    )
