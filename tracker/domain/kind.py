"""The kinds of plan: their words and their rules (DESIGN 2 and 3). The only place that knows the kinds apart.

A kind is a value. What differs between kinds is asked of it, and no other module compares kinds: a plan of another
kind is another row here. Words are whole phrases, never stems to be put together, so that each can be translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind

DECIDED, FORECAST = EffectKind.DECIDED, EffectKind.FORECAST
OUTCOME, CONFIRMED = EffectKind.OUTCOME, EffectKind.CONFIRMED


@dataclass(frozen=True, slots=True)
class Words:
    """What a plan of the kind calls its things. Nouns in lower case, phrases that begin a line with a capital.

    left and over: what is left of the target, and what is more than it. parts: the labels of what the sum rests on.
    effects: what each kind of effect is called.
    """

    name: str
    the_name: str
    target: str
    the_target: str
    no_target: str
    measure: str
    measures: str
    the_measure: str
    the_measures: str
    new_measure: str
    no_measures: str
    sum: str
    covered: str
    left: str
    over: str
    the_gap: str
    full_year: str
    effects: Mapping[EffectKind, str]
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a plan of the kind is summed.

    counts: the kinds of effect that a measure is worth, the first that it has. awaits: a measure that has this and
    none of those waits for a decision: it counts as not yet known. target_from: the target is the sum of these
    effects; None: it is given. more_is_better: whether a forecast or outcome above what was decided is good.
    parts_within: whether the amount of a whole holds those of its parts, or they come on top of it. in_money: whether
    there are sums at all.
    """

    counts: tuple[EffectKind, ...]
    awaits: EffectKind | None = None
    target_from: EffectKind | None = None
    more_is_better: bool = True
    parts_within: bool = True
    in_money: bool = True

    def worth(self, effects: Mapping[EffectKind, Amount]) -> Amount | None:
        """What a measure with these newest effects adds to the sum; None where it claims nothing."""
        for kind in self.counts:
            if kind in effects:
                return effects[kind]
        return Amount.unknown() if self.awaits is not None and self.awaits in effects else None

    def is_bad(self, difference_kr: int) -> bool:
        """Whether a forecast or an outcome that differs so much from what was decided (kronor) is worse than it.

        >>> SAVINGS.is_bad(-1), SAVINGS.is_bad(0), COSTS.is_bad(1)
        (True, False, True)
        """
        return difference_kr < 0 if self.more_is_better else difference_kr > 0


SAVINGS = Rules(counts=(FORECAST, DECIDED), parts_within=False)
COSTS = Rules(counts=(DECIDED,), more_is_better=False)
REQUESTS = Rules(counts=(DECIDED,), awaits=FORECAST, target_from=FORECAST, more_is_better=False)
UNSUMMED = Rules(counts=(FORECAST, DECIDED), in_money=False)


class PlanKind(StrEnum):
    """What sort of plan it is: what it is summed against and what that is called."""

    ACTION_PLAN = "action_plan"
    ALLOCATION = "allocation"
    NEEDS = "needs"
    OPERATIONAL_PLAN = "operational_plan"

    @property
    def words(self) -> Words:
        return _WORDS[self]

    @property
    def rules(self) -> Rules:
        return _RULES[self]

    @property
    def swedish(self) -> str:
        return self.words.name

    @property
    def target_word(self) -> str:
        """What the plan is summed against."""
        return self.words.target

    @property
    def the_target(self) -> str:
        """The same word in its definite form, inside a sentence."""
        return self.words.the_target


_RULES = {
    PlanKind.ACTION_PLAN: SAVINGS,
    PlanKind.ALLOCATION: COSTS,
    PlanKind.NEEDS: REQUESTS,
    PlanKind.OPERATIONAL_PLAN: UNSUMMED,
}

