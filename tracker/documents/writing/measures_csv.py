"""A plan's measures as CSV for Swedish Excel: semicolons, a byte order mark, decimal commas."""

import csv
import io
from collections.abc import Iterator

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook, numbered_rows
from tracker.documents.writing.plain import plain
from tracker.documents.writing.workbook_measures import worths
from tracker.domain.amount import Amount
from tracker.domain.money import MINUS, NO_BREAK_SPACE, Unit, format_number

_FORMULA_LIKE = ("=", "+", "-", "@")


def measures_csv(book: PlanBook) -> bytes:
    """One row for each measure and part. Amounts are in the plan's unit, with every decimal that they need."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows(_rows(book))
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _rows(book: PlanBook) -> Iterator[list[str]]:
    unit, columns = book.draft.unit, worths(book)
    amounts = [name for each in columns for name in _amount_columns(form.effect_name(*each), unit)]
    fixed = [form.NUMBER, form.TITLE, form.OWNER, form.EMAIL, form.UNIT_OF_WORK, form.STATUS, form.IN_TARGET]
    yield [*fixed, *amounts, form.REPORTED_ON]
    presupposed = {each.measure_number for each in book.draft.presuppositions if each.measure_number}
    for _, _, measure in numbered_rows(book.draft):
        own = {(each.kind, each.period): each.amount for each in measure.effects}
        yield [
            *map(harmless, (measure.number, measure.title, book.owner(measure), measure.owner_email or "")),
            harmless(measure.unit),
            measure.status.swedish,
            form.YES if measure.number in presupposed else "",
            *(cell for worth in columns for cell in _amount(own.get(worth), unit)),
            ", ".join(day.isoformat() for day in measure.report_dates),
        ]


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
