"""A plan's measures as CSV for Swedish Excel: semicolons, a byte order mark, decimal commas."""

import csv
import io
from collections.abc import Iterator, Sequence

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook, numbered_rows
from tracker.documents.writing.plain import plain
from tracker.documents.writing.workbook_indicators import indicator_years
from tracker.documents.writing.workbook_measures import has_presupposed, worths
from tracker.domain.amount import Amount
from tracker.domain.draft import IndicatorDraft
from tracker.domain.indicator import Said
from tracker.domain.money import MINUS, NO_BREAK_SPACE, Unit, format_number
from tracker.domain.status import Status

_FORMULA_LIKE = ("=", "+", "-", "@")


def measures_csv(book: PlanBook) -> bytes:
    """One row for each measure and part. Amounts are in the plan's unit, with every decimal that they need."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows(_rows(book))
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _rows(book: PlanBook) -> Iterator[list[str]]:
    draft, kind = book.draft, book.draft.kind
    unit, columns, years = draft.unit, worths(book), indicator_years(draft)
    presupposing, presupposed = has_presupposed(draft), {each.measure_number for each in draft.presuppositions}
    yield [
        *(form.NUMBER, form.title(kind), form.OWNER, form.EMAIL, form.UNIT_OF_WORK, form.STATUS),
        *((form.IN_TARGET,) if presupposing else ()),
        *(name for each in columns for name in _amount_columns(form.effect_name(*each, kind), unit)),
        *(form.value_column(said, year) for year in years for said in Said),
        form.REPORTED_ON,
        *((form.ROW_FORM, form.FALLS_TO) if kind.rules.parts_within else ()),
    ]
    sorts = form.form_words(kind)
    for _, _, measure in numbered_rows(draft):
        own = {(each.kind, each.period): each.amount for each in measure.effects}
        counted_already = bool(measure.number) and measure.number in presupposed
        yield [
            *map(harmless, (measure.number, measure.title, book.owner(measure), measure.owner_email or "")),
            harmless(measure.unit),
            "" if measure.form.heads and measure.status is Status.NOT_STARTED else measure.status.swedish,
            *((form.YES if counted_already else "",) if presupposing else ()),
            *(cell for worth in columns for cell in _amount(own.get(worth), unit)),
            *_values(measure.indicator, years),
            ", ".join(day.isoformat() for day in measure.report_dates),
            *((sorts[measure.form], harmless(measure.falls_to or "")) if kind.rules.parts_within else ()),
        ]


def _values(indicator: IndicatorDraft | None, years: Sequence[int]) -> Iterator[str]:
    """As people write them: "85 %", "3,7", "ja", "inte mätt än"."""
    said_of = {} if indicator is None else {(said, year): value for said, year, value in indicator.values}
    for year in years:
        for said in Said:
            value = said_of.get((said, year))
            written = "" if value is None or indicator is None else value.written(indicator.measured)
            yield written.replace(NO_BREAK_SPACE, " ").replace(MINUS, "-")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("Lokaler")
    ("'=1+1", 'Lokaler')
    """
    text = plain(text)
    return f"'{text}" if text.startswith(_FORMULA_LIKE) else text


def _amount_columns(of: str, unit: Unit) -> tuple[str, ...]:
    return tuple(each.replace("(kr)", f"({unit})") for each in form.amount_columns(of))


def _amount(amount: Amount | None, unit: Unit) -> tuple[str, str, str, str]:
    if amount is None:
        return ("", "", "", "")
    words = harmless(amount.words or ("" if amount.known else form.UNKNOWN))
    mark = form.YES if amount.provisional else ""
    if amount.low_kr is None or amount.high_kr is None:
        return ("", "", mark, words)
    return (_number(amount.low_kr, unit), _number(amount.high_kr, unit), mark, words)


def _number(kr: int, unit: Unit) -> str:
    """As Excel reads a number: without spaces, with a hyphen for a minus.

    >>> _number(-1_250_000, Unit.MNKR)
    '-1,25'
    """
    return format_number(kr, unit, unit.exact_decimals(kr)).replace(NO_BREAK_SPACE, "").replace(MINUS, "-")