_WORDS = {
    PlanKind.ACTION_PLAN: Words(
        name="åtgärdsplan",
        the_name="åtgärdsplanen",
        target="underskott",
        the_target="underskottet",
        no_target="Inget underskott är angivet",
        measure="åtgärd",
        measures="åtgärder",
        the_measure="åtgärden",
        the_measures="åtgärderna",
        new_measure="Ny åtgärd",
        no_measures="Planen har inga åtgärder än.",
        sum="Åtgärderna väntas ge",
        covered="Täckt",
        left="Kvar att täcka",
        over="Täckt, med en marginal på",
        the_gap="gapet",
        full_year="helårseffekt",
        effects={
            DECIDED: "beslutad",
            FORECAST: "prognos",
            OUTCOME: "utfall hittills",
            CONFIRMED: "bekräftat utfall",
        },
        parts={
            "confirmed": "Bekräftat utfall",
            "outcome": "Utfall hittills",
            "under_way": "Prognos för åtgärder som pågår",
            "not_under_way": "Prognos för åtgärder som inte pågår",
        },
    ),
    PlanKind.ALLOCATION: Words(
        name="fördelning",
        the_name="fördelningen",
        target="ram",
        the_target="ramen",
        no_target="Ingen ram är angiven",
        measure="post",
        measures="poster",
        the_measure="posten",
        the_measures="posterna",
        new_measure="Ny post",
        no_measures="Planen har inga poster än.",
        sum="Fördelat på posterna",
        covered="Fördelat",
        left="Kvar att fördela",
        over="Överfördelat med",
        the_gap="det ofördelade",
        full_year="helårskostnad",
        effects={
            DECIDED: "fördelat",
            FORECAST: "prognos",
            OUTCOME: "utfall hittills",
            CONFIRMED: "bekräftat utfall",
        },
        parts={
            "confirmed": "Bekräftat utfall",
            "outcome": "Utfall hittills",
            "under_way": "Inte använt på poster som pågår",
            "not_under_way": "Inte använt på poster som inte pågår",
        },
    ),
    PlanKind.NEEDS: Words(
        name="behov och prioriteringar",
        the_name="behoven och prioriteringarna",
        target="äskande",
        the_target="äskandet",
        no_target="Inget är äskat",
        measure="behov",
        measures="behov",
        the_measure="behovet",
        the_measures="behoven",
        new_measure="Nytt behov",
        no_measures="Planen har inga behov än.",
        sum="Beviljat",
        covered="Beviljat",
        left="Inte beviljat",
        over="Beviljat utöver det äskade",
        the_gap="det som inte är beviljat",
        full_year="helårskostnad",
        effects={
            DECIDED: "beviljat",
            FORECAST: "äskat",
            OUTCOME: "utfall hittills",
            CONFIRMED: "bekräftat utfall",
        },
        parts={
            "confirmed": "Bekräftat utfall",
            "outcome": "Utfall hittills",
            "under_way": "Beviljat för det som pågår",
            "not_under_way": "Beviljat för det som inte pågår",
        },
    ),
    PlanKind.OPERATIONAL_PLAN: Words(
        name="verksamhetsplan",
        the_name="verksamhetsplanen",
        target="mål",
        the_target="målen",
        no_target="Planen summeras inte i pengar",
        measure="aktivitet",
        measures="aktiviteter",
        the_measure="aktiviteten",
        the_measures="aktiviteterna",
        new_measure="Ny aktivitet",
        no_measures="Planen har inga mål eller aktiviteter än.",
        sum="Nådda mål",
        covered="Nådda",
        left="Kvar att nå",
        over="Mer än målen",
        the_gap="det som är kvar att nå",
        full_year="helårseffekt",
        effects={
            DECIDED: "beslutat",
            FORECAST: "prognos",
            OUTCOME: "utfall hittills",
            CONFIRMED: "bekräftat utfall",
        },
        parts={
            "confirmed": "Bekräftat utfall",
            "outcome": "Utfall hittills",
            "under_way": "Prognos för aktiviteter som pågår",
            "not_under_way": "Prognos för aktiviteter som inte pågår",
        },
    ),
}
