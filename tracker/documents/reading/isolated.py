"""Reading a Word, Excel or PDF file in a process of its own, so that no file can take the program's time or memory.

The libraries for these files can be made to run without end or to fill the memory, and cannot be stopped from inside.
The child gets the file on its standard input, sets itself limits, and answers in JSON: even one that a hostile file had
taken over could send nothing but text.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind, Line, Outline
from tracker.documents.reading.sentences import sentence_from, sentence_json
from tracker.domain.draft import Severity
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument

LONGEST_SECONDS = 30
_SAVE_AGAIN = sentence("Öppna den i programmet den skrevs i, spara den på nytt och läs in den filen.")


def outline_in_child(data: bytes, container: str, findings: Findings, *, seconds: float = LONGEST_SECONDS) -> Outline:
    """The outline of a file of this container; what was found on the way goes into findings.

    Raises UnreadableDocument where the file is broken, or takes more than seconds or the memory that a child may have.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - this program itself; the file goes in as input and not as an argument
            [sys.executable, "-m", "tracker.documents.reading.child", container],
            input=data,
            capture_output=True,
            check=False,
            env=environment,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(
            sentence(
                "Filen tar för lång tid att läsa. Spara bara planens text och tabeller i en egen fil och läs in den."
            )
        ) from error
    if done.returncode != 0:
        raise UnreadableDocument(
            sentence("Filen är skadad eller för stor och går inte att läsa. %(again)s", again=_SAVE_AGAIN)
        )
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableDocument(sentence_from(answer["refused"]))
    return outline_from(answer, findings)


def outline_from(answer: Mapping[str, Any], findings: Findings) -> Outline:
    """The outline again out of outline_json; what was found on the way goes into findings."""
    outline = Outline(tuple(_block(each) for each in answer["blocks"]))
    findings.places.update(outline.places)
    for severity, line, said in answer["findings"]:
        (findings.error if severity == Severity.ERROR else findings.warning)(line, sentence_from(said))
    return outline


def outline_json(outline: Outline, findings: Findings) -> dict[str, object]:
    """An outline and what was found on the way to it, as the child answers and as it is kept between readings."""
    return {
        "blocks": [
            [
                each.kind.value,
                each.marker,
                each.level,
                each.continues,
                [
                    [line.number, line.cells, line.place, line.grid, line.joined, line.cell_places]
                    for line in each.lines
                ],
            ]
            for each in outline.blocks
        ],
        "findings": [[each.severity.value, each.line, sentence_json(each.said)] for each in findings.listed()],
    }


def _block(answer: list[object]) -> Block:
    kind, marker, level, continues, lines = answer
    assert isinstance(marker, str)
    assert isinstance(level, int)
    assert isinstance(lines, list)
    return Block(BlockKind(str(kind)), tuple(_line(each) for each in lines), marker, level, bool(continues))


def _line(answer: tuple[int, list[str], str, list[str], list[str], list[str]]) -> Line:
    number, cells, place, grid, joined, places = answer
    return Line(number, tuple(cells), place, tuple(grid), tuple(joined), tuple(places))
