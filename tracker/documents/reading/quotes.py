"""What stands in the source where things were read, to be shown beside them."""

from collections.abc import Iterable

from tracker.documents.reading.outline import Outline
from tracker.domain.draft import Finding, PlanDraft

_LONGEST = 160
_BETWEEN_CELLS = " · "


def quotes_of(outline: Outline, draft: PlanDraft, findings: Iterable[Finding]) -> dict[int, str]:
    """The text of every line that the draft or a finding names, by its number, cut where it is long."""
    named = {each.line for each in findings} | {each.line for each in draft.targets}
    named |= {each.line for each in draft.presuppositions} | {each.line for each in draft.stated_totals}
    for measure in draft.every_measure:
        named |= {measure.line, *(effect.line for effect in measure.effects)}
    return {
        line.number: shortened(_BETWEEN_CELLS.join(line.cells))
        for block in outline.blocks
        for line in block.lines
        if line.number in named
    }


def shortened(text: str) -> str:
    """Cut between words, with an ellipsis.

    >>> shortened("ett två " * 30)[-8:]
    'ett två…'
    """
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
