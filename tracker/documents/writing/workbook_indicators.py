"""The sheets of indicators: target and outcome by year, and every value that has been said."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook, numbered_rows
from tracker.documents.writing.sheet import Bare, Cell, Figure, Formula
from tracker.documents.writing.workbook_counting import Filled
from tracker.domain.draft import IndicatorDraft, PlanDraft
from tracker.domain.indicator import Better, Indicator, IndicatorStanding, Measured, Reached, Said, Value

_AFTER = {Measured.PERCENT: "%", Measured.DAYS: "dagar"}


def indicators_sheet(book: PlanBook) -> Filled:
    """One row for each indicator, with two columns for each year that something is said of."""
    found = [(row, each, each.indicator) for row, _, each in numbered_rows(book.draft) if each.indicator]
    years = indicator_years(book.draft)
    head = (
        *(form.ROW, form.NUMBER, form.INDICATOR, form.MEASURED, form.BETTER, form.FOLLOWED_UP, form.MEASURED_FROM),
        *(form.value_column(said, year) for year in years for said in Said),
        form.REACHED,
    )
    rows: list[tuple[Cell, ...]] = []
    for line, (row, measure, each) in enumerate(found, 2):
        values = {(said, year): value for said, year, value in each.values}
        rows.append(
            (
                *(Bare(row), measure.number, measure.title, each.measured.swedish, each.better.swedish),
                ", ".join(occasion.swedish for occasion in each.followed_up),
                Bare(each.measured_from) if each.measured_from else None,
                *(value_cell(values.get((said, year)), each.measured) for year in years for said in Said),
                _reached(head, line, each, book.draft.year),
            )
        )
    return Filled(form.INDICATORS, head, rows)


def indicator_years(draft: PlanDraft) -> list[int]:
    """The years that have columns: the plan's own and those that something is said of; none without indicators."""
    found = [each.indicator for each in draft.every_measure if each.indicator]
    return sorted({draft.year, *(year for each in found for _, year, _ in each.values)}) if found else []


def values_sheet(book: PlanBook) -> Filled:
    """Every target and outcome that there has been, oldest first in each indicator; the newest of a year counts."""
    head = (*(form.ROW, form.NUMBER, form.INDICATOR, form.KIND, form.YEAR, form.AS_OF), form.VALUE, form.DECIMALS)
    return Filled(form.VALUES, head, list(_values(book)))


def _values(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    of_row = {row: measure for row, _, measure in numbered_rows(book.draft) if measure.indicator}
    for each in sorted(book.values, key=lambda value: value.row):
        measure = of_row[each.row]
        assert measure.indicator is not None
        cell = value_cell(each.value, measure.indicator.measured)
        number, year, decimals = Bare(each.row), Bare(each.year), Bare(each.value.decimals)
        yield (number, measure.number, measure.title, form.SAID[each.said], year, each.as_of, cell, decimals)


def value_cell(value: Value | None, measured: Measured) -> Cell:
    """A number as a number; yes, no and what is not measured in words; None: nothing is said."""
    if value is None:
        return None
    if value.number is None:
        return form.NOT_MEASURED
    if measured is Measured.YES_NO:
        return form.YES if value.number else form.NO
    return Figure(value.number, value.decimals, _AFTER.get(measured, ""))


def _reached(head: tuple[str, ...], line: int, indicator: IndicatorDraft, year: int) -> Formula:
    """How it stands in the plan's own year, as domain/indicator.py has it."""
    of_said = {said: {each: value for which, each, value in indicator.values if which is said} for said in Said}
    known = Indicator(0, indicator.measured, indicator.better)
    standing = IndicatorStanding(known, year, of_said[Said.TARGET], of_said[Said.OUTCOME])
    target, outcome = (
        f"{get_column_letter(head.index(form.value_column(said, year)) + 1)}{line}"
        for said in (Said.TARGET, Said.OUTCOME)
    )
    sign = ">=" if indicator.better is Better.HIGHER else "<="
    is_known, compared = "ISNUMBER({0})", f"{outcome}{sign}{target}"
    if indicator.measured is Measured.YES_NO:
        yes = f'"{form.YES}"'
        is_known = f'OR({{0}}={yes},{{0}}="{form.NO}")'
        compared = f"N({outcome}={yes}){sign}N({target}={yes})"
    text = (
        f'IF({is_known.format(outcome)},IF({is_known.format(target)},IF({compared},"{Reached.REACHED.swedish}",'
        f'"{Reached.MISSED.swedish}"),"{Reached.NO_TARGET.swedish}"),"{Reached.NOT_MEASURED.swedish}")'
    )
    return Formula(text, standing.reached().swedish)
