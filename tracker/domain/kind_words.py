"""The words that each kind of plan has its own of (DESIGN 2); which they are stands in kind.py."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.effect import EffectKind


@dataclass(frozen=True, slots=True)
class Words:
    """What a plan of the kind calls its things. Nouns in lower case, phrases that begin a line with a capital.

    left and over: what is left of the target, and what is more than it. parts: the labels of what the sum rests on.
    effects: what each kind of effect is called. measures is translated in the sense of "many".
    about: a line for whoever chooses the kind.
    sums_to, covers and asked: the sentences of a follow-up, with amount and share left open. states: that of the plan's
    own document, with day, year and amount left open.
    """

    name: str
    the_name: str
    about: str
    target: str
    the_target: str
    no_target: str
    measure: str
    measures: str
    the_measure: str
    the_measures: str
    new_measure: str
    no_measures: str
    no_amount: str
    sum: str
    covered: str
    left: str
    over: str
    the_gap: str
    full_year: str
    sums_to: str
    covers: str
    asked: str
    states: str
    effects: Mapping[EffectKind, str]
    parts: Mapping[str, str]
