"""Tables of amounts that list no measures: a budget, a frame, how something is financed. Kept as they stand.

Only what is surely money is read. A table that counts posts or people is none; one whose figures have no unit, or one
that does not fit them, is left alone, and that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import Mention, mentions
from tracker.documents.reading.outline import BlockKind, Line, Outline
from tracker.documents.reading.tables.cells import NOTHING, figure_text
from tracker.documents.reading.tables.named_units import sentences_with_money, unit_named_with
from tracker.documents.reading.tables.stated_shape import Shape, shape_of
from tracker.documents.reading.tables.stated_sums import with_sums
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.stated_table import StatedRow, StatedTable
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount, parse_amount

_FEWEST_DIGITS = 4
"""Of a figure that stands in the text with a unit as well, and so says which unit the table is in."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table and the lines that its rows stand on. label: the head over its rows' names, "" where it has none."""

    table: StatedTable
    lines: tuple[Line, ...]
    label: str
    head: tuple[str, ...]


def stated_tables(outline: Outline, findings: Findings) -> tuple[StatedTable, ...]:
    """Every table of amounts, in order, with its sums checked."""
    return summed(tables_of_amounts(outline, findings), findings)


def summed(tables: Sequence[ReadTable], findings: Findings) -> tuple[StatedTable, ...]:
    """The tables with what each of their sums is of; a sum that does not hold is told."""
    return tuple(with_sums(each.table, each.label, each.lines, findings) for each in tables)


def tables_of_amounts(outline: Outline, findings: Findings) -> list[ReadTable]:
    """Every table of amounts, in order. One that goes on under the same head, as over a page break, is one table."""
    money = [found for block in outline.blocks for found in mentions(block.text)]
    said = sentences_with_money(outline)
    found: list[list[ReadTable]] = []
    for position, block in enumerate(outline.blocks):
        shape = shape_of(block, outline.blocks[:position])
        read = None if shape is None else _read(shape, money, said, findings)
        if read is None:
            continue
        follows = position > 0 and outline.blocks[position - 1].kind is BlockKind.TABLE
        if found and follows and read.head and read.head == found[-1][0].head:
            found[-1].append(read)
        else:
            found.append([read])
    return [_joined(each) for each in found]


def _joined(parts: Sequence[ReadTable]) -> ReadTable:
    """One table that goes on, whole."""
    first = parts[0]
    rows = tuple(row for each in parts for row in each.table.rows)
    lines = tuple(line for each in parts for line in each.lines)
    return replace(first, table=replace(first.table, rows=rows), lines=lines)


def _read(shape: Shape, money: Sequence[Mention], said: Sequence[str], findings: Findings) -> ReadTable | None:
    """The table with its amounts; None, and why in the findings, where one of them is not sure."""
    texts = [[figure_text(shape.cell(line, column)) for column in shape.columns] for line in shape.rows]
    in_text = None
    if None in shape.units and shape.unit is None:
        in_text = _in_the_text(texts, money) or unit_named_with([shape.name(line) for line in shape.rows], texts, said)
    units = [unit or shape.unit or in_text for unit in shape.units]
    bare = any(each and each[-1].isdigit() for row in texts for each in row)
    if bare and None in units:
        findings.warning(
            shape.line,
            sentence(
                "Tabellen ”%(title)s” har siffror utan enhet och lästes inte. Skriv kr, tkr eller mnkr i tabellens "
                "rubrik om de är belopp.",
                title=shape.title,
            ),
        )
        return None
    if all(unit in (Unit.KR, Unit.TKR) for unit in units) and _has_decimals(texts):
        findings.warning(
            shape.line,
            sentence(
                "Tabellen ”%(title)s” säger %(unit)s, men siffrorna har decimaler, som miljoner brukar ha. Den lästes "
                "inte.",
                title=shape.title,
                unit=str(units[0]),
            ),
        )
        return None
    rows = []
    for line, of_row in zip(shape.rows, texts, strict=True):
        try:
            cells = tuple(_amount(text, unit) for text, unit in zip(of_row, units, strict=True))
        except UnreadableAmount as error:
            findings.warning(
                line.number,
                sentence("Tabellen ”%(title)s” lästes inte: %(why)s", title=shape.title, why=error.sentence),
            )
            return None
        rows.append(StatedRow(shape.name(line), cells))
    table = StatedTable(shape.title, shape.names, tuple(rows))
    return ReadTable(table, shape.rows, shape.label, shape.head)


def _amount(text: str, unit: Unit | None) -> Amount | None:
    if NOTHING.fullmatch(text):
        return None
    if not any(sign.isdigit() for sign in text):
        return Amount.unknown(text)
    return parse_amount(text, unit)


def _in_the_text(texts: Sequence[Sequence[str]], money: Sequence[Mention]) -> Unit | None:
    """The unit that the document's text gives to figures that stand in the table too."""
    figures = {_digits(each) for row in texts for each in row if len(_digits(each)) >= _FEWEST_DIGITS}
    named = set()
    for each in money:
        if _digits(each.written) in figures:
            try:
                named.add(each.amount().unit)
            except UnreadableAmount:
                continue
    return named.pop() if len(named) == 1 else None


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _has_decimals(texts: Sequence[Sequence[str]]) -> bool:
    """Whether more than half of the figures have decimals."""
    figures = [each for row in texts for each in row if _digits(each)]
    return sum("," in each for each in figures) * 2 > len(figures)
