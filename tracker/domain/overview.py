"""Several plans together: what may be added is added, by kind and year; the rest stands side by side (DESIGN 3.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Balance, Coverage, Gap, covered
from tracker.domain.indicator import Reached
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class PlanSums:
    """A plan as it stands. reached: how many of its indicators stand how in its own year, empty without any."""

    plan: Plan
    balance: Balance
    reached: Mapping[Reached, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindSums:
    """The plans of one kind and year. unit: the coarsest of theirs, to show sums in.

    target and gap: of the plans that have a known target, None where none has; open: how many have none, in a kind
    that is summed in money. additional: of those with a target; outcome: of all. reached: of all their indicators.
    """

    kind: PlanKind
    year: int
    unit: Unit
    plans: int
    open: int
    target: Amount | None
    additional: Total
    outcome: Total
    gap: Gap | None
    coverage: Coverage | None
    reached: Mapping[Reached, int]


def kind_sums(plans: Iterable[PlanSums]) -> tuple[KindSums, ...]:
    """Newest year first, kinds in their own order.

    Kronor of one kind and one year can be added whatever unit they are shown in; of another kind they mean another
    thing, and of another year they are other kronor.
    """
    together: dict[tuple[int, PlanKind], list[PlanSums]] = {}
    for each in plans:
        together.setdefault((each.plan.year, each.plan.kind), []).append(each)
    order = list(PlanKind)
    keys = sorted(together, key=lambda key: (-key[0], order.index(key[1])))
    return tuple(_sums(kind, year, together[year, kind]) for year, kind in keys)


def _sums(kind: PlanKind, year: int, plans: Sequence[PlanSums]) -> KindSums:
    aimed = [(each.balance, each.balance.gap) for each in plans]
    known = [(balance, gap) for balance, gap in aimed if gap is not None]
    targets = Total.of([balance.target.amount for balance, _ in known if balance.target is not None])
    target = Amount(targets.low_kr, targets.high_kr, targets.provisional) if known else None
    additional = sum((balance.additional for balance, _ in known), Total())
    reached = {state: sum(each.reached.get(state, 0) for each in plans) for state in Reached}
    return KindSums(
        kind=kind,
        year=year,
        unit=max((each.plan.unit for each in plans), key=lambda unit: unit.kronor),
        plans=len(plans),
        open=len(plans) - len(known) if kind.rules.in_money else 0,
        target=target,
        additional=additional,
        outcome=sum((each.balance.outcome for each in plans), Total()),
        gap=Gap(sum(gap.low_kr for _, gap in known), sum(gap.high_kr for _, gap in known)) if known else None,
        coverage=covered(target, additional),
        reached={state: many for state, many in reached.items() if many},
    )
