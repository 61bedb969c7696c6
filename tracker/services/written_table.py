"""A stated table as text: a line for each row, a tab between cells, so that it comes out of a sheet and goes back.

The first line names the columns. A row that is a sum begins with "=": "= Summa" of every row above that is none
itself, "=1+2-4 Differens" of the rows of those numbers.
"""

import re

from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.stated_table import Addend, StatedRow, StatedTable
from tracker.domain.written_amount import UnreadableAmount, parse_amount
from tracker.language import gettext as _
from tracker.language import spoken, told
from tracker.services.form_reading import FormReading
from tracker.services.report_form import in_field

_SUM = re.compile(r"=(?P<rows>\d+(?:\s*[+-]\s*\d+)*)?\s*(?P<label>.*)")
_NONE = ("", "-", "\N{EN DASH}")
_MOST_ROWS, _MOST_COLUMNS = 200, 30


def in_text(table: StatedTable, unit: Unit) -> str:
    """As it is written in its field. unit: the plan's."""
    lines = [["", *table.columns]]
    for place, row in enumerate(table.rows):
        cells = ["\N{EN DASH}" if cell is None else in_field(cell, unit) for cell in row.cells]
        lines.append([_label(table, place, row), *cells])
    return "\n".join("\t".join(line) for line in lines)


def _label(table: StatedTable, place: int, row: StatedRow) -> str:
    if not row.addends:
        return row.label
    if row.addends == _above(table.rows[:place]):
        return f"= {row.label}"
    rows = "".join(f"{'+' if each.sign > 0 else '-'}{each.row + 1}" for each in row.addends)
    return f"={rows.removeprefix('+')} {row.label}"


def _above(rows: tuple[StatedRow, ...]) -> tuple[Addend, ...]:
    return tuple(Addend(place) for place, row in enumerate(rows) if not row.addends)


def read_table(form: FormReading, title: str, unit: Unit) -> StatedTable | None:
    """What stands in the field "table"; gathers in the form what is wrong, and gives None then."""
    lines = [line for line in form.raw_lines("table") if line.strip()]
    if len(lines) < 2:
        form.fail("table", _("Klistra in tabellen: först en rad med kolumnernas namn, sedan en rad för varje belopp."))
        return None
    if len(lines) > _MOST_ROWS or "\t" not in lines[0]:
        form.fail("table", _("Skilj cellerna åt med tabb, som när de kopieras ur Excel eller Word. Högst 200 rader."))
        return None
    columns = tuple(each.strip() for each in lines[0].split("\t")[1:])
    if not all(columns) or len(columns) > _MOST_COLUMNS:
        form.fail("table", _("Ge varje kolumn ett namn i den första raden. Det första fältet i den är tomt."))
        return None
    rows: list[StatedRow] = []
    for number, line in enumerate(lines[1:], 1):
        row = _row(form, line, number, columns=columns, above=rows, last=len(lines) - 1, unit=unit)
        if row is None:
            return None
        rows.append(row)
    return StatedTable(title, columns, tuple(rows))


def _row(
    form: FormReading,
    line: str,
    number: int,
    *,
    columns: tuple[str, ...],
    above: list[StatedRow],
    last: int,
    unit: Unit,
) -> StatedRow | None:
    """number: of the row, 1 is the first. last: the number of the last one."""
    label, *cells = (each.strip() for each in line.split("\t"))
    if len(cells) > len(columns):
        wrong = _("Rad %(number)s har fler celler än det finns kolumner: %(label)s.", number=number, label=label)
        form.fail("table", wrong)
        return None
    addends: tuple[Addend, ...] = ()
    if label.startswith("=") and (found := _SUM.fullmatch(label)):
        label = found["label"]
        addends = _above(tuple(above))
        if found["rows"]:
            numbers = re.findall(r"([+-]?)\s*(\d+)", found["rows"])
            addends = tuple(Addend(int(each) - 1, -1 if sign == "-" else 1) for sign, each in numbers)
        named = [each.row + 1 for each in addends]
        if not named or number in named or not all(1 <= each <= last for each in named) or len({*named}) < len(named):
            form.fail(
                "table", _("Rad %(number)s är en summa av rader som inte finns: %(label)s.", number=number, label=label)
            )
            return None
    if not label:
        form.fail("table", _("Rad %(number)s har inget namn.", number=number))
        return None
    amounts: list[Amount | None] = []
    for cell in [*cells, *("" for _each in columns)][: len(columns)]:
        try:
            amounts.append(None if cell in _NONE else parse_amount(cell, unit, spoken()))
        except UnreadableAmount as error:
            said = told(error.sentence)
            form.fail("table", _("Rad %(number)s, %(label)s: %(said)s", number=number, label=label, said=said))
            return None
    return StatedRow(label, tuple(amounts), addends)
