"""An effect month by month, beside what the plan states of it and what it has come to (DESIGN 3.5 and 3.6)."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.phasing import Ramp, Spread, months_ended, spread


@dataclass(frozen=True, slots=True)
class Phasing:
    """How a measure's effect of one kind falls over the months of a year, as it was known on a date."""

    measure_id: int
    kind: EffectKind
    year: int
    shape: Ramp | Spread
    as_of: date


@dataclass(frozen=True, slots=True)
class Course:
    """In kronor; None where there is nothing to say. months: the twelve of the year.

    in_year_kr and full_year_kr: computed. stated_*: what the plan says instead, at its lower end. *_difference_kr:
    stated less computed. planned_kr: of the months that are over. outcome_kr: so far. behind_kr: outcome less planned.
    """

    phasing: Phasing
    months: tuple[int, ...]
    in_year_kr: int
    full_year_kr: int | None
    stated_kr: int | None
    stated_full_year_kr: int | None
    months_ended: int
    planned_kr: int
    outcome_kr: int | None

    @property
    def difference_kr(self) -> int | None:
        return None if self.stated_kr is None else self.stated_kr - self.in_year_kr

    @property
    def full_year_difference_kr(self) -> int | None:
        if self.stated_full_year_kr is None or self.full_year_kr is None:
            return None
        return self.stated_full_year_kr - self.full_year_kr

    @property
    def behind_kr(self) -> int | None:
        return None if self.outcome_kr is None else self.outcome_kr - self.planned_kr


def course(
    phasing: Phasing, *, stated: Amount | None, full_year: Amount | None, outcome: Amount | None, as_of: date
) -> Course | None:
    """The effect month by month, as of the end of a day; None for a spread of an amount that is not known.

    A ramp is computed out of itself, and what the plan states is held against it; a spread divides what is stated.
    """
    stated_kr = None if stated is None else stated.low_kr
    full_kr = None if full_year is None else full_year.low_kr
    shape = phasing.shape
    if isinstance(shape, Ramp):
        months, computed_full_kr = shape.months, shape.full_year_kr
    elif stated_kr is None:
        return None
    else:
        months, computed_full_kr = spread(stated_kr, shape.shares), None
    ended = months_ended(phasing.year, as_of)
    return Course(
        phasing=phasing,
        months=months,
        in_year_kr=sum(months),
        full_year_kr=computed_full_kr,
        stated_kr=stated_kr,
        stated_full_year_kr=full_kr,
        months_ended=ended,
        planned_kr=sum(months[:ended]),
        outcome_kr=None if outcome is None else outcome.low_kr,
    )
