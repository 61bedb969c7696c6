"""A plan as an Excel workbook, with live sums that are calculated already; `import` reads it back without loss."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.packaging.custom import StringProperty  # type: ignore[import-untyped]

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import BookReport, PlanBook, numbered_rows
from tracker.documents.writing.cached_values import with_values
from tracker.documents.writing.plain import plain
from tracker.documents.writing.sheet import Bare, Calculated, Cell, fill
from tracker.documents.writing.workbook_measures import amount_cells, measure_sheet
from tracker.documents.writing.workbook_sums import facts
from tracker.domain.amount import Amount


def plan_xlsx(book: PlanBook, *, municipality: str, stamp: datetime) -> bytes:
    """The workbook. Amounts are whole kronor. stamp: when it is said to be made (UTC)."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    calculated: Calculated = {}
    measures = measure_sheet(book)
    calculated |= fill(workbook.create_sheet(form.PLAN), (form.FACT, form.VALUE), facts(book, measures))
    calculated |= fill(workbook.create_sheet(form.MEASURES), measures.head, measures.rows, total=True)
    calculated |= fill(workbook.create_sheet(form.TARGETS), _TARGET_HEAD, list(_targets(book)))
    calculated |= fill(workbook.create_sheet(form.PRESUPPOSED), _PRESUPPOSED_HEAD, list(_presupposed(book)))
    calculated |= fill(workbook.create_sheet(form.EFFECTS), _EFFECT_HEAD, list(_effects(book)))
    calculated |= fill(workbook.create_sheet(form.REPORTS), _REPORT_HEAD, list(_reports(book)))
    calculated |= fill(workbook.create_sheet(form.STATED), _STATED_HEAD, list(_stated(book)))
    workbook[form.PLAN].auto_filter.ref = None
    core = workbook.properties
    core.title, core.creator, core.lastModifiedBy = plain(book.draft.title)[:255], plain(municipality)[:255], None
    core.language, core.created, core.modified = "sv-SE", stamp.replace(tzinfo=None), stamp.replace(tzinfo=None)
    workbook.custom_doc_props.append(StringProperty(name=form.FORM_PROPERTY, value=form.FORM))
    content = BytesIO()
    workbook.save(content)
    files = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(workbook.sheetnames, 1)}
    return with_values(content.getvalue(), files, calculated, modified=stamp)


def _written(amount: Amount) -> tuple[Cell, Cell]:
    return (amount.unit.value, Bare(amount.decimals))


_TARGET_HEAD = (form.AS_OF, *form.amount_columns(), form.UNIT, form.DECIMALS, form.LABEL)
_PRESUPPOSED_HEAD = (form.LABEL, form.NUMBER, *form.amount_columns(), form.UNIT, form.DECIMALS)
_STATED_HEAD = (
    form.LABEL,
    *form.amount_columns(),
    form.UNIT,
    form.DECIMALS,
    form.REPORTED_ON,
    form.KIND,
    form.YEAR,
    form.FULL_YEAR,
    form.SUM_OF,
)
_EFFECT_HEAD = (
    form.ROW,
    form.NUMBER,
    form.TITLE,
    form.KIND,
    form.YEAR,
    form.FULL_YEAR,
    form.AS_OF,
    *form.amount_columns(),
    form.UNIT,
    form.DECIMALS,
    form.LABEL,
)
_REPORT_HEAD = (
    *(form.HELD_ON, form.ROW, form.NUMBER, form.TITLE, form.SUBMITTED, form.STATUS),
    *form.amount_columns("Prognos"),
    *form.amount_columns("Utfall hittills"),
    *(form.TEXT, form.AUTHOR),
)


def _targets(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    for each in book.draft.targets:
        yield (each.as_of, *amount_cells(each.amount), *_written(each.amount), each.label)


def _presupposed(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    for each in book.draft.presuppositions:
        yield (each.label, each.measure_number, *amount_cells(each.amount), *_written(each.amount))


def _stated(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    for each in book.draft.stated_totals:
        dates = ", ".join(day.isoformat() for day in each.report_dates)
        yield (
            each.label,
            *amount_cells(each.amount),
            *_written(each.amount),
            dates,
            each.kind.swedish if each.kind else None,
            Bare(each.period.year) if each.period else None,
            form.YES if each.period and each.period.full_year else None,
            ", ".join(each.numbers),
        )


def _effects(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    """Every effect that there has been, oldest first in each measure; the newest of a kind and period counts."""
    of_row = {row: measure for row, _, measure in numbered_rows(book.draft)}
    for each in sorted(book.effects, key=lambda effect: effect.row):
        measure = of_row[each.row]
        yield (
            Bare(each.row),
            measure.number,
            measure.title,
            each.kind.swedish,
            Bare(each.period.year),
            form.YES if each.period.full_year else None,
            each.as_of,
            *amount_cells(each.amount),
            *_written(each.amount),
            each.label,
        )


def _reports(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    of_row = {row: measure for row, _, measure in numbered_rows(book.draft)}
    for each in sorted(book.reports, key=_by_meeting):
        measure = of_row[each.row]
        yield (
            each.held_on,
            Bare(each.row),
            measure.number,
            measure.title,
            each.submitted_on,
            each.status.swedish if each.status else None,
            *amount_cells(each.forecast),
            *amount_cells(each.outcome),
            each.text,
            each.author,
        )


def _by_meeting(report: BookReport) -> tuple[str, int]:
    return (report.held_on.isoformat(), report.row)
