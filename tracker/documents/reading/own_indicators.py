"""Indicators out of the program's own workbook: what their sheet says, written as the sheet of values has it."""

from collections.abc import Iterator
from decimal import Decimal

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_cells import OwnRow, own_rows
from tracker.documents.reading.own_sheets import Sheets
from tracker.domain.draft import IndicatorDraft
from tracker.domain.indicator import Better, Measured, Occasion, Said, Value
from tracker.domain.written_value import UnreadableValue, parse_value

_Key = tuple[Said, int]


def own_indicators(workbook: Sheets) -> dict[int, IndicatorDraft]:
    """By the measure's row. Raises UnreadableDocument naming the cell."""
    written = _written(workbook)
    found: dict[int, IndicatorDraft] = {}
    for row in own_rows(workbook, form.INDICATORS, needed=False):
        own = row.whole(form.ROW)
        measured = row.one_of(form.MEASURED, {each.swedish: each for each in Measured})
        found[own] = IndicatorDraft(
            measured=measured,
            better=row.one_of(form.BETTER, {each.swedish: each for each in Better}),
            followed_up=row.each_of(form.FOLLOWED_UP, {each.swedish: each for each in Occasion}),
            measured_from=row.whole(form.MEASURED_FROM) if row.has(form.MEASURED_FROM) else None,
            values=tuple(_values(row, measured, written.get(own, {}))),
        )
    return found


def _written(workbook: Sheets) -> dict[int, dict[_Key, int]]:
    """With how many decimals the newest value of each indicator and year was written."""
    found: dict[int, dict[_Key, int]] = {}
    for row in own_rows(workbook, form.VALUES, needed=False):
        said = row.one_of(form.KIND, {word: each for each, word in form.SAID.items()})
        found.setdefault(row.whole(form.ROW), {})[said, row.whole(form.YEAR)] = row.whole(form.DECIMALS)
    return found


def _values(row: OwnRow, measured: Measured, written: dict[_Key, int]) -> Iterator[tuple[Said, int, Value]]:
    years = sorted({int(each[-4:]) for each in row.columns if each[-4:].isdigit()})
    for year in years:
        for said in Said:
            column = form.value_column(said, year)
            if column in row.columns and row.has(column):
                yield said, year, _value(row, column, measured, written.get((said, year), 0))


def _value(row: OwnRow, column: str, measured: Measured, decimals: int) -> Value:
    """A number as Excel keeps it, or what a person has written. decimals: at least so many."""
    try:
        value = parse_value(row.text(column).replace(".", ","), measured)
    except UnreadableValue as error:
        raise row.fault(column, error.sentence) from error
    if value.number is None or measured is Measured.YES_NO:
        return value
    exact = Decimal(value.number).scaleb(-value.decimals).normalize()
    needed = max(decimals, -int(exact.as_tuple().exponent), 0)
    return Value(int(exact.scaleb(needed)), needed)
