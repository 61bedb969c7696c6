"""A file of rows with delimiters (.csv) into an outline. Encoding and delimiter are found by trying."""

import csv
import io
import re
from collections import Counter
from itertools import pairwise

from tracker.documents.reading.encoding import decoded
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Outline
from tracker.documents.reading.sheet import MOST_COLUMNS, MOST_ROWS, sheet_blocks, sheet_line, too_long, too_wide
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

_DELIMITERS = ";\t,|"
"""In the order of trust: the decimal comma makes the comma the least likely between two that fit as well."""
_WHOLE, _FRACTION = re.compile(r"\s*[-\u2212]?\d[\d ]*"), re.compile(r"\d{1,3}(?: ?[a-z]+)?\s*", re.IGNORECASE)
_SAMPLE = 64 * 1024


def csv_outline(data: bytes, findings: Findings) -> Outline:
    """The outline of a .csv file; a row's place is its line. Raises UnreadableDocument where it is none."""
    text = decoded(data, findings)
    if text.count("\n") > 2 * MOST_ROWS:
        raise too_long()
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            rows.append((begins, cells))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise too_long()
            if len(cells) > MOST_COLUMNS:
                raise too_wide()
    except csv.Error as error:
        raise UnreadableDocument(
            sentence("Filen är skadad och kan inte delas i rader och kolumner. Spara den som .xlsx eller .csv på nytt.")
        ) from error
    if delimiter == "," and _has_torn_decimals([cells for _, cells in rows]):
        raise UnreadableDocument(
            sentence(
                "Kommatecken skiljer både kolumner och decimaler i filen. Spara den med semikolon mellan kolumnerna, "
                "eller "
                "som .xlsx."
            )
        )
    width = max((len(cells) for _, cells in rows), default=0)
    return Outline(tuple(sheet_blocks(sheet_line(number, _padded(cells, width), "") for number, cells in rows)))


def _padded(cells: list[str], width: int) -> list[str]:
    """As many cells as the widest row has: empty ones at the end are often left out."""
    return [each.replace("\r\n", "\n") for each in cells] + [""] * (width - len(cells))


def _has_torn_decimals(rows: list[list[str]]) -> bool:
    """Whether rows of the table are of different lengths, and a longer one has two whole numbers side by side."""
    wide = [row for row in rows if sum(map(bool, row)) > 2]
    shortest = min((len(row) for row in wide), default=0)
    return any(
        len(row) > shortest and any(_WHOLE.fullmatch(one) and _FRACTION.fullmatch(two) for one, two in pairwise(row))
        for row in wide
    )


def _delimiter(text: str) -> str:
    """The sign that gives the most rows the same number of cells, at least two."""
    best, most = _DELIMITERS[0], 0
    for delimiter in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(text[:_SAMPLE]), delimiter=delimiter))
        except csv.Error:
            continue
        agreeing = max((count for width, count in widths.items() if width > 1), default=0)
        if agreeing > most:
            best, most = delimiter, agreeing
    return best
