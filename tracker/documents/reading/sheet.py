"""The rows of a sheet into blocks: text above the tables line by line, and each table by itself. Excel and CSV."""

from collections.abc import Iterable, Sequence

from tracker.documents.reading.lines import marked, plain
from tracker.documents.reading.outline import Block, BlockKind, Line, row_line
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

MOST_ROWS = 5_000
MOST_COLUMNS = 200
"""No plan has more; what has is an export of the accounts."""


def sheet_blocks(rows: Iterable[Line | None]) -> list[Block]:
    """Blocks in the order of the rows; None for an empty row, which parts tables.

    A table goes on over empty rows until the next one begins. It
    begins at the first row of three cells, or is a stretch of rows that all have two.
    """
    blocks: list[Block] = []
    gathered: list[Line] = []
    for row in [*rows, None]:
        if row is not None:
            gathered.append(row)
            continue
        start = _table_start(gathered)
        blocks += [_paragraph(line) for line in gathered[:start]]
        if gathered[start:]:
            blocks.append(Block(BlockKind.TABLE, tuple(gathered[start:]), continues=bool(blocks)))
        gathered = []
    return blocks


def sheet_line(
    number: int, cells: Sequence[str], place: str, *, joined: Sequence[str] = (), cell_places: Sequence[str] = ()
) -> Line | None:
    """A row as a line. Raises UnreadableDocument for one that is too wide."""
    if len(cells) > MOST_COLUMNS:
        raise too_wide()
    return row_line(number, [plain(each) for each in cells], place, joined=joined, cell_places=cell_places)


def too_wide() -> UnreadableDocument:
    return UnreadableDocument(
        sentence(
            "Arket har fler än %(most)s kolumner. Spara bara planens kolumner i en egen fil och läs in den.",
            most=MOST_COLUMNS,
        )
    )


def too_long() -> UnreadableDocument:
    return UnreadableDocument(
        sentence(
            "Arket har fler än %(most)s rader. Spara bara planens rader i en egen fil och läs in den.",
            most=MOST_ROWS,
        )
    )


def _table_start(rows: list[Line]) -> int:
    wide = next((n for n, row in enumerate(rows) if len(row.cells) >= 3), None)
    if wide is not None:
        return wide
    return 0 if len(rows) >= 2 and all(len(row.cells) == 2 for row in rows) else len(rows)


def _paragraph(line: Line) -> Block:
    """A row that is no table's: a heading's number is a mark, as in other texts."""
    marker, text = marked(line.cells[0])
    if marker and len(line.cells) == 1:
        return Block(BlockKind.ITEM, (Line(line.number, (text,), line.place, (text,)),), marker)
    return Block(BlockKind.PARAGRAPH, (line,), continues=True)
