"""One part of the layout into one measure."""

from tracker.documents.reading.effects import effects_of
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.layout import Part
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Block
from tracker.documents.reading.report_dates import report_dates_of
from tracker.documents.reading.rows import Row
from tracker.documents.reading.sub_measures import texts_of
from tracker.domain.draft import MeasureDraft
from tracker.domain.money import Unit


def measure_of(part: Part, *, year: int, stated: Unit | None, findings: Findings) -> MeasureDraft:
    """The measure with its texts, effects, report dates and parts.

    year: the plan's; stated: the unit of figures without one.
    """
    number = part.heading.marker
    title, first_text = _title(part.heading)
    rows = [piece for piece in part.pieces if isinstance(piece, Row)]
    texts = texts_of(number, part.pieces)
    seen: set[str] = set()
    for each in texts.parts:
        if each.number and each.number in seen:
            findings.error(each.line, f"Åtgärd {each.number} finns flera gånger. Ge varje punkt en egen bokstav.")
        seen.add(each.number)
    return MeasureDraft(
        number=number,
        title=title,
        description="\n\n".join([*first_text, *texts.description]),
        effects=effects_of(number, rows, year=year, stated=stated, findings=findings),
        report_dates=report_dates_of(rows, year, findings),
        sub_measures=tuple(texts.parts),
        line=part.heading.line,
    )


def _title(heading: Block) -> tuple[str, list[str]]:
    """The first line and those that continue it in lower case; the lines after them begin the description."""
    lines = [line.text for line in heading.lines]
    end = 1
    while end < len(lines) and lines[end][0].islower() and lines[end - 1][-1] not in ".!?:":
        end += 1
    return " ".join(lines[:end]).rstrip(" :"), [" ".join(lines[end:])] if lines[end:] else []


def money_in_texts(part: Part) -> list[int]:
    """The lines of a measure's texts that name money: such amounts are not read."""
    blocks = [part.heading, *(piece for piece in part.pieces if isinstance(piece, Block))]
    return [line.number for block in blocks for line in block.lines if mentions(line.text)]
