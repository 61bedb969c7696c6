"""The sheet of measures: who, how far, worth what; what counts against the target is a formula."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook, numbered_rows
from tracker.documents.writing.sheet import Bare, Cell, Formula
from tracker.documents.writing.workbook_counting import Filled, counting_rows, value_of
from tracker.domain.amount import Amount
from tracker.domain.draft import PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.period import Period
from tracker.domain.status import Status

Worth = tuple[EffectKind, Period]


@dataclass(frozen=True, slots=True)
class Counting:
    """Two columns with what each row adds to one sum, from low to high, by effects of these kinds in their order."""

    low: str
    high: str
    kinds: tuple[EffectKind, ...]
    rows: dict[int, Amount | None]

    @property
    def columns(self) -> tuple[str, str]:
        return (self.low, self.high)


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """The sheet with its row of sums; counting: what counts; asked: what the target is the sum of, where it is one."""

    filled: Filled
    counting: Counting | None
    asked: Counting | None

    def total(self, column: str) -> Formula:
        """A column's sum as a formula on another sheet, whatever is filtered."""
        return self.filled.sum_of(column, range(2, len(self.filled.rows) + 1))


def measure_sheet(book: PlanBook) -> MeasureSheet:
    """One row for each measure and part, and under them the sums of what is shown."""
    draft, kind = book.draft, book.draft.kind
    columns = worths(book)
    counting, asked = _countings(draft)
    presupposing = has_presupposed(draft)
    head = (
        *(form.ROW, form.PART_OF, form.NUMBER, form.title(kind), form.DESCRIPTION),
        *(form.OWNER, form.EMAIL, form.UNIT_OF_WORK, form.STATUS),
        *((form.IN_TARGET,) if presupposing else ()),
        *(column for each in (counting, asked) if each for column in each.columns),
        *(column for worth in columns for column in form.amount_columns(form.effect_name(*worth, kind))),
        *(form.ROW_FORM, form.FALLS_TO),
    )
    presupposed = {each.measure_number for each in draft.presuppositions if each.measure_number}
    sorts = form.form_words(kind)
    rows: list[tuple[Cell, ...]] = []
    for row, parent, measure in numbered_rows(draft):
        is_presupposed = bool(measure.number) and measure.number in presupposed
        own = {(each.kind, each.period): each.amount for each in measure.effects}
        rows.append(
            (
                *(Bare(row), None if parent is None else Bare(parent), measure.number, measure.title),
                *(measure.description, book.owner(measure), measure.owner_email, measure.unit, measure.status.swedish),
                *((form.YES if is_presupposed else None,) if presupposing else ()),
                *(
                    cell
                    for each in (counting, asked)
                    if each
                    for cell in _counted_cells(head, row, each, draft, is_presupposed)
                ),
                *(cell for worth in columns for cell in amount_cells(own.get(worth))),
                *(sorts[measure.form], measure.falls_to),
            )
        )
    rows.append(_total(head, rows, kind, (*counting.columns, *(asked.columns if asked else ())) if counting else ()))
    return MeasureSheet(Filled(form.measures_sheet(kind), head, rows), counting, asked)


def has_presupposed(draft: PlanDraft) -> bool:
    """Whether the target may count on something already, or does."""
    return draft.kind.rules.presupposes or bool(draft.presuppositions)


def worths(book: PlanBook) -> list[Worth]:
    """The kinds and periods that have columns: what counts in the plan's year always has, and comes first.

    In a plan that asks for money what is asked for comes before what is given.
    """
    rules, own_year = book.draft.kind.rules, Period(book.draft.year)
    order = sorted(EffectKind, key=lambda kind: (kind is not rules.target_from, list(EffectKind).index(kind)))
    used = {(each.kind, each.period) for _, _, measure in numbered_rows(book.draft) for each in measure.effects}
    if rules.in_money:
        used |= {(kind, own_year) for kind in (*rules.counts, *rules.columns)}
    always = [(kind, own_year) for kind in order if kind in rules.counts or kind is rules.target_from]
    first = [each for each in always if each in used]
    rest = sorted(used - set(first), key=lambda worth: (worth[1] != own_year, worth[1], order.index(worth[0])))
    return first + rest


def amount_cells(amount: Amount | None) -> tuple[Cell, Cell, Cell, Cell]:
    """Under amount_columns: the ends in kronor, a mark where provisional, its words. None: nothing is claimed."""
    if amount is None:
        return (None, None, None, None)
    words = amount.words or (None if amount.known else form.UNKNOWN)
    return (amount.low_kr, amount.high_kr, form.YES if amount.provisional else None, words)


def _countings(draft: PlanDraft) -> tuple[Counting | None, Counting | None]:
    """What counts against the target, and what the target is the sum of; None where there is no such sum."""
    rules, year = draft.kind.rules, Period(draft.year)
    if not rules.in_money:
        return None, None
    counting = Counting(form.COUNTS_LOW, form.COUNTS_HIGH, rules.counts, counting_rows(draft, year))
    asked = rules.target_from
    if asked is None:
        return counting, None
    low, high, *_ = form.amount_columns(f"{form.effect_word(asked, draft.kind).capitalize()} som räknas")
    return counting, Counting(low, high, (asked,), counting_rows(draft, year, asked))


def _counted_cells(
    head: tuple[str, ...], row: int, counting: Counting, draft: PlanDraft, is_presupposed: bool
) -> tuple[Cell, Cell]:
    """What the row adds, as formulas: nothing where it has ended, is presupposed, or stands there twice."""
    worth = None if is_presupposed else counting.rows.get(row)
    ends = (0, 0) if worth is None else (worth.low_kr or 0, worth.high_kr or 0)
    if row not in counting.rows:
        return (Formula("0", 0), Formula("0", 0))

    def at(column: str) -> str:
        return f"{get_column_letter(head.index(column) + 1)}{row + 1}"

    def formula(end: int) -> str:
        year = Period(draft.year)
        columns = [form.amount_columns(form.effect_name(each, year, draft.kind)) for each in counting.kinds]
        value = f"N({at(columns[-1][end])})"
        for each in reversed(columns[:-1]):
            value = f'IF(AND({at(each[0])}="",{at(each[3])}=""),{value},N({at(each[end])}))'
        out = [f'{at(form.STATUS)}="{each.swedish}"' for each in Status if not each.counts]
        out += [f'{at(form.IN_TARGET)}="{form.YES}"'] if form.IN_TARGET in head else []
        return f"IF(OR({','.join(out)}),0,{value})"

    return (Formula(formula(0), ends[0]), Formula(formula(1), ends[1]))


def _total(
    head: tuple[str, ...], rows: list[tuple[Cell, ...]], kind: PlanKind, counting: tuple[str, ...]
) -> tuple[Cell, ...]:
    """The sums of the amounts; they follow what is filtered. counting: the columns in which no amount stands twice.

    Where a whole holds its parts only those can be summed; the sheet of sums has the others.
    """

    def cell(index: int, name: str) -> Cell:
        if name == form.title(kind):
            return "Summa" if counting else None
        if name not in counting and (kind.rules.parts_within or not name.endswith("(kr)")):
            return None
        letter = get_column_letter(index + 1)
        value = sum(value_of(row[index]) for row in rows)
        return Formula(f"SUBTOTAL(109,{letter}2:{letter}{len(rows) + 1})", value)

    return tuple(cell(index, name) for index, name in enumerate(head))
