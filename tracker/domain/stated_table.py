"""Tables that a document states: kept as they stand, and their sums checked, never corrected (DESIGN 3.5)."""

from dataclasses import dataclass

from tracker.domain.amount import Amount, Total


@dataclass(frozen=True, slots=True)
class Addend:
    """A row of the table (0 is the first) that a sum counts, added (1) or taken away (-1)."""

    row: int
    sign: int = 1


@dataclass(frozen=True, slots=True)
class StatedRow:
    """cells: one for each column, None where the table has none. addends: what the row claims to be the sum of."""

    label: str
    cells: tuple[Amount | None, ...]
    addends: tuple[Addend, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedTable:
    """Raises ValueError where a row has too many or too few cells, or sums itself or a row that is not there."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[StatedRow, ...]

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{self.title}: {row.label} has {len(row.cells)} cells, not {len(self.columns)}")
            if any(each.row == place or not 0 <= each.row < len(self.rows) for each in row.addends):
                raise ValueError(f"{self.title}: {row.label} sums a row that it cannot")


@dataclass(frozen=True, slots=True)
class CheckedSum:
    """One sum of a table, in kronor from low to high. holds: None where a part of it is not yet known."""

    table: str
    row: str
    column: str
    stated: Amount
    computed: Total

    @property
    def difference_kr(self) -> int:
        """Stated less computed, at the lower end."""
        return (self.stated.low_kr or 0) - self.computed.low_kr

    @property
    def holds(self) -> bool | None:
        if self.computed.unknown or not self.stated.known:
            return None
        return (self.stated.low_kr, self.stated.high_kr) == (self.computed.low_kr, self.computed.high_kr)


def checked_sums(table: StatedTable) -> tuple[CheckedSum, ...]:
    """Every cell that claims to be a sum, row by row, held against its own parts as the table states them."""
    return tuple(
        CheckedSum(table.title, row.label, column, stated, _computed(table, row, place))
        for row in table.rows
        if row.addends
        for place, column in enumerate(table.columns)
        if (stated := row.cells[place]) is not None
    )


def _computed(table: StatedTable, row: StatedRow, column: int) -> Total:
    total = Total()
    for each in row.addends:
        part = Total.of([table.rows[each.row].cells[column]])
        total += part if each.sign > 0 else Total(-part.high_kr, -part.low_kr, part.unknown, part.provisional)
    return total
