"""The columns of amounts of one table: what each means, in which unit, and what has to be asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Line, one_line
from tracker.documents.reading.tables.cells import NOTHING, figure_text, is_figure, is_negative, lacks_unit
from tracker.documents.reading.tables.columns import Column, Doubt, Role
from tracker.documents.reading.tables.finding import Table
from tracker.documents.reading.unit import unit_in
from tracker.domain.draft import Alternative
from tracker.domain.effect import EffectKind
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.place import place_in_words
from tracker.domain.words import Sentence, sentence

_NOT_READ = Alternative("nej", sentence("läs inte kolumnen"))


@dataclass(frozen=True, slots=True)
class EffectColumn:
    """A column whose amounts are read. unit: of figures without one. turned: its minus signs mean savings."""

    column: Column
    kind: EffectKind
    period: Period
    unit: Unit | None
    turned: bool = False


class EffectColumns:
    """Decides for a table which columns are read, and asks about the others."""

    def __init__(self, table: Table, *, year: int, stated: Unit | None, findings: Findings) -> None:
        self.table, self.year, self.findings = table, year, findings
        title = table.head.first(Role.TITLE)
        self.default = (title.unit if title is not None else None) or table.caption_unit or stated
        self.unit_column = self._money_units()

    def read(self, rows: Sequence[Line]) -> list[EffectColumn]:
        """The columns to read in these rows, which are the measures'; never two of the same kind and period."""
        found: list[EffectColumn] = []
        for column in self.table.head.all(Role.EFFECT):
            figures = [(row, text) for row in rows if is_figure(text := figure_text(row.cell(column.index)))]
            if not figures:
                continue
            meant = self._meant(column)
            if meant is None:
                continue
            twin = next((each for each in found if (each.kind, each.period) == (meant.kind, meant.period)), None)
            if twin is not None:
                self.findings.error(
                    self.table.head.line,
                    sentence(
                        "Kolumnerna ”%(one)s” och ”%(other)s” är samma slags belopp för samma år. Skriv i "
                        "rubrikerna vad som skiljer dem (beslutad, prognos, årets, helår).",
                        one=twin.column.head,
                        other=column.head,
                    ),
                )
                continue
            signed = self._signed(self._with_unit(meant, figures), figures)
            if signed is not None:
                found.append(signed)
        return found

    def unit_of(self, row: Line, effect: EffectColumn) -> Unit | None:
        """The unit of a bare figure in this row."""
        own = unit_in(row.cell(self.unit_column.index)) if self.unit_column is not None else None
        return own or effect.unit

    def silent(self, rows: Sequence[Line]) -> list[Column]:
        """Columns that by their heads could be amounts and are words throughout: they describe."""
        return [
            column
            for column in self.table.head.all(Role.EFFECT)
            if not any(is_figure(figure_text(row.cell(column.index))) for row in rows)
            and any(not NOTHING.fullmatch(one_line(row.cell(column.index))) for row in rows)
        ]

    def _money_units(self) -> Column | None:
        """A column that says "tkr" or "mnkr" for each row."""
        for column in self.table.head.all(Role.UNIT):
            values = [text for row in self.table.rows if (text := one_line(row.cell(column.index)))]
            if values and all(unit_in(text) and len(text.split()) <= 2 for text in values):
                return column
        return None

    def _meant(self, column: Column) -> EffectColumn | None:
        """Kind and period, asked for where the head leaves them open; None where nobody has said."""
        kind, full_year = column.kind, column.full_year
        key = f"{self.table.head.line}:{column.index + 1}"
        line = self.table.head.line
        if Doubt.KIND in column.doubts:
            answer = self.findings.ask(
                line,
                sentence("Vad är beloppen i kolumnen ”%(head)s”: prognos eller beslutad besparing?", head=column.head),
                key=f"slag:{key}",
                alternatives=(
                    Alternative("forecast", sentence("prognos")),
                    Alternative("decided", sentence("beslutad besparing")),
                    _NOT_READ,
                ),
            )
            if answer in (None, _NOT_READ.value):
                return None
            kind = EffectKind(str(answer))
        if Doubt.PERIOD in column.doubts:
            answer = self.findings.ask(
                line,
                sentence("Gäller beloppen i kolumnen ”%(head)s” i år eller ett helt år?", head=column.head),
                key=f"period:{key}",
                alternatives=(
                    Alternative("year", _this_year(self.year)),
                    Alternative("full_year", sentence("helårseffekt")),
                    _NOT_READ,
                ),
            )
            if answer in (None, _NOT_READ.value):
                return None
            full_year = answer == "full_year"
        return EffectColumn(column, kind, Period(column.year or self.year, full_year), column.unit or self.default)

    def _with_unit(self, meant: EffectColumn, figures: list[tuple[Line, str]]) -> EffectColumn:
        """With the unit of its bare figures, asked for once for the whole column; without where nobody has said."""
        bare = [(row, text) for row, text in figures if lacks_unit(text) and self.unit_of(row, meant) is None]
        if not bare:
            return meant
        row, text = bare[0]
        index = meant.column.index
        where = row.where_cell(index)
        place = place_in_words(where)
        if len(bare) == 1:
            question = sentence(
                "Beloppet %(text)s i %(where)s har ingen enhet: kr, tkr eller mnkr?", text=text, where=place
            )
        else:
            question = sentence(
                "Beloppen i kolumnen ”%(column)s” (det första är %(text)s i %(where)s) har ingen enhet: kr, tkr "
                "eller mnkr?",
                column=meant.column.head,
                text=text,
                where=place,
            )
        with self.findings.at(where):
            answer = self.findings.ask(
                row.number,
                question,
                key=f"enhet:{self.table.head.line}:{index + 1}",
                alternatives=(
                    *(Alternative(unit.value, sentence("%(text)s %(unit)s", text=text, unit=unit)) for unit in Unit),
                    _NOT_READ,
                ),
            )
        return meant if answer in (None, _NOT_READ.value) else replace(meant, unit=Unit(str(answer)))

    def _signed(self, meant: EffectColumn, figures: list[tuple[Line, str]]) -> EffectColumn | None:
        """Asked where figures are negative: a saving as a change of the cost, or a measure that costs?"""
        negative = [(row, text) for row, text in figures if is_negative(text)]
        if not negative:
            return meant
        row, text = negative[0]
        where = row.where_cell(meant.column.index)
        with self.findings.at(where):
            answer = self.findings.ask(
                row.number,
                sentence(
                    "Beloppet %(text)s i %(where)s är minus: är det en besparing eller en fördyring?",
                    text=text,
                    where=place_in_words(where),
                ),
                key=f"tecken:{self.table.head.line}:{meant.column.index + 1}",
                alternatives=(Alternative("saving", sentence("en besparing: minus betyder lägre kostnad")), _NOT_READ),
            )
        return replace(meant, turned=True) if answer == "saving" else None


def _this_year(year: int) -> Sentence:
    return sentence("årets effekt %(year)s", year=year) if year else sentence("årets effekt")
