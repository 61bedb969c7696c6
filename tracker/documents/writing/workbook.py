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
from tracker.documents.writing.workbook_counting import Filled
from tracker.documents.writing.workbook_indicators import indicators_sheet, value_cell, values_sheet
from tracker.documents.writing.workbook_measures import amount_cells, has_presupposed, measure_sheet
from tracker.documents.writing.workbook_months import months_sheet
from tracker.documents.writing.workbook_sums import facts, sums_sheet
from tracker.documents.writing.workbook_tables import tables_sheet
from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind


def plan_xlsx(book: PlanBook, *, municipality: str, stamp: datetime) -> bytes:
    """The workbook. Amounts are whole kronor. stamp: when it is said to be made (UTC)."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    calculated: Calculated = {}
    for sheet in _sheets(book):
        total = sheet.name in (form.measures_sheet(book.draft.kind), form.SUMS)
        calculated |= fill(workbook.create_sheet(sheet.name), sheet.head, sheet.rows, total=total)
    workbook[form.PLAN].auto_filter.ref = None
    core = workbook.properties
    core.title, core.creator, core.lastModifiedBy = plain(book.draft.title)[:255], plain(municipality)[:255], None
    core.language, core.created, core.modified = "sv-SE", stamp.replace(tzinfo=None), stamp.replace(tzinfo=None)
    workbook.custom_doc_props.append(StringProperty(name=form.FORM_PROPERTY, value=form.FORM))
    content = BytesIO()
    workbook.save(content)
    files = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(workbook.sheetnames, 1)}
    return with_values(content.getvalue(), files, calculated, modified=stamp)


def _sheets(book: PlanBook) -> Iterator[Filled]:
    """Those that the plan needs: what it has, and what a plan of its kind is given later."""
    rules, kind = book.draft.kind.rules, book.draft.kind
    measures, targets = measure_sheet(book), _targets(book)
    yield Filled(form.PLAN, (form.FACT, form.VALUE), list(facts(book, measures, targets)))
    yield measures.filled
    yield from _used(sums_sheet(book, measures), months_sheet(book, measures))
    if targets.rows or (rules.in_money and rules.target_from is None):
        yield targets
    if has_presupposed(book.draft):
        yield Filled(form.PRESUPPOSED, _PRESUPPOSED_HEAD, list(_presupposed(book)))
    yield from _used(indicators_sheet(book), values_sheet(book))
    effects = Filled(form.EFFECTS, _effect_head(kind), list(_effects(book)))
    yield from (effects,) if rules.in_money else _used(effects)
    yield Filled(form.REPORTS, _report_head(book), list(_reports(book)))
    stated = Filled(form.STATED, (*_STATED_HEAD, form.sum_of(kind)), list(_stated(book)))
    yield from _used(stated, tables_sheet(book))


def _used(*sheets: Filled) -> Iterator[Filled]:
    return (each for each in sheets if each.rows)


def _written(amount: Amount) -> tuple[Cell, Cell]:
    return (amount.unit.value, Bare(amount.decimals))


_TARGET_HEAD = (
    form.AS_OF,
    *form.amount_columns(),
    form.UNIT,
    form.DECIMALS,
    form.LABEL,
    form.YEAR,
    form.FULL_YEAR,
)
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
)


def _effect_head(kind: PlanKind) -> tuple[str, ...]:
    return (
        *(form.ROW, form.NUMBER, form.title(kind), form.KIND, form.YEAR, form.FULL_YEAR, form.AS_OF),
        *form.amount_columns(),
        *(form.UNIT, form.DECIMALS, form.LABEL),
    )


def _report_head(book: PlanBook) -> tuple[str, ...]:
    """Values of indicators have a column where there are indicators; amounts, where there can be some."""
    kind = book.draft.kind
    reported = (EffectKind.FORECAST, EffectKind.OUTCOME) if _reports_amounts(book) else ()
    return (
        *(form.HELD_ON, form.ROW, form.NUMBER, form.title(kind), form.SUBMITTED, form.STATUS),
        *(column for each in reported for column in form.amount_columns(form.effect_word(each, kind).capitalize())),
        *((form.VALUE,) if _has_indicators(book) else ()),
        *(form.TEXT, form.AUTHOR),
    )


def _reports_amounts(book: PlanBook) -> bool:
    return book.draft.kind.rules.in_money or any(each.forecast or each.outcome for each in book.reports)


def _has_indicators(book: PlanBook) -> bool:
    return any(each.indicator for each in book.draft.every_measure)


def _targets(book: PlanBook) -> Filled:
    """Those of the plan's own year have no year."""
    rows: list[tuple[Cell, ...]] = []
    for each in book.draft.targets:
        year = Bare(each.period.year) if each.period else None
        full_year = form.YES if each.period and each.period.full_year else None
        rows.append((each.as_of, *amount_cells(each.amount), *_written(each.amount), each.label, year, full_year))
    return Filled(form.targets_sheet(book.draft.kind), _TARGET_HEAD, rows)


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
            form.effect_word(each.kind, book.draft.kind) if each.kind else None,
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
            form.effect_word(each.kind, book.draft.kind),
            Bare(each.period.year),
            form.YES if each.period.full_year else None,
            each.as_of,
            *amount_cells(each.amount),
            *_written(each.amount),
            each.label,
        )


def _reports(book: PlanBook) -> Iterator[tuple[Cell, ...]]:
    of_row = {row: measure for row, _, measure in numbered_rows(book.draft)}
    valued, in_amounts = _has_indicators(book), _reports_amounts(book)
    for each in sorted(book.reports, key=_by_meeting):
        measure = of_row[each.row]
        yield (
            each.held_on,
            Bare(each.row),
            measure.number,
            measure.title,
            each.submitted_on,
            each.status.swedish if each.status else None,
            *((*amount_cells(each.forecast), *amount_cells(each.outcome)) if in_amounts else ()),
            *((value_cell(each.value, measure.indicator.measured) if measure.indicator else None,) if valued else ()),
            each.text,
            each.author,
        )


def _by_meeting(report: BookReport) -> tuple[str, int]:
    return (report.held_on.isoformat(), report.row)
