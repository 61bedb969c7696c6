"""A document's own tables with their sums checked, and indicators year by year, as tables (DESIGN 3.5)."""

from collections.abc import Iterable, Sequence

from tracker.domain.money import EN_DASH, sum_decimals
from tracker.domain.plan import Plan
from tracker.domain.stated_table import CheckedSum, StatedTable, checked_sums
from tracker.language import gettext as _
from tracker.services.indicator_words import value_in_words
from tracker.services.plan_details import FollowedIndicator
from tracker.services.text_table import TextRow, TextTable
from tracker.spoken import about, kronor


def sums_in_sentences(plan: Plan, found: Sequence[StatedTable]) -> list[str]:
    """How many of the sums hold, and each that does not."""
    sums = [checked_sums(table) for table in found]
    every = [each for of_table in sums for each in of_table]
    holding = sum(each.holds is True for each in every)
    lead = [_("%(holding)s av %(sums)s summor stämmer.", holding=holding, sums=len(every))] if every else []
    lead += [
        _("%(table)s, %(row)s: %(said)s.", table=each.table, row=each.row, said=_one(plan, each, named=True))
        for each in every
        if not each.holds
    ]
    return lead


def stated_tables(plan: Plan, found: Sequence[StatedTable]) -> Iterable[TextTable]:
    """Which of the document's sums hold and which do not; then each table as it stands."""
    if not found:
        return
    sums = [checked_sums(table) for table in found]
    lead = sums_in_sentences(plan, found)
    yield TextTable(id="tables", title=_("Tabeller i dokumentet"), sentences=tuple(lead))
    for place, (table, checks) in enumerate(zip(found, sums, strict=True)):
        rows = tuple(
            TextRow(
                row.label,
                (
                    *(EN_DASH if cell is None else about(cell) for cell in row.cells),
                    *([_checked(plan, [each for each in checks if each.row == row.label])] if checks else []),
                ),
                strong=bool(row.addends),
            )
            for row in table.rows
        )
        columns = (*table.columns, _("Stämmer summan?")) if checks else table.columns
        yield TextTable(
            id=f"table-{place + 1}", title=table.title, columns=columns, rows=rows, own=True, fold=_("Visa tabellen")
        )


def _checked(plan: Plan, sums: Sequence[CheckedSum]) -> str:
    """What there is to say of a row; of several columns each that does not hold is named."""
    if not sums:
        return ""
    if all(each.holds for each in sums):
        return _("ja")
    said = [_one(plan, each, named=len(sums) > 1) for each in sums if not each.holds]
    return "; ".join(said)


def _one(plan: Plan, each: CheckedSum, *, named: bool) -> str:
    if each.holds is None:
        return _("går inte att säga: en del är inte känd")
    difference = kronor(abs(each.difference_kr), plan.unit, sum_decimals(plan.unit, each.difference_kr))
    values = {"difference": difference, "column": each.column}
    if named and each.difference_kr < 0:
        return _("nej, %(column)s är %(difference)s mindre än delarna", **values)
    if named:
        return _("nej, %(column)s är %(difference)s mer än delarna", **values)
    if each.difference_kr < 0:
        return _("nej, den är %(difference)s mindre än delarna", **values)
    return _("nej, den är %(difference)s mer än delarna", **values)


def indicators_table(found: Sequence[FollowedIndicator]) -> Iterable[TextTable]:
    """Each indicator's outcome and target in every year that something is known of."""
    years = sorted({year for each in found for year in each.standing.years})
    if not years:
        return
    yield TextTable(
        id="indicators",
        title=_("Indikatorer år för år"),
        first=_("Indikator"),
        columns=tuple(str(year) for year in years),
        rows=tuple(
            TextRow(each.measure.name, tuple(_year(each, year) for year in years), number=each.measure.number)
            for each in found
        ),
        figures=False,
    )


def _year(each: FollowedIndicator, year: int) -> str:
    target, outcome = each.standing.targets.get(year), each.standing.outcomes.get(year)
    if target is None and outcome is None:
        return EN_DASH
    if target is None:
        return value_in_words(each.standing, outcome)
    if outcome is None:
        return _("mål %(target)s", target=value_in_words(each.standing, target))
    return _(
        "%(outcome)s, mål %(target)s",
        outcome=value_in_words(each.standing, outcome),
        target=value_in_words(each.standing, target),
    )
