"""A plan as read from a document or an example file, before it is saved; and what must hold for it to be one.

Where a thing stands in its source is told twice: line counts the lines that were read (1 is the first, 0 where there is
none) and orders things; place is for people: "rad 14", "sida 2, rad 5", "Blad1!C7", and "" where nothing says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.indicator import Better, Measured, Occasion, Said, Value
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.phasing import Ramp, Spread
from tracker.domain.plan import total_name
from tracker.domain.stated_table import StatedTable
from tracker.domain.status import Status
from tracker.domain.words import Sentence


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What the plan is summed against. period None: in the plan's own year."""

    amount: Amount
    as_of: date
    label: str
    line: int = 0
    place: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class PresuppositionDraft:
    """A saving that the target counts already. measure_number: the measure that is it, where one is."""

    label: str
    amount: Amount
    measure_number: str | None = None
    line: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class EffectDraft:
    """What a measure is worth, with the words of the document in label."""

    kind: EffectKind
    period: Period
    amount: Amount
    label: str = ""
    line: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """What is measured. values: what is said of a year."""

    measured: Measured
    better: Better
    followed_up: tuple[Occasion, ...] = ()
    measured_from: int | None = None
    values: tuple[tuple[Said, int, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """One measure. report_dates: the meetings it is reported to; sub_measures: its parts, numbered "2a" or not ("").

    owner: who answers for it, as the document names her, "" where it does not. owner_email: her address, where the
    document has it. status_words: what the document says of the status; "" means that status is only the beginning
    that every measure has. falls_to: the number of the measure that gets what this one does not use. phasings: how its
    effects of each kind fall over the months of the plan's year.
    """

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
    place: str = ""
    owner: str = ""
    status_words: str = ""
    form: Form = Form.MEASURE
    falls_to: str | None = None
    phasings: tuple[tuple[EffectKind, Ramp | Spread], ...] = ()
    indicator: "IndicatorDraft | None" = None

    @property
    def every(self) -> Iterator["MeasureDraft"]:
        """Itself and all below it, in the document's order."""
        yield self
        for part in self.sub_measures:
            yield from part.every


@dataclass(frozen=True, slots=True)
class StatedTotalDraft:
    """A sum that the document states, and the dates on which it says the sum itself is reported.

    period, kind and numbers: what it is the sum of, as in StatedTotal; numbers are those of the measures.
    """

    label: str
    amount: Amount
    report_dates: tuple[date, ...] = ()
    line: int = 0
    place: str = ""
    period: Period | None = None
    kind: EffectKind | None = None
    numbers: tuple[str, ...] = ()

    def name(self, year: int) -> str:
        """As StatedTotal.name."""
        return total_name(self.label, self.kind, self.period, year)


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
    stated_tables: tuple[StatedTable, ...] = ()

    @property
    def every_measure(self) -> Iterator[MeasureDraft]:
        """The measures and their parts, in the document's order."""
        for measure in self.measures:
            yield from measure.every

    @property
    def meeting_dates(self) -> tuple[date, ...]:
        """Every date that something is reported on, in order, once."""
        dates = {each for measure in self.every_measure for each in measure.report_dates}
        dates.update(each for stated in self.stated_totals for each in stated.report_dates)
        return tuple(sorted(dates))

    @property
    def report_count(self) -> int:
        """How many reports the measures owe in all. The sum's own rows do not count: the follow-up is that report."""
        return sum(len(measure.report_dates) for measure in self.every_measure)


class Severity(StrEnum):
    """An error stops the plan from being saved; a warning is shown and the plan is saved as it is.

    A question is a doubt that a person can settle by choosing: it stops saving where money hangs on the answer.
    """

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One answer that can be chosen. value: what is sent back; said: what it means, label: that in Swedish."""

    value: str
    said: Sentence

    @property
    def label(self) -> str:
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Question:
    """What a finding asks. key: names it, the same at every reading of the same bytes, so that an answer can be given.

    touches_money: whether an amount is left out of the draft until it is answered.
    """

    key: str
    alternatives: tuple[Alternative, ...]
    touches_money: bool = True


class Fact(StrEnum):
    """What every plan says of itself. A finding about one of them is that it is missing or unclear."""

    TITLE = "title"
    COMMITTEE = "committee"
    YEAR = "year"
    TARGET = "target"
    MEASURES = "measures"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the source that a person should know. line 0: all of it.

    said: what it is and what to do, message: that in Swedish.
    """

    severity: Severity
    line: int
    said: Sentence
    place: str = ""
    question: Question | None = None
    about: Fact | None = None

    @property
    def message(self) -> str:
        return str(self.said)

    @property
    def stops_saving(self) -> bool:
        """Whether the plan may not be saved while this stands: an error, or an open question about money."""
        return self.severity is Severity.ERROR or (self.question is not None and self.question.touches_money)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a document was taken for a plan of its kind. said: the sign; line and place: where it stands."""

    said: Sentence
    line: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document: the plan as far as it was understood, and the findings in order of line.

    confidence: 0 to 100, how much of the document was understood (documents/reading/confidence.py says how). quotes:
    what stands on the lines that the draft and the findings name, by line. evidence: why the plan is of its kind.
    """

    draft: PlanDraft
    findings: tuple[Finding, ...] = field(default=())
    confidence: int = 0
    quotes: Mapping[int, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stops saving: the errors, and the unanswered questions that touch money."""
        return tuple(each for each in self.findings if each.stops_saving)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What a person can settle by choosing, whether or not it stops saving."""
        return tuple(each for each in self.findings if each.question is not None)
