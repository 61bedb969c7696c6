"""What the document says and the reading leaves out, so that nothing is left out unseen."""

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.layout import Layout
from tracker.documents.reading.outline import Block
from tracker.documents.reading.rows import Row, RowKind
from tracker.documents.reading.stream import Piece, SectionStart
from tracker.domain.words import sentence

_LONGEST_QUOTE = 40


def report_leftovers(layout: Layout, findings: Findings) -> None:
    """Errors for rows that belong to no measure; warnings for sums and lines outside of the plan.

    A document without measures has that error already, and no need of one more for each of its rows.
    """
    if not layout.parts:
        return
    for piece in [*layout.preamble, *layout.rest]:
        if isinstance(piece, Row) and piece.kind is RowKind.TOTAL:
            findings.warning(
                piece.line, sentence("Summan står före åtgärderna och jämfördes inte. Flytta den till efter dem.")
            )
        elif isinstance(piece, Row) and piece.kind in (RowKind.EFFECT, RowKind.REPORT):
            report = sentence(
                "Återrapporten hör inte till någon åtgärd. Flytta raden till sin åtgärd eller ta bort den."
            )
            amount = sentence("Beloppet hör inte till någon åtgärd. Flytta raden till sin åtgärd eller ta bort den.")
            findings.error(piece.line, report if piece.kind is RowKind.REPORT else amount)
    _report_unread([piece for piece in [*layout.totals, *layout.rest] if not isinstance(piece, Row)], findings)


def _report_unread(pieces: list[Piece], findings: Findings) -> None:
    blocks = [
        piece.block if isinstance(piece, SectionStart) else piece
        for piece in pieces
        if isinstance(piece, (Block, SectionStart))
    ]
    lines = [line for block in blocks for line in block.lines]
    if lines:
        quote = lines[0].text if len(lines[0].text) <= _LONGEST_QUOTE else lines[0].text[:_LONGEST_QUOTE] + "…"
        numbers = findings.where_all([line.number for line in lines])
        findings.warning(
            lines[0].number,
            sentence(
                "Inte tolkat efter åtgärderna: %(numbers)s (”%(quote)s” …). Hör det till en åtgärd, flytta det dit.",
                numbers=numbers,
                quote=quote,
            ),
        )
