"""A measure of a plan, and how it stood on a date (DESIGN 2)."""

from dataclasses import dataclass, field

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.indicator import IndicatorStanding
from tracker.domain.kind import SAVINGS, Rules
from tracker.domain.status import Status


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure or a part of one. number is as the document has it ("2", "2f"), empty for an unnumbered part.

    unit is the organisational unit that carries it out. falls_to_id: the measure that gets what this one does not use.
    """

    id: int
    plan_id: int
    parent_id: int | None
    position: int
    number: str
    title: str
    description: str
    owner_id: int | None
    unit: str
    form: Form = Form.MEASURE
    falls_to_id: int | None = None

    @property
    def name(self) -> str:
        """Number and title, as people refer to it."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Standing:
    """How one measure stood on a date: its status and the newest effect of each kind in the plan's period."""

    measure: Measure
    status: Status
    effects: dict[EffectKind, Amount] = field(default_factory=dict)
    baseline: Amount | None = None
    """What the newest forecast is held against: what was decided, else the plan's own first forecast."""
    rules: Rules = SAVINGS
    """Of the plan's kind: which effect is summed."""
    indicator: IndicatorStanding | None = None
    """Where the measure is an indicator: what has been set and measured of it."""

    def under(self, rules: Rules) -> "Standing":
        """The same, summed by other rules. Written out: replace() takes twice as long, and pages have many."""
        return Standing(self.measure, self.status, self.effects, self.baseline, rules, self.indicator)

    @property
    def decided(self) -> Amount | None:
        return self.effects.get(EffectKind.DECIDED)

    @property
    def forecast(self) -> Amount | None:
        return self.effects.get(EffectKind.FORECAST)

    @property
    def outcome(self) -> Amount | None:
        return self.effects.get(EffectKind.OUTCOME)

    @property
    def confirmed(self) -> Amount | None:
        return self.effects.get(EffectKind.CONFIRMED)

    @property
    def expected(self) -> Amount | None:
        """What is expected now: the newest forecast, else what was decided; None where nothing is claimed."""
        return self.forecast if self.forecast is not None else self.decided

    @property
    def worth(self) -> Amount | None:
        """What is summed, by the rules of the plan's kind; None where nothing is claimed."""
        return self.rules.worth(self.effects)

    @property
    def waits(self) -> bool:
        """Whether it asks for something that nobody has decided yet."""
        return self.worth is not None and not any(kind in self.effects for kind in self.rules.counts)
