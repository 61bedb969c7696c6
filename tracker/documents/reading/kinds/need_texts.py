"""What the text says of each need: it describes it, and its amounts are held against those of the table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.documents.reading.findings import Findings
from tracker.documents.reading.kinds.likeness import shared
from tracker.documents.reading.mentions import Mention, mentions
from tracker.documents.reading.outline import Block, BlockKind
from tracker.domain.draft import MeasureDraft
from tracker.domain.words import sentence
from tracker.domain.written_amount import UnreadableAmount

_MOST = 250
"""Each need is looked for: beyond these the text is left alone."""
_HEAD = 100


def with_texts(
    measures: Sequence[MeasureDraft], blocks: Sequence[Block], findings: Findings
) -> tuple[MeasureDraft, ...]:
    """The needs with the paragraph that is about each: under its number or its name, up to a colon."""
    texts = [each for each in blocks if each.kind is not BlockKind.TABLE and ":" in each.text[: 2 * _HEAD]]
    if sum(1 for each in measures for _ in each.every) > _MOST:
        return tuple(measures)
    return tuple(_told(each, texts, findings) for each in measures)


def _told(measure: MeasureDraft, texts: Sequence[Block], findings: Findings) -> MeasureDraft:
    if measure.form.heads:
        parts = tuple(_told(each, texts, findings) for each in measure.sub_measures)
        return replace(measure, sub_measures=parts)
    found = [each for each in texts if _is_about(measure, each)]
    if len(found) != 1:
        return measure
    for each, line in _others(measure, found[0]):
        findings.warning(
            line,
            sentence(
                "Texten om ”%(title)s” anger %(written)s, som inte står på dess rad i tabellen. Tabellen lästes; "
                "kontrollera vilket som gäller.",
                title=measure.title,
                written=each.written,
            ),
        )
    return replace(measure, description=found[0].text.partition(":")[2].strip())


def _is_about(measure: MeasureDraft, block: Block) -> bool:
    head = block.text.partition(":")[0]
    if block.marker == measure.number:
        return shared(measure.title, head) > 0
    return head.casefold() == measure.title.casefold()


def _others(measure: MeasureDraft, block: Block) -> Iterator[tuple[Mention, int]]:
    """Amounts of the text that the table does not have for the need."""
    own = {(each.amount.low_kr, each.amount.high_kr) for each in measure.effects}
    for each in mentions(block.text):
        try:
            amount = each.amount()
        except UnreadableAmount:
            continue
        if (amount.low_kr, amount.high_kr) not in own:
            yield each, block.line_at(each.start)
