"""The sheet of measures: who, how far, worth what; what counts against the target is a formula."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook, numbered_rows
from tracker.documents.writing.sheet import Bare, Cell, Formula
from tracker.domain.amount import Amount
from tracker.domain.counting import counted
from tracker.domain.draft import PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.kind import Rules
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.status import Status

_FIXED = (
    form.ROW,
    form.PART_OF,
    form.NUMBER,
    form.TITLE,
    form.DESCRIPTION,
    form.OWNER,
    form.EMAIL,
    form.UNIT_OF_WORK,
    form.STATUS,
    form.IN_TARGET,
)
Worth = tuple[EffectKind, Period]


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """The sheet; and what its formulas sum to: from low to high, in kronor."""

    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    low_kr: int
    high_kr: int

    def total(self, column: str) -> str:
        """A column's sum as a formula on another sheet, whatever is filtered."""
        letter = get_column_letter(self.head.index(column) + 1)
        return f"SUM('{form.MEASURES}'!{letter}2:{letter}{len(self.rows)})"


def measure_sheet(book: PlanBook) -> MeasureSheet:
    """One row for each measure and part, and under them the sums of what is shown."""
    columns = worths(book)
    amounts = tuple(column for worth in columns for column in form.amount_columns(form.effect_name(*worth)))
    head = (*_FIXED, form.COUNTS_LOW, form.COUNTS_HIGH, *amounts, form.ROW_FORM, form.FALLS_TO)
    presupposed = {each.measure_number for each in book.draft.presuppositions if each.measure_number}
    rows: list[tuple[Cell, ...]] = []
    rules, counting = book.draft.kind.rules, _counting_rows(book.draft)
    for row, parent, measure in numbered_rows(book.draft):
        worth = None if measure.number and measure.number in presupposed else counting.get(row)
        ends = (0, 0) if worth is None else (worth.low_kr or 0, worth.high_kr or 0)
        own = {(each.kind, each.period): each.amount for each in measure.effects}
        fixed: tuple[Cell, ...] = (
            Bare(row),
            None if parent is None else Bare(parent),
            measure.number,
            measure.title,
            measure.description,
            book.owner(measure),
            measure.owner_email,
            measure.unit,
            measure.status.swedish,
            form.YES if measure.number and measure.number in presupposed else None,
        )
        formulas = (
            Formula(_counting(head, row + 1, end, book.draft.year, rules) if row in counting else "0", ends[end])
            for end in (0, 1)
        )
        written = (cell for worth in columns for cell in amount_cells(own.get(worth)))
        rows.append((*fixed, *formulas, *written, measure.form.swedish, measure.falls_to))
    low_kr, high_kr = (
        sum(_value(row[head.index(name)]) for row in rows) for name in (form.COUNTS_LOW, form.COUNTS_HIGH)
    )
    rows.append(_total(head, rows))
    return MeasureSheet(head, rows, low_kr, high_kr)


def worths(book: PlanBook) -> list[Worth]:
    """The kinds and periods that have columns: what counts in the plan's year always has, and comes first."""
    own_year = Period(book.draft.year)
    first = [(EffectKind.DECIDED, own_year), (EffectKind.FORECAST, own_year)]
    used = {(each.kind, each.period) for _, _, measure in numbered_rows(book.draft) for each in measure.effects}
    kinds = list(EffectKind)
    return first + sorted(used - set(first), key=lambda worth: (worth[1] != own_year, worth[1], kinds.index(worth[0])))


def amount_cells(amount: Amount | None) -> tuple[Cell, Cell, Cell, Cell]:
    """Under amount_columns: the ends in kronor, a mark where provisional, its words. None: nothing is claimed."""
    if amount is None:
        return (None, None, None, None)
    words = amount.words or (None if amount.known else form.UNKNOWN)
    return (amount.low_kr, amount.high_kr, form.YES if amount.provisional else None, words)


def _counting_rows(draft: PlanDraft) -> dict[int, Amount | None]:
    """What each row that counts adds, by the rules of the plan's kind (DESIGN 3.3); no amount stands in two of them."""
    rules, year = draft.kind.rules, Period(draft.year)
    standings = [
        Standing(
            Measure(row, 0, parent, row, measure.number, measure.title, "", None, "", measure.form),
            measure.status,
            {each.kind: each.amount for each in measure.effects if each.period == year},
            rules=rules,
        )
        for row, parent, measure in numbered_rows(draft)
    ]
    return {each.measure.id: each.worth for each in counted(standings, rules).standings}


def _counting(head: tuple[str, ...], row: int, end: int, year: int, rules: Rules) -> str:
    """The same as a formula, for one end."""

    def at(column: str) -> str:
        return f"{get_column_letter(head.index(column) + 1)}{row}"

    out = ",".join(f'{at(form.STATUS)}="{each.swedish}"' for each in Status if not each.counts)
    *others, last = [form.amount_columns(form.effect_name(kind, Period(year))) for kind in rules.counts]
    worth = f"N({at(last[end])})"
    for each in reversed(others):
        worth = f'IF(AND({at(each[0])}="",{at(each[3])}=""),{worth},N({at(each[end])}))'
    return f'IF(OR({out},{at(form.IN_TARGET)}="{form.YES}"),0,{worth})'


def _total(head: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The sums of the amounts; they follow what is filtered."""

    def cell(index: int, name: str) -> Cell:
        if name == form.TITLE:
            return "Summa"
        if not name.endswith("(kr)"):
            return None
        letter = get_column_letter(index + 1)
        value = sum(_value(row[index]) for row in rows)
        return Formula(f"SUBTOTAL(109,{letter}2:{letter}{len(rows) + 1})", value)

    return tuple(cell(index, name) for index, name in enumerate(head))


def _value(cell: Cell) -> int:
    if isinstance(cell, Formula):
        return cell.value
    return cell if isinstance(cell, int) else 0
