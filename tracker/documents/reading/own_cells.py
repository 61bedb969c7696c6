"""The rows of the program's own workbook, cell by cell under the heads of their columns."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tracker.documents import workbook_form as form
from tracker.documents.reading.own_sheets import Cell, Sheets
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.words import Sentence, sentence
from tracker.errors import UnreadableDocument

T = TypeVar("T")
_LARGEST_KR = 10**12


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row. columns: where each head stands, from 0 on. line: its number in the sheet."""

    sheet: str
    line: int
    columns: Mapping[str, int]
    cells: tuple[Cell, ...]

    def has(self, column: str) -> bool:
        return self._value(column) not in (None, "")

    def text(self, column: str) -> str:
        """A number that Excel made of a text that looks like one is a text again."""
        value = self._value(column)
        return "" if value is None else str(value)

    def whole(self, column: str) -> int:
        """Raises UnreadableDocument for anything but a whole number that can be meant."""
        value = self._value(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST_KR:
            raise self.fault(column, sentence("ska vara ett heltal, utan decimaler och ord"))
        return value

    def day(self, column: str) -> date:
        value = self._value(column)
        if isinstance(value, date):
            return value
        return self._day(column, str(value))

    def days(self, column: str) -> tuple[date, ...]:
        """Dates as text, commas between."""
        return tuple(self._day(column, each.strip()) for each in self.text(column).split(",") if each.strip())

    def one_of(self, column: str, words: Mapping[str, T]) -> T:
        word = self.text(column).strip().lower()
        if word not in words:
            raise self.fault(column, sentence("ska vara något av: %(words)s", words=", ".join(words)))
        return words[word]

    def each_of(self, column: str, words: Mapping[str, T]) -> tuple[T, ...]:
        """Several of them, commas between."""
        said = [each.strip().lower() for each in self.text(column).split(",") if each.strip()]
        if not set(said) <= set(words):
            raise self.fault(column, sentence("ska vara något av: %(words)s", words=", ".join(words)))
        return tuple(words[each] for each in said)

    def among(self, column: str, known: Collection[str]) -> str:
        """One of the numbers that measures have, or nothing."""
        return next(iter(self.all_among(column, known)), "")

    def all_among(self, column: str, known: Collection[str]) -> tuple[str, ...]:
        """Several of them, commas between."""
        numbers = tuple(each.strip() for each in self.text(column).split(",") if each.strip())
        if not set(numbers) <= set(known):
            raise self.fault(column, sentence("ska vara nummer på åtgärder som finns i arbetsboken"))
        return numbers

    def has_amount(self, of: str = "") -> bool:
        return any(self.has(column) for column in form.amount_columns(of))

    def amount(self, of: str = "", like: Amount | None = None) -> Amount:
        """The amount under amount_columns(of). like: how it was written; else as the row itself says."""
        low, high, provisional, words = form.amount_columns(of)
        said = self.text(words)
        unit = like.unit if like else self.one_of(form.UNIT, {each.value: each for each in Unit})
        decimals = like.decimals if like else self.whole(form.DECIMALS)
        marked = self.text(provisional).strip().lower() == form.YES
        if not self.has(low) and not self.has(high):
            words = "" if said == form.UNKNOWN else said
            return Amount(None, None, marked, unit, decimals, words)
        low_kr = self.whole(low if self.has(low) else high)
        high_kr = self.whole(high if self.has(high) else low)
        if low_kr > high_kr:
            raise self.fault(high, sentence("är mindre än det lägsta beloppet"))
        if like and (low_kr, high_kr) != (like.low_kr, like.high_kr):
            decimals = max(decimals, unit.exact_decimals(low_kr), unit.exact_decimals(high_kr))
        return Amount(low_kr, high_kr, marked, unit, decimals, said)

    def _value(self, column: str) -> Cell:
        if column not in self.columns:
            raise UnreadableDocument(
                sentence(
                    "Arket %(sheet)s saknar kolumnen ”%(column)s”. Skriv ut arbetsboken på nytt.",
                    sheet=self.sheet,
                    column=column,
                )
            )
        return self.cells[self.columns[column]]

    def _day(self, column: str, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.fault(column, sentence("ska vara ett datum, till exempel 2019-06-12")) from error

    def fault(self, column: str, what: Sentence) -> UnreadableDocument:
        cell = f"{self.sheet}!{letters(self.columns[column])}{self.line}"
        return UnreadableDocument(
            sentence(
                "Cellen %(cell)s (%(column)s) %(what)s. Rätta den och läs in arbetsboken igen.",
                cell=cell,
                column=column,
                what=what,
            )
        )


def letters(column: int) -> str:
    """A column's name; the first is 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def own_rows(workbook: Sheets, sheet: str, *, needed: bool = True) -> Iterator[OwnRow]:
    """Every row of a sheet below its head that is not empty. needed: whether every workbook has it."""
    if sheet not in workbook:
        if not needed:
            return
        raise UnreadableDocument(
            sentence("Arket %(sheet)s saknas. Skriv ut arbetsboken på nytt ur Återrapport.", sheet=sheet)
        )
    head, *rows = workbook[sheet] or [[]]
    columns = {str(name): position for position, name in enumerate(head) if name is not None}
    for line, cells in enumerate(rows, 2):
        if any(cell not in (None, "") for cell in cells):
            yield OwnRow(sheet, line, columns, tuple(cells))
