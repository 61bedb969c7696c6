"""What the document says and a reader leaves out, so that nothing is left out unseen."""

from collections.abc import Collection, Iterable, Sequence

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.mentions import mentions
from tracker.documents.reading.outline import Block, BlockKind
from tracker.documents.reading.tables.stated import ReadTable
from tracker.domain.amount import Amount
from tracker.domain.draft import MeasureDraft
from tracker.domain.effect import EffectKind
from tracker.domain.phasing import Ramp
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount


def tell_unread_amounts(blocks: Iterable[Block], claimed: Collection[Amount], kr: set[int], findings: Findings) -> None:
    """Say on which lines of text amounts stand that are no part of the plan. kr: figures that are, besides claimed."""
    known = {(each.low_kr, each.high_kr) for each in claimed} | {(each, each) for each in kr}
    lines = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            continue
        for each in mentions(block.text):
            try:
                amount = each.amount()
            except UnreadableAmount:
                amount = Amount.unknown()
            if (amount.low_kr, amount.high_kr) not in known:
                lines.append(block.line_at(each.start))
    if lines:
        findings.warning(
            lines[0],
            sentence(
                "Belopp i texten som inte lästes in i planen: %(lines)s. Skriv in det som ska med.",
                lines=findings.where_all(lines),
            ),
        )


def tell_unread_columns(table: ReadTable, columns: Sequence[object | None], findings: Findings) -> None:
    """The columns of amounts that nothing is made of, in one line. columns: None for each of those."""
    unread = [head for head, column in zip(table.table.columns, columns, strict=True) if column is None]
    if unread:
        names = ", ".join(f"”{each}”" for each in unread[:10])
        findings.warning(table.lines[0].number, sentence("Kolumner som inte lästes: %(names)s.", names=names))


def amounts_of(measures: Sequence[MeasureDraft]) -> list[Amount]:
    """Every amount of the measures and their parts."""
    return [effect.amount for measure in measures for each in measure.every for effect in each.effects]


def ramps_of(measures: Sequence[MeasureDraft]) -> list[tuple[EffectKind, Ramp]]:
    """Every ramp of the measures."""
    return [(kind, shape) for each in measures for kind, shape in each.phasings if isinstance(shape, Ramp)]
