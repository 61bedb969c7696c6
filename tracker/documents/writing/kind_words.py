"""The words of a kind of plan as a follow-up says them."""

from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.summary import SummaryWords
from tracker.language import gettext as _


def kind_words(kind: PlanKind) -> SummaryWords:
    """In the language that is spoken."""
    words = kind.words
    return SummaryWords(
        left=_(words.left),
        the_gap=_(words.the_gap),
        measure=_(words.measure),
        forecast=_(words.effects[EffectKind.FORECAST]),
        sums_to=_(words.sums_to),
        covers=_(words.covers),
        asked=_(words.asked),
        in_money=kind.rules.in_money,
    )
