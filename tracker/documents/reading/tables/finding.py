"""Where the tables of measures are in an outline, and which of their rows are heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tracker.documents.reading.outline import LEFT, Block, BlockKind, Line, Outline, one_line
from tracker.documents.reading.tables.columns import Column, Role, column_of
from tracker.documents.reading.tables.dates import lists_dates
from tracker.documents.reading.tables.sum_rows import SUM, is_whole_sum
from tracker.documents.reading.unit import unit_in
from tracker.documents.reading.written_date import short_dates, written_dates
from tracker.domain.money import Unit

_SUB_HEAD = re.compile(
    r"\d{1,2}/\d{1,2}|\d{6}|20\d\d-\d\d-\d\d|\d{1,2} [a-z]{3,9}|(?:år )?20\d\d"
    r"|\(?(?:i )?(?:tkr|mnkr|mkr|kkr|kr|kronor)\)?|(?:årets|helårs?|hel)-?\w*(?: .*)?"
    r"|prognos.*|beslut(?:ad|at).*|utfall.*",
    re.IGNORECASE,
)
_TELLS_MORE = {Role.EFFECT, Role.OWNER, Role.STATUS, Role.REPORT, Role.MEETING}
_SAVING = re.compile(r"effekt|besparing|utebli", re.IGNORECASE)
_REPORTED = re.compile(r"rapport|nämnd|sammanträde", re.IGNORECASE)
_OF_AMOUNTS = re.compile(r"belopp|siffror|summor|tabell|åtgärd|effekt|besparing", re.IGNORECASE)
_AS_CAPTION = re.compile(
    r"\([^()\d]*\)|(?:, | i )(?:1 ?000(?:-?tals?)? )?[^\W\d]+(?: kronor| kr)?(?=[.:]?$|[.:] )", re.IGNORECASE
)
"""Where a caption names its unit: in brackets, or last behind a comma or "i"."""
_LONGEST_CAPTION = 160
_CAPTION_REACH = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table. columns: those that are known; unknown: the other heads."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def width(self) -> int:
        return max(len(line.grid) for line in self.lines)

    def first(self, role: Role) -> Column | None:
        return next((each for each in self.columns if each.role is role), None)

    def all(self, role: Role) -> list[Column]:
        return [each for each in self.columns if each.role is role]

    def repeats(self, line: Line) -> bool:
        """Whether the line says the same as one of the head: it stands again on a new page."""
        return any([each for each in line.grid if each] == [each for each in own.grid if each] for own in self.lines)


@dataclass
class Table:
    """One table of measures. caption_unit: the unit that the text right above it names."""

    head: Head
    caption_unit: Unit | None
    rows: list[Line] = field(default_factory=list)


def split_tables(outline: Outline) -> tuple[list[Table], Outline]:
    """The tables of measures, and the outline without their lines."""
    tables: list[Table] = []
    rest: list[Block] = []
    open_table: Table | None = None
    for block in outline.blocks:
        left: list[Line] = []
        continues = open_table is not None and _continues(open_table, block)
        if not continues:
            open_table = None
        skip = 0
        for position, line in enumerate(block.lines):
            if skip:
                skip -= 1
                continue
            head = head_at(block.lines[position:]) if block.kind is BlockKind.TABLE else None
            if head is not None and not (open_table is not None and open_table.head.repeats(line)):
                open_table = Table(head, _caption_unit([*rest, *_as_block(left)]))
                tables.append(open_table)
                skip = len(head.lines) - 1
            elif open_table is None:
                left.append(line)
            elif not open_table.head.repeats(line):
                open_table.rows.append(line)
        if left:
            rest.append(replace(block, lines=tuple(left)))
    return tables, Outline(tuple(rest))


def head_at(lines: Sequence[Line]) -> Head | None:
    """The head that begins with the first of these lines, of one line or two; None where it is none."""
    heads = [one_line(each) for each in lines[0].grid]
    if len(heads) < 2:
        return None
    two = _sub_heads(heads, lines)
    own = Head(tuple(lines[: 2 if two else 1]), *_columns(two or heads))
    title = own.first(Role.TITLE)
    if title is None or len(own.all(Role.TITLE)) > 1:
        own = replace(own, columns=tuple(_one_title(own.columns)))
        title = own.first(Role.TITLE)
    if title is None or len(title.head) > 60:
        return None
    effects = own.all(Role.EFFECT)
    if title.weak:
        return own if any(_SAVING.search(each.head) for each in effects) else None
    return own if any(each.role in _TELLS_MORE for each in own.columns) else None


def _columns(heads: Sequence[str]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    known = [column_of(index, head) for index, head in enumerate(heads) if head]
    unknown = [head for index, head in enumerate(heads) if head and column_of(index, head) is None]
    return tuple(each for each in known if each is not None), tuple(unknown)


def _one_title(columns: Sequence[Column]) -> Iterator[Column]:
    """Of several columns that could name the measure the first does; the others describe it."""
    named = [each for each in columns if each.role is Role.TITLE]
    first = next((each for each in named if not each.weak), named[0] if named else None)
    for each in columns:
        yield replace(each, role=Role.DESCRIPTION) if each.role is Role.TITLE and each is not first else each


def _sub_heads(heads: list[str], lines: Sequence[Line]) -> list[str]:
    """The heads of two lines put together ("Effekt" over "2024"), or [] where the second is no head."""
    if len(lines) < 2:
        return []
    upper, lower = lines[0], [one_line(each) for each in lines[1].grid]
    if not any(lower) or not all(_SUB_HEAD.fullmatch(each) for each in lower if each):
        return []
    whole: list[str] = []
    for index in range(max(len(heads), len(lower))):
        above = heads[index] if index < len(heads) else ""
        below = lower[index] if index < len(lower) else ""
        if not above and below and (upper.join(index) == LEFT or not any(upper.joined)):
            above = next((each for each in reversed(heads[:index]) if each), "")
        own = below and (written_dates(below) or short_dates(below)) and _REPORTED.search(above)
        whole.append(below if own else f"{above} {below}".strip())
    return whole


def _continues(table: Table, block: Block) -> bool:
    """Whether the next block is more of the table, as far as its container knows: its rows have the same columns.

    Nothing is that follows upon a sum of the whole, but a sum of more.
    """
    if not block.continues or any(len(line.grid) != table.head.width for line in block.lines):
        return False
    first = next(iter(block.lines[0].cells), "")
    ended = bool(table.rows) and is_whole_sum(table.rows[-1])
    return not (ended and not SUM.match(first)) and not lists_dates(block)


def _caption_unit(before: Sequence[Block]) -> Unit | None:
    """The unit in the nearest lines above the table that name one: "Tabell 1. Åtgärder, tkr"."""
    for block in reversed(before[-_CAPTION_REACH:]):
        if len(block.text) <= _LONGEST_CAPTION and _OF_AMOUNTS.search(block.text):
            unit = unit_in(" ".join(_AS_CAPTION.findall(block.text)))
            if unit is not None:
                return unit
    return None


def _as_block(lines: list[Line]) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, tuple(lines))] if lines else []
