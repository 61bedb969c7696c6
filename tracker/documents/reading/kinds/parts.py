"""What a reader of one kind gives back: the parts of a plan that depend on the kind."""

from dataclasses import dataclass

from tracker.documents.reading.tables.stated import ReadTable
from tracker.domain.draft import MeasureDraft, StatedTotalDraft, TargetDraft
from tracker.domain.stated_table import StatedTable


@dataclass(frozen=True, slots=True)
class Parts:
    """year 0: the document does not say. lines: those of tables and headings that were understood."""

    year: int = 0
    targets: tuple[TargetDraft, ...] = ()
    measures: tuple[MeasureDraft, ...] = ()
    totals: tuple[StatedTotalDraft, ...] = ()
    tables: tuple[StatedTable, ...] = ()
    lines: frozenset[int] = frozenset()


def rows_of(tables: list[ReadTable]) -> frozenset[int]:
    """The lines of the tables that are kept as they stand, with those of their heads."""
    return frozenset(
        number for table in tables for line in table.lines for number in (line.number, table.lines[0].number - 1)
    )
