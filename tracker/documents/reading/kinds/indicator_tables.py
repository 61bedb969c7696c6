"""Tables of indicators: a column for their names, and columns of targets and outcomes by year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, Line, one_line
from tracker.domain.indicator import Said
from tracker.domain.words import sentence

_NAME = re.compile(
    r"(?:(?:styrande|nämndens|följande) )?(?:indikator(?:er|n)?|nyckeltal|mått|resultatmått)", re.IGNORECASE
)
_GOAL = re.compile(r"(?:nämndens |förvaltningens )?(?:\w*mål)(?:et|en)?", re.IGNORECASE)
_UNIT = re.compile(r"(?:mät|mått)?enhet", re.IGNORECASE)
_DIRECTION = re.compile(r"(?:önskad |eftersträvad )?(?:riktning|utveckling|trend)", re.IGNORECASE)
_FOLLOWED = re.compile(r"(?:uppföljning(?:stillfälle)?|följs upp|mäts|redovisas)", re.IGNORECASE)
_OWNER = re.compile(r"ansvar(?:ig\w*)?", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<what>mål(?:värde|tal|nivå)?|utfall|resultat)(?: (?:för |år )?(?P<year>2 ?0\d\d))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator as its row has it. values: what is said of which year. goal: "" where the table names none."""

    title: str
    goal: str
    unit: str
    direction: str
    followed: str
    owner: str
    values: tuple[tuple[Said, int, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table and its rows. unread: the heads of columns that nothing is made of."""

    rows: tuple[IndicatorRow, ...]
    unread: tuple[str, ...]
    lines: tuple[Line, ...]


def indicator_tables(blocks: Sequence[Block], year: int) -> Iterator[IndicatorTable]:
    """Every one, in order. year: of a column of targets that names none."""
    for block in blocks:
        lines = [line for line in block.lines if line.grid]
        head = [one_line(each) for each in lines[0].grid] if block.kind is BlockKind.TABLE and lines else []
        name = next((n for n, each in enumerate(head) if _NAME.fullmatch(each)), None)
        if name is None:
            continue
        values = {n: of for n, each in enumerate(head) if n > name and (of := _value(each, year)) is not None}
        if values:
            yield _read(head, name, values, lines)


def _value(head: str, year: int) -> tuple[Said, int] | None:
    """What a column says of which year; None for another column, and for outcomes of a year that is not named."""
    found = _VALUE.fullmatch(head)
    if found is None or (found["year"] is None and not found["what"].lower().startswith("mål")):
        return None
    said = Said.TARGET if found["what"].lower().startswith("mål") else Said.OUTCOME
    return (said, int(found["year"].replace(" ", ""))) if found["year"] else (said, year)


def _read(head: list[str], name: int, values: dict[int, tuple[Said, int]], lines: Sequence[Line]) -> IndicatorTable:
    def first(rule: re.Pattern[str]) -> int | None:
        return next((n for n, each in enumerate(head) if n not in values and n != name and rule.fullmatch(each)), None)

    known = {rule: first(rule) for rule in (_GOAL, _UNIT, _DIRECTION, _FOLLOWED, _OWNER)}
    if (known[_GOAL] or 0) > name:
        known[_GOAL] = None
    rows: list[IndicatorRow] = []
    goal = ""
    for line in lines[1:]:
        if [one_line(each) for each in line.grid] == head:
            continue
        cells = {rule: _cell(line, column) for rule, column in known.items()}
        goal = cells[_GOAL] or goal
        title = _cell(line, name).removesuffix(".")
        if title:
            said = tuple((*of, text) for n, of in values.items() if (text := _cell(line, n)))
            rows.append(
                IndicatorRow(
                    title, goal, cells[_UNIT], cells[_DIRECTION], cells[_FOLLOWED], cells[_OWNER], said, line.number
                )
            )
    read = {name, *values, *(each for each in known.values() if each is not None)}
    unread = tuple(each for n, each in enumerate(head) if each and n not in read)
    return IndicatorTable(tuple(rows), unread, tuple(lines))


def _cell(line: Line, column: int | None) -> str:
    return "" if column is None else one_line(line.cell(column)).strip()


def tell_unread_columns(table: IndicatorTable, findings: Findings) -> None:
    """The columns that nothing is made of, in one line."""
    if table.unread:
        names = ", ".join(f"”{each}”" for each in table.unread[:10])
        findings.warning(table.lines[0].number, sentence("Kolumner som inte lästes: %(names)s.", names=names))
