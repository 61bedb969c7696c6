"""The cells of the program's own workbook, read in a process of its own (why: isolated.py)."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

from tracker.documents import workbook_form as form
from tracker.documents.reading.archive import office_kind
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

Cell = str | int | float | bool | date | None
Sheets = dict[str, list[list[Cell]]]
_LONGEST_SECONDS = 20
_PROPERTIES = "docProps/custom.xml"
_LARGEST_PROPERTIES = 100_000


def is_own_workbook(data: bytes) -> bool:
    """Whether the workbook says that it is ours. What is no archive is not."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _LARGEST_PROPERTIES:
                return False
            return f'name="{form.FORM_PROPERTY}"'.encode() in archive.read(_PROPERTIES)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False


def own_sheets(data: bytes) -> Sheets:
    """Every sheet's rows by its name. Raises UnreadableDocument where the file is broken, hostile or too much."""
    office_kind(data)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.documents.reading.own_child"],
            input=data,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=_LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(sentence("Arbetsboken tar för lång tid att läsa. Skriv ut den på nytt.")) from error
    if done.returncode != 0:
        raise UnreadableDocument(sentence("Arbetsboken är skadad eller för stor. Skriv ut den på nytt ur Återrapport."))
    answer = json.loads(done.stdout)
    return {name: [[_cell(value) for value in row] for row in rows] for name, rows in answer.items()}


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return date.fromisoformat(value[0])
    assert isinstance(value, str | int | float | None)
    return value
