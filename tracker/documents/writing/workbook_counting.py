"""Which rows of a plan's workbook are summed, by the rules of its kind (DESIGN 3.3); and columns as formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from tracker.documents.plan_book import numbered_rows
from tracker.documents.writing.sheet import Cell, Formula
from tracker.domain.amount import Amount
from tracker.domain.counting import counted, counted_as
from tracker.domain.draft import PlanDraft
from tracker.domain.effect import EffectKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period

_MOST_ARGUMENTS = 200


def standings(draft: PlanDraft, period: Period) -> list[Standing]:
    """Every row as it stands in a period; the measure's id is its row."""
    return [
        Standing(
            Measure(row, 0, parent, row, measure.number, measure.title, "", None, "", measure.form),
            measure.status,
            {each.kind: each.amount for each in measure.effects if each.period == period},
            rules=draft.kind.rules,
        )
        for row, parent, measure in numbered_rows(draft)
    ]


def counting_rows(draft: PlanDraft, period: Period, *kinds: EffectKind) -> dict[int, Amount | None]:
    """What each row that counts adds: by the rules of the kind, or by effects of these kinds. None counts twice."""
    every, rules = standings(draft, period), draft.kind.rules
    found = counted_as(every, rules, *kinds) if kinds else counted(every, rules)
    return {each.measure.id: each.worth for each in found.standings}


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet that is written: its name, its head and its rows."""

    name: str
    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]

    def letter(self, column: str) -> str:
        letter: str = get_column_letter(self.head.index(column) + 1)
        return letter

    def at(self, column: str, line: int) -> str:
        """A cell as another sheet's formula names it. line: in the sheet; the first below the head is 2."""
        return f"'{self.name}'!{self.letter(column)}{line}"

    def value(self, column: str, line: int) -> int:
        """What the cell has; nought where it is empty."""
        return value_of(self.rows[line - 2][self.head.index(column)])

    def sum_of(self, column: str, lines: Sequence[int]) -> Formula:
        """The sum of the cells on these lines, in rising order, as another sheet's formula."""
        ranges = [
            self.at(column, first) if first == last else f"{self.at(column, first)}:{self.letter(column)}{last}"
            for first, last in _runs(lines)
        ]
        parts = [ranges[start : start + _MOST_ARGUMENTS] for start in range(0, len(ranges), _MOST_ARGUMENTS)]
        text = "+".join(f"SUM({','.join(part)})" for part in parts) or "SUM(0)"
        return Formula(text, sum(self.value(column, line) for line in lines))


def _runs(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Lines that follow on each other, as first and last."""
    first = last = 0
    for line in lines:
        if line != last + 1 or not first:
            if first:
                yield first, last
            first = line
        last = line
    if first:
        yield first, last


def value_of(cell: Cell) -> int:
    """A whole number or a formula's; nought for what is neither."""
    if isinstance(cell, Formula):
        cell = cell.value
    return cell if isinstance(cell, int) else 0
