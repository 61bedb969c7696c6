"""Which numbered lines are measures: not the points of a decision, a list inside a text or a table of contents."""

import re
from collections.abc import Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.sections import Section
from tracker.documents.reading.stream import Piece, SectionStart
from tracker.domain.words import sentence

_OF_MEASURES = (RowKind.EFFECT, RowKind.REPORT, RowKind.STATUS)


def measure_positions(pieces: Sequence[Piece], findings: Findings) -> list[int]:
    """Where in the stream the measures begin.

    A document without any row of amounts, reports or statuses has no measures, whatever is numbered in it. A number
    that comes twice is an error; a gap in the numbers, or a numbered list that is taken for something else, is a
    warning.
    """
    if not any(isinstance(piece, Row) and piece.kind in _OF_MEASURES for piece in pieces):
        return []
    kept = [n for n, piece in enumerate(pieces) if isinstance(piece, Block) and piece.numbered and not _contents(piece)]
    other = _under_other_headings(pieces, kept)
    kept = [each for each in kept if each not in other]
    in_text = _lists_in_text(pieces, kept)
    kept = [each for each in kept if each not in in_text]
    if other or in_text:
        lines = findings.where_all([pieces[each].line for each in other | in_text])
        findings.warning(0, sentence("Numrerade punkter som inte lästes som åtgärder: %(lines)s.", lines=lines))
    _check_numbers([(_number(pieces[each]), pieces[each].line) for each in kept], findings)
    return kept


def _contents(block: Block) -> bool:
    """A line of a table of contents: a heading and a bare page number."""
    cells = block.lines[0].cells
    return len(cells) > 1 and re.fullmatch(r"\d{1,3}", cells[-1]) is not None


def _number(piece: Piece) -> int:
    return int(piece.marker) if isinstance(piece, Block) and piece.numbered else 0


def _under_other_headings(pieces: Sequence[Piece], candidates: list[int]) -> set[int]:
    """Lists under a heading that lists no measures, where no row follows before the numbers start over."""
    sections = _sections(pieces)
    runs: list[list[int]] = []
    for position in candidates:
        if runs and _number(pieces[position]) > _number(pieces[runs[-1][-1]]):
            runs[-1].append(position)
        else:
            runs.append([position])
    others: set[int] = set()
    ends = [*(run[0] for run in runs[1:]), len(pieces)]
    for run, end in zip(runs, ends[: len(runs)], strict=True):
        section = sections[run[0]]
        rows = any(isinstance(piece, Row) for piece in pieces[run[0] : end])
        if section is not None and section.lists_no_measures and not rows:
            others.update(run)
    return others


def _sections(pieces: Sequence[Piece]) -> list[Section | None]:
    """For each piece, the known heading that it stands under."""
    current: Section | None = None
    sections = []
    for piece in pieces:
        if isinstance(piece, SectionStart):
            current = piece.section
        elif isinstance(piece, Block) and piece.kind is BlockKind.HEADING:
            current = None
        sections.append(current)
    return sections


def _lists_in_text(pieces: Sequence[Piece], candidates: list[int]) -> set[int]:
    """Points counted from 1 on lines directly under each other, where something else is counted from 1 as well."""
    tight: list[list[int]] = []
    for position in candidates:
        if tight and _directly_under(pieces[tight[-1][-1]], pieces[position]):
            tight[-1].append(position)
        else:
            tight.append([position])
    starts = sum(_number(pieces[each]) == 1 for each in candidates)
    if starts < 2:
        return set()
    return {each for run in tight if len(run) > 1 and _number(pieces[run[0]]) == 1 for each in run}


def _directly_under(before: Piece, after: Piece) -> bool:
    return (
        isinstance(before, Block)
        and isinstance(after, Block)
        and before.kind is after.kind is BlockKind.ITEM
        and after.line == before.lines[-1].number + 1
    )


def _check_numbers(numbered: list[tuple[int, int]], findings: Findings) -> None:
    lines: dict[int, list[int]] = {}
    for number, line in numbered:
        lines.setdefault(number, []).append(line)
    for number, found in lines.items():
        if len(found) > 1:
            message = sentence(
                "Åtgärd %(number)s finns flera gånger (%(places)s). Ge varje åtgärd ett eget nummer.",
                number=number,
                places=findings.where_all(found),
            )
            findings.error(found[1], message)
    expected = 1
    for number in sorted(lines):
        if number > expected:
            missing = str(expected) if number == expected + 1 else f"{expected}–{number - 1}"
            findings.warning(
                lines[number][0],
                sentence(
                    "Åtgärd %(missing)s saknas före åtgärd %(number)s. Kontrollera numreringen.",
                    missing=missing,
                    number=number,
                ),
            )
        expected = number + 1
