"""The process that reads the cells of the program's own workbook: bytes on standard input, JSON on standard output.

Run by own_sheets.py only: what a document property says is no reason to trust a file.
"""

import json
import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from tracker.documents.reading.child import limit_resources

MOST_ROWS, MOST_COLUMNS = 20_000, 500


def main() -> None:
    """Answer with every visible value of every sheet: text, numbers, true and false, null, and dates as [ISO]."""
    limit_resources()
    workbook = load_workbook(BytesIO(sys.stdin.buffer.read()), data_only=True, keep_links=False)
    answer = {
        sheet.title: [
            [_plain(value) for value in row]
            for row in sheet.iter_rows(
                values_only=True,
                max_row=min(sheet.max_row, MOST_ROWS),
                max_col=min(sheet.max_column, MOST_COLUMNS),
            )
        ]
        for sheet in workbook.worksheets
    }
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    if isinstance(value, date):
        return [value.isoformat()]
    return value if isinstance(value, str | int | float | None) else str(value)


if __name__ == "__main__":
    main()
