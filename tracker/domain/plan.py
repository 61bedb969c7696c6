"""A committee's plan, what it is summed against, and what that already counts on (DESIGN 2 and 3)."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.amount import Amount
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
    """A sum that the plan's document states, kept beside the computed one (DESIGN 3.5)."""

    label: str
    amount: Amount
