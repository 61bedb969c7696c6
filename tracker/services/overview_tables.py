"""Plans side by side as a page shows them: a table for each kind and year, with its sums (DESIGN 3.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.amount import Total
from tracker.domain.indicator import Reached
from tracker.domain.money import Unit, sum_decimals
from tracker.domain.overview import KindSums, PlanSums
from tracker.domain.plan import Committee, Plan
from tracker.language import gettext as _
from tracker.language import ngettext, pgettext
from tracker.services.sums_in_words import coverage_in_words, gap_in_words, sums_in_words
from tracker.spoken import capital, span, total


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan's figures in words, one for each column; "" for what cannot be computed."""

    committee: Committee
    plan: Plan
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewTable:
    """The plans of one kind and year. sums: for the last row, empty where one plan stands alone.

    left_out: a sentence on the plans that the sums leave out, "" for none.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    sums: tuple[str, ...]
    left_out: str


def overview_tables(plans: Sequence[tuple[Committee, PlanSums]], sums: Sequence[KindSums]) -> tuple[OverviewTable, ...]:
    """In the order of their sums; within each, in the order given."""
    return tuple(_table(each, plans) for each in sums)


def _table(sums: KindSums, plans: Sequence[tuple[Committee, PlanSums]]) -> OverviewTable:
    words, in_money = sums.kind.words, sums.kind.rules.in_money
    own = [(whose, of) for whose, of in plans if (of.plan.year, of.plan.kind) == (sums.year, sums.kind)]
    left_out = ngettext(
        "%(num)s plan har inget att summeras mot och är inte med i summan.",
        "%(num)s planer har inget att summeras mot och är inte med i summan.",
        sums.open,
    )
    return OverviewTable(
        id=f"{sums.kind}-{sums.year}",
        title=f"{capital(_(words.name))} {sums.year}",
        columns=(capital(_(words.target)), _(words.covered), pgettext("share", "Andel"), _(words.left))
        if in_money
        else (_("Indikatorer"), *(capital(_(state.many)) for state in Reached)),
        rows=tuple(PlanRow(whose, of.plan, _amounts(of) if in_money else _counts(of.reached)) for whose, of in own),
        sums=() if len(own) < 2 else _sums(sums) if in_money else _counts(sums.reached),
        left_out=left_out if sums.open and len(own) > 1 else "",
    )


def _amounts(of: PlanSums) -> tuple[str, ...]:
    words = sums_in_words(of.plan, of.balance)
    if of.balance.gap is None:
        return words.target, words.additional, "", ""
    return words.target, words.additional, words.coverage, words.gap


def _sums(sums: KindSums) -> tuple[str, ...]:
    if sums.target is None:
        return (_("inget angivet"), _total(sums, sums.additional), "", "")
    target = Total(sums.target.low_kr or 0, sums.target.high_kr or 0)
    return (
        _span(sums.unit, target),
        _total(sums, sums.additional),
        coverage_in_words(sums.coverage),
        gap_in_words(sums.unit, sums.gap),
    )


def _total(sums: KindSums, added: Total) -> str:
    items = (_(sums.kind.words.measure), pgettext("many", sums.kind.words.measures))
    return total(added, sums.unit, sum_decimals(sums.unit, added.low_kr, added.high_kr), items)


def _span(unit: Unit, added: Total) -> str:
    return span(added.low_kr, added.high_kr, unit, sum_decimals(unit, added.low_kr, added.high_kr))


def reached_in_words(reached: Mapping[Reached, int]) -> str:
    """How many indicators have reached their targets, a sentence; "" without any."""
    every = sum(reached.values())
    if not every:
        return ""
    return ngettext(
        "%(some)s av %(num)s indikator har nått sitt mål.",
        "%(some)s av %(num)s indikatorer har nått sina mål.",
        every,
        some=reached.get(Reached.REACHED, 0),
    )


def _counts(reached: Mapping[Reached, int]) -> tuple[str, ...]:
    return (str(sum(reached.values())), *(str(reached.get(state, 0)) for state in Reached))
