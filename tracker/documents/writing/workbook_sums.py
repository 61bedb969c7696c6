"""The first sheet of a plan's workbook: what the plan is, and how it stands. And its sums by heading and year."""

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.sheet import Bare, Cell, Formula
from tracker.documents.writing.workbook_counting import Filled, counting_rows, standings
from tracker.documents.writing.workbook_measures import Counting, MeasureSheet, worths
from tracker.domain.groups import below
from tracker.domain.period import Period
from tracker.spoken import capital

Fact = tuple[Cell, Cell]


def facts(book: PlanBook, measures: MeasureSheet, targets: Filled) -> list[Fact]:
    """One row a fact; then the sums, as formulas over the other sheets."""
    draft = book.draft
    rows: list[Fact] = [
        ("Titel", draft.title),
        ("Nämnd", draft.committee),
        ("Diarienummer", draft.reference),
        ("År", Bare(draft.year)),
        ("Slag", draft.kind.swedish),
        ("Enhet", draft.unit.value),
        ("Sammanfattning", draft.summary),
        ("Läget den", book.as_of),
    ]
    return [*rows, *_sums(book, measures, targets, first=len(rows) + 2)]


def _sums(book: PlanBook, measures: MeasureSheet, targets: Filled, *, first: int) -> list[Fact]:
    """The gap as in DESIGN 3.3, end by end, where there is a target to come from. first: the line of the first sum."""
    if measures.counting is None:
        return []
    words = book.draft.kind.words
    added = [measures.total(column) for column in measures.counting.columns]
    target = _target(book, measures, targets)
    adding = _both(words.sum, added[0], added[1])
    presupposed = {each.measure_number for each in book.draft.presuppositions if each.measure_number}
    counting = [each for row, each in measures.counting.rows.items() if _number(measures, row) not in presupposed]
    unknown = sum(1 for each in counting if each is not None and not each.known)
    adding += [(f"{capital(words.measures)} utan belopp", Bare(unknown))] if unknown else []
    if target is None:
        return adding
    failing = book.failing if book.draft.kind.rules.presupposes or any(book.failing) else None
    lines = [*_both(capital(words.target), target[0], target[1]), *adding]
    lines += _both("Förutsatt som inte väntas bli av", *failing) if failing else []
    widened = failing or (0, 0)
    low, high = (_int(target[0]) - _int(added[1]) + widened[0], _int(target[1]) - _int(added[0]) + widened[1])
    widening = first + 2 + len(adding)
    more = (f"+B{widening}", f"+B{widening + 1}") if failing else ("", "")
    return [
        *lines,
        *_both(
            words.left,
            Formula(f"B{first}-B{first + 3}{more[0]}", low),
            Formula(f"B{first + 1}-B{first + 2}{more[1]}", high),
        ),
    ]


def _both(of: str, low: Cell, high: Cell) -> list[Fact]:
    names = form.amount_columns(of)
    return [(names[0], low), (names[1], high)]


def _int(formula: Formula) -> int:
    assert isinstance(formula.value, int)
    return formula.value


def _target(book: PlanBook, measures: MeasureSheet, targets: Filled) -> tuple[Formula, Formula] | None:
    """What the plan is summed against: what its measures ask for, else the newest target of its year that is known."""
    asked: Counting | None = measures.asked
    if asked is not None:
        return (measures.total(asked.low), measures.total(asked.high)) if asked.rows else None
    known = [
        (each.as_of, line, each.amount)
        for line, each in enumerate(book.draft.targets, 2)
        if each.as_of <= book.as_of and each.period in (None, Period(book.draft.year))
    ]
    if not known:
        return None
    _, line, amount = max(known, key=lambda each: each[:2])
    if amount.low_kr is None or amount.high_kr is None:
        return None
    low, high, *_ = form.amount_columns()
    return (Formula(targets.at(low, line), amount.low_kr), Formula(targets.at(high, line), amount.high_kr))


def sums_sheet(book: PlanBook, measures: MeasureSheet) -> Filled:
    """Each heading's sums and the plan's, by kind of effect and period; empty where the first sheet says it all."""
    draft = book.draft
    presupposed = {each.measure_number for each in draft.presuppositions if each.measure_number}
    counting = {
        (effect, period): [
            row
            for row, worth in counting_rows(draft, period, effect).items()
            if worth is not None and _number(measures, row) not in presupposed
        ]
        for effect, period in worths(book)
    }
    columns = {worth: form.effect_name(*worth, draft.kind) for worth, rows in counting.items() if rows}
    every = standings(draft, Period(draft.year))
    headings = [each for each in every if each.measure.form.heads]
    head = (form.NUMBER, form.SUMS, *(column for name in columns.values() for column in form.amount_columns(name)[:2]))
    if not columns or not draft.kind.rules.in_money or not (headings or draft.kind.rules.parts_within):
        return Filled(form.SUMS, head, [])

    def line(number: str, title: str, within: set[int] | None) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for worth, name in columns.items():
            lines = [row + 1 for row in counting[worth] if within is None or row in within]
            low, high = form.amount_columns(name)[:2]
            cells += [measures.filled.sum_of(each, lines) if lines else None for each in (low, high)]
        return (number, title, *cells)

    rows = [
        line(each.measure.number, each.measure.title, {other.measure.id for other in below(each.measure.id, every)})
        for each in headings
    ]
    return Filled(form.SUMS, head, [*rows, line("", "Hela planen", None)])


def _number(measures: MeasureSheet, row: int) -> Cell:
    return measures.filled.rows[row - 1][measures.filled.head.index(form.NUMBER)]
