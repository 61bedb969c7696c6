"""The first sheet of a plan's workbook: what the plan is, and how it stands."""

from tracker.documents import workbook_form as form
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.sheet import Bare, Cell, Formula
from tracker.documents.writing.workbook_measures import MeasureSheet


def facts(book: PlanBook, measures: MeasureSheet) -> list[tuple[Cell, Cell]]:
    """One row a fact; then the sums, as formulas over the other sheets."""
    draft = book.draft
    return [
        ("Titel", draft.title),
        ("Nämnd", draft.committee),
        ("Diarienummer", draft.reference),
        ("År", Bare(draft.year)),
        ("Slag", draft.kind.swedish),
        ("Enhet", draft.unit.value),
        ("Sammanfattning", draft.summary),
        ("Läget den", book.as_of),
        *_sums(book, measures),
    ]


def _sums(book: PlanBook, measures: MeasureSheet) -> list[tuple[Cell, Cell]]:
    """The gap as in DESIGN 3.3, end by end, where there is a target to come from."""
    adding: list[tuple[Cell, Cell]] = [
        ("Åtgärderna ger, lägst (kr)", Formula(measures.total(form.COUNTS_LOW), measures.low_kr)),
        ("Åtgärderna ger, högst (kr)", Formula(measures.total(form.COUNTS_HIGH), measures.high_kr)),
    ]
    known = [(row, each) for row, each in enumerate(book.draft.targets, 2) if each.as_of <= book.as_of]
    newest = max(known, key=lambda each: (each[1].as_of, each[0]), default=None)
    if newest is None or newest[1].amount.low_kr is None or newest[1].amount.high_kr is None:
        return adding
    row, low, high = newest[0], newest[1].amount.low_kr, newest[1].amount.high_kr
    first = 10  # the row of the first of these lines: below the head and the eight facts
    return [
        (f"{book.draft.kind.target_word.capitalize()}, lägst (kr)", Formula(f"{form.TARGETS}!B{row}", low)),
        (f"{book.draft.kind.target_word.capitalize()}, högst (kr)", Formula(f"{form.TARGETS}!C{row}", high)),
        *adding,
        ("Förutsatt som inte väntas bli av, lägst (kr)", book.failing[0]),
        ("Förutsatt som inte väntas bli av, högst (kr)", book.failing[1]),
        (
            "Kvar att täcka, lägst (kr)",
            Formula(f"B{first}-B{first + 3}+B{first + 4}", low - measures.high_kr + book.failing[0]),
        ),
        (
            "Kvar att täcka, högst (kr)",
            Formula(f"B{first + 1}-B{first + 2}+B{first + 5}", high - measures.low_kr + book.failing[1]),
        ),
    ]
