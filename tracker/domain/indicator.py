"""Indicators: what a goal is measured by, its target and outcome by year, and whether the target is reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.domain.money import MINUS, NO_BREAK_SPACE, format_whole
from tracker.domain.words import said


class Measured(StrEnum):
    """What an indicator is measured in."""

    NUMBER = "number"
    PERCENT = "percent"
    DAYS = "days"
    YES_NO = "yes_no"

    @property
    def swedish(self) -> str:
        return {
            Measured.NUMBER: said("antal"),
            Measured.PERCENT: said("procent"),
            Measured.DAYS: said("dagar"),
            Measured.YES_NO: said("ja eller nej"),
        }[self]


class Better(StrEnum):
    """Which way is good. For yes or no, higher is yes."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def swedish(self) -> str:
        return {Better.HIGHER: said("högre är bättre"), Better.LOWER: said("lägre är bättre")}[self]


class Occasion(StrEnum):
    """When in the year an indicator is followed up."""

    APRIL = "april"
    AUGUST = "august"
    YEAR_END = "year_end"

    @property
    def swedish(self) -> str:
        return {
            Occasion.APRIL: said("delårsuppföljning per april"),
            Occasion.AUGUST: said("delårsbokslut per augusti"),
            Occasion.YEAR_END: said("årsanalys"),
        }[self]


class Said(StrEnum):
    """What a value is: what should be reached, or what was."""

    TARGET = "target"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Value:
    """An exact decimal: number / 10**decimals; number None is not measured yet, which is not nought."""

    number: int | None
    decimals: int = 0

    def above(self, other: "Value") -> int:
        """Positive where this is more than the other, negative where it is less. Both are known.

        >>> Value(37, 1).above(Value(3)), Value(30, 1).above(Value(3))
        (7, 0)
        """
        assert self.number is not None
        assert other.number is not None
        mine: int = self.number * 10 ** max(0, other.decimals - self.decimals)
        others: int = other.number * 10 ** max(0, self.decimals - other.decimals)
        return mine - others

    def same_as(self, other: "Value | None") -> bool:
        """Whether both say the same; how many decimals they are written with does not matter."""
        if other is None or self.number is None or other.number is None:
            return other is not None and self.number is other.number
        return self.above(other) == 0

    def written(self, measured: Measured, language: str = "sv") -> str:
        """As people write it, for a reader of that language ("sv" or "en").

        >>> Value(37, 1).written(Measured.PERCENT), Value(1).written(Measured.YES_NO)
        ('3,7\\xa0%', 'ja')
        >>> Value(37, 1).written(Measured.PERCENT, "en"), Value(180).written(Measured.DAYS, "en")
        ('3.7%', '180\\xa0days')
        """
        known = self.number is not None
        return self.figure(measured, language) + (_AFTER[language].get(measured, "") if known else "")

    def figure(self, measured: Measured, language: str = "sv") -> str:
        """The same without its unit."""
        if self.number is None:
            return _NOT_MEASURED[language]
        if measured is Measured.YES_NO:
            return _NO_YES[language][bool(self.number)]
        whole, rest = divmod(abs(self.number), 10**self.decimals)
        fraction = f"{_POINT[language]}{rest:0{self.decimals}}" if self.decimals else ""
        return f"{MINUS if self.number < 0 else ''}{format_whole(whole)}{fraction}"


_NOT_MEASURED = {"sv": "inte mätt än", "en": "not measured yet"}
_NO_YES = {"sv": ("nej", "ja"), "en": ("no", "yes")}
_POINT = {"sv": ",", "en": "."}
_AFTER = {
    "sv": {Measured.PERCENT: f"{NO_BREAK_SPACE}%", Measured.DAYS: f"{NO_BREAK_SPACE}dagar"},
    "en": {Measured.PERCENT: "%", Measured.DAYS: f"{NO_BREAK_SPACE}days"},
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with what it is measured in."""

    value: Value
    measured: Measured


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, and when. measured_from: the first year it is, None where that has not been said."""

    measure_id: int
    measured: Measured
    better: Better
    followed_up: tuple[Occasion, ...] = ()
    measured_from: int | None = None


class Reached(StrEnum):
    """How an indicator stands in a year."""

    REACHED = "reached"
    MISSED = "missed"
    NOT_MEASURED = "not_measured"
    NO_TARGET = "no_target"

    @property
    def swedish(self) -> str:
        return {
            Reached.REACHED: said("målet är nått"),
            Reached.MISSED: said("målet är inte nått"),
            Reached.NOT_MEASURED: said("inte mätt än"),
            Reached.NO_TARGET: said("inget målvärde"),
        }[self]

    @property
    def many(self) -> str:
        """Of indicators that are counted, after a number."""
        return {
            Reached.REACHED: said("nådda"),
            Reached.MISSED: said("inte nådda"),
            Reached.NOT_MEASURED: said("inte mätta än"),
            Reached.NO_TARGET: said("utan målvärde"),
        }[self]


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """How an indicator stood on a date: its newest targets and outcomes by year. year: the plan's own."""

    indicator: Indicator
    year: int
    targets: Mapping[int, Value] = field(default_factory=dict)
    outcomes: Mapping[int, Value] = field(default_factory=dict)

    @property
    def target(self) -> Value | None:
        return self.targets.get(self.year)

    @property
    def outcome(self) -> Value | None:
        return self.outcomes.get(self.year)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year with a target or an outcome, the newest first."""
        return tuple(sorted({*self.targets, *self.outcomes}, reverse=True))

    @property
    def is_new(self) -> bool:
        """Whether it has no history: nothing was set or measured before the plan's own year."""
        return not any(year < self.year for year in (*self.targets, *self.outcomes))

    def reached(self, year: int | None = None) -> Reached:
        """Whether the outcome is as good as the target. year: another than the plan's own."""
        target, outcome = (said.get(year or self.year) for said in (self.targets, self.outcomes))
        if outcome is None or outcome.number is None:
            return Reached.NOT_MEASURED
        if target is None or target.number is None:
            return Reached.NO_TARGET
        above = outcome.above(target)
        good = above >= 0 if self.indicator.better is Better.HIGHER else above <= 0
        return Reached.REACHED if good else Reached.MISSED
