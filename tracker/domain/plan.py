"""A committee's plan, what it is summed against, and what that already counts on (DESIGN 2 and 3)."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.period import Period


@dataclass(frozen=True, slots=True)
class Committee:
    """A nämnd. slug: its name in addresses."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One decided plan. unit: what its sums are shown in; decided_on: from when it counts."""

    id: int
    committee_id: int
    slug: str
    title: str
    reference: str
    year: int
    kind: PlanKind
    unit: Unit
    summary: str
    controller_id: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """What the plan is summed against in one period, as it was known on a date. The newest counts (DESIGN 2)."""

    period: Period
    as_of: date
    amount: Amount
    label: str


@dataclass(frozen=True, slots=True)
class Presupposition:
    """A saving that the target already counts (DESIGN 3.3). measure_id None: it stands alone."""

    label: str
    amount: Amount
    measure_id: int | None


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A sum that the plan's document states, kept beside the computed one (DESIGN 3.5).

    period None: the plan's own year. kind None: what counts there. measure_ids: what it is the sum of, with their
    parts; empty: the plan, without what is presupposed.
    """

    label: str
    amount: Amount
    period: Period | None = None
    kind: EffectKind | None = None
    measure_ids: tuple[int, ...] = ()

    def is_plain(self, year: int) -> bool:
        """Whether it is a sum of the whole plan as that counts in its own year. year: the plan's."""
        return self.period in (None, Period(year)) and self.kind is None and not self.measure_ids

    def name(self, year: int) -> str:
        """Its label, with what else it is of. year: the plan's."""
        return total_name(self.label, self.kind, self.period, year)


def total_name(label: str, kind: EffectKind | None, period: Period | None, year: int) -> str:
    """What a sum is called where it is of something else than what counts in the plan's own year.

    >>> total_name("Summa", EffectKind.DECIDED, Period(2024, full_year=True), 2024), total_name("Summa", None, None, 1)
    ('Summa, beslutad helår 2024', 'Summa')
    """
    of = [kind.swedish] if kind else []
    of += [str(period)] if period not in (None, Period(year)) else []
    return f"{label}, {' '.join(of)}" if of else label
