"""A plan as read from a document or an example file, before it is saved; and what must hold for it to be one."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.status import Status


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What the plan is summed against. line: where in the source (1 is the first line), 0 where there is none."""

    amount: Amount
    as_of: date
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PresuppositionDraft:
    """A saving that the target counts already. measure_number: the measure that is it, where one is."""

    label: str
    amount: Amount
    measure_number: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class EffectDraft:
    """What a measure is worth, with the words of the document in label."""

    kind: EffectKind
    period: Period
    amount: Amount
    label: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """One measure. report_dates: the meetings it is reported to; sub_measures: its parts, numbered "2a" or not ("")."""

    number: str
    title: str
    description: str = ""
    effects: tuple[EffectDraft, ...] = ()
    report_dates: tuple[date, ...] = ()
    sub_measures: tuple["MeasureDraft", ...] = ()
    owner_email: str | None = None
    unit: str = ""
    status: Status = Status.NOT_STARTED
    line: int = 0


@dataclass(frozen=True, slots=True)
class StatedTotalDraft:
    """A sum that the document states, and the dates on which it says the sum itself is reported."""

    label: str
    amount: Amount
    report_dates: tuple[date, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole plan. unit: what most of its amounts are written in."""

    title: str
    committee: str
    year: int
    kind: PlanKind = PlanKind.ACTION_PLAN
    reference: str = ""
    unit: Unit = Unit.MNKR
    summary: str = ""
    targets: tuple[TargetDraft, ...] = ()
    presuppositions: tuple[PresuppositionDraft, ...] = ()
    measures: tuple[MeasureDraft, ...] = ()
    stated_totals: tuple[StatedTotalDraft, ...] = ()

    @property
    def meeting_dates(self) -> tuple[date, ...]:
        """Every date that something is reported on, in order, once."""
        dates = {each for measure in self.measures for each in measure.report_dates}
        dates.update(each for stated in self.stated_totals for each in stated.report_dates)
        return tuple(sorted(dates))

    @property
    def report_count(self) -> int:
        """How many reports the measures owe in all. The sum's own rows do not count: the follow-up is that report."""
        return sum(len(measure.report_dates) for measure in self.measures)


class Severity(StrEnum):
    """An error stops the plan from being saved; a warning is shown and the plan is saved as it is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the source that a person should know. message: Swedish, says what to do. line 0: all of it."""

    severity: Severity
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document: the plan as far as it was understood, and the findings in order of line."""

    draft: PlanDraft
    findings: tuple[Finding, ...] = field(default=())

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)
