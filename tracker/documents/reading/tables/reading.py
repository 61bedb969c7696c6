"""The tables of measures of a document into measures and stated sums."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import ABOVE, LEFT, Line
from tracker.documents.reading.tables.cells import cell_amount, figure_text, is_figure, lacks_unit
from tracker.documents.reading.tables.columns import Role
from tracker.documents.reading.tables.effect_columns import EffectColumn, EffectColumns
from tracker.documents.reading.tables.finding import Table
from tracker.documents.reading.tables.group_sums import without_group_sums
from tracker.documents.reading.tables.items import Cells, Item
from tracker.documents.reading.tables.nesting import nested
from tracker.documents.reading.tables.rows import TableRow, TableRowKind, table_rows
from tracker.documents.reading.tables.sums import StatedSum, check_sums, stated_totals
from tracker.domain.amount import Amount
from tracker.domain.draft import Alternative, EffectDraft, MeasureDraft, StatedTotalDraft
from tracker.domain.money import Unit
from tracker.domain.words import sentence


@dataclass
class TableReading:
    """What the tables gave. lines: the lines that were understood."""

    measures: list[MeasureDraft] = field(default_factory=list)
    totals: list[StatedTotalDraft] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


def read_tables(tables: Sequence[Table], *, year: int, stated: Unit | None, findings: Findings) -> TableReading:
    """Every measure of the tables, in order. year: the plan's; stated: the unit that the document says for all."""
    reading = TableReading()
    items: list[Item] = []
    sums: list[StatedSum] = []
    for table in tables:
        reader = _TableReader(table, year=year, stated=stated, findings=findings)
        found = reader.items()
        items += found
        reading.lines |= reader.lines
        if found:
            sums += check_sums(
                reader.rows, found, amount=reader.amount, effects=reader.effects, year=year, findings=findings
            )
    reading.measures = nested(items, findings)
    reading.totals = stated_totals(sums, items)
    return reading


class _TableReader:
    """One table."""

    def __init__(self, table: Table, *, year: int, stated: Unit | None, findings: Findings) -> None:
        self.table, self.year, self.findings = table, year, findings
        self.columns = EffectColumns(table, year=year, stated=stated, findings=findings)
        self.rows = [self._settled(row) for row in table_rows(table.head, table.rows)]
        self.below = {line.number: following for line, following in pairwise(table.rows)}
        self.effects: list[EffectColumn] = []
        self.lines = {line.number for line in table.head.lines}

    def items(self) -> list[Item]:
        items: list[Item] = []
        for row in self.rows:
            self.lines.add(row.line.number)
            if row.kind is TableRowKind.MEASURE:
                items.append(Item(row, [row.line]))
            elif row.kind is TableRowKind.MORE and items:
                items[-1].lines.append(row.line)
            elif row.kind in (TableRowKind.MORE, TableRowKind.UNCLEAR):
                self.lines.discard(row.line.number)
        lines = [line for item in items for line in item.lines]
        self.effects = self.columns.read(lines)
        Cells(self.table.head, self.columns.silent(lines), year=self.year, findings=self.findings).read(
            items, units=self.columns.unit_column is None
        )
        for item in items:
            self._amounts(item)
        self._tell_unread()
        return without_group_sums(items, self.findings)

    def amount(self, line: Line, effect: EffectColumn) -> Amount | None:
        """The amount of one cell, as the answers have it; None for a bare figure whose unit has been asked for."""
        index = effect.column.index
        text = figure_text(line.cell(index))
        if effect.turned:
            text = re.sub(r"^[-\u2212] ?", "", text)
        unit = self.columns.unit_of(line, effect)
        if unit is None and lacks_unit(text):
            return None
        with self.findings.at(line.where_cell(index)):
            return cell_amount(text, unit, line.number, self.findings)

    def _amounts(self, item: Item) -> None:
        for effect in self.effects:
            index = effect.column.index
            for line in item.lines:
                if self._shared(line, index, item):
                    continue
                amount = self.amount(line, effect)
                if amount is None:
                    continue
                if index in item.effects:
                    self.findings.error(
                        line.number,
                        sentence(
                            "Åtgärden har flera belopp i kolumnen ”%(head)s”. Låt ett stå kvar.",
                            head=effect.column.head,
                        ),
                    )
                    continue
                item.effects[index] = EffectDraft(
                    effect.kind, effect.period, amount, effect.column.head, line.number, line.where_cell(index)
                )

    def _shared(self, line: Line, index: int, item: Item) -> bool:
        """Whether the cell is merged with one of another measure: whose the amount is, nobody can tell.

        Nor which of two columns it is of, where it fills both.
        """
        if line.join(index) == ABOVE:
            return True
        beside = next((each.column.head for each in self.effects if each.column.index == index + 1), "")
        if beside and line.join(index + 1) == LEFT and line.cell(index):
            with self.findings.at(line.where_cell(index)):
                self.findings.error(
                    line.number,
                    sentence(
                        "Beloppet %(text)s står även under ”%(beside)s”. Skriv ett i var kolumn.",
                        text=figure_text(line.cell(index)),
                        beside=beside,
                    ),
                )
            return True
        below = self.below.get(line.number)
        if below is None or below.join(index) != ABOVE or below in item.lines or not line.cell(index):
            return False
        with self.findings.at(line.where_cell(index)):
            self.findings.error(
                line.number,
                sentence(
                    "Beloppet %(text)s gäller flera åtgärder. Skriv ett belopp för var och en.",
                    text=figure_text(line.cell(index)),
                ),
            )
        return True

    def _settled(self, row: TableRow) -> TableRow:
        """An unclear row as what a person says that it is; it stays unclear where she has not."""
        if row.kind is not TableRowKind.UNCLEAR:
            return row
        figures = any(is_figure(row.line.cell(each.index)) for each in self.table.head.all(Role.EFFECT))
        if not row.title:
            if figures:
                self.findings.error(
                    row.line.number, sentence("Beloppet hör inte till någon åtgärd. Skriv åtgärdens namn på raden.")
                )
            return row
        answer = self.findings.ask(
            row.line.number,
            sentence("Är ”%(title)s” en åtgärd eller en rubrik för flera?", title=row.title[:80]),
            key=f"rad:{row.line.number}",
            alternatives=(Alternative("measure", sentence("en åtgärd")), Alternative("group", sentence("en rubrik"))),
            touches_money=figures,
        )
        kinds = {"measure": TableRowKind.MEASURE, "group": TableRowKind.GROUP}
        return replace(row, kind=kinds.get(answer or "", TableRowKind.UNCLEAR))

    def _tell_unread(self) -> None:
        """The columns that nothing is made of, in one line."""
        head = self.table.head
        unread = [*head.unknown, *(each.head for each in head.all(Role.OTHER))]
        if unread:
            names = ", ".join(f"”{each}”" for each in unread[:10])
            self.findings.warning(head.line, sentence("Kolumner som inte lästes: %(names)s.", names=names))


def years_named(tables: Iterable[Table]) -> set[int]:
    """The years that the heads of the tables name: of their amounts and of their meetings."""
    return {
        year
        for table in tables
        for column in table.head.columns
        for year in (column.year, column.day.year if column.day is not None else None)
        if year
    }
