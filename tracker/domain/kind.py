"""The kinds of plan: their words and their rules (DESIGN 2 and 3). The only place that knows the kinds apart.

A kind is a value. What differs between kinds is asked of it, and no other module compares kinds: a plan of another
kind is another row here. Words are whole phrases, never stems to be put together, so that each can be translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.kind_words import Words
from tracker.domain.laid_out import LaidOut
from tracker.domain.words import said, said_of

DECIDED, FORECAST = EffectKind.DECIDED, EffectKind.FORECAST
OUTCOME, CONFIRMED = EffectKind.OUTCOME, EffectKind.CONFIRMED


@dataclass(frozen=True, slots=True)
class Rules:
    """How a plan of the kind is summed.

    counts: the kinds of effect that a measure is worth, the first that it has. awaits: a measure that has this and
    none of those waits for a decision: it counts as not yet known. target_from: the target is the sum of these
    effects; None: it is given. more_is_better: whether a forecast or outcome above what was decided is good.
    parts_within: whether the amount of a whole holds those of its parts, or they come on top of it. in_money: whether
    there are sums at all. columns: the effects that the table of measures shows, the first of counts among them as what
    is summed. presupposes: whether the target may count on a saving already. laid_out: how its documents are.
    """

    counts: tuple[EffectKind, ...]
    awaits: EffectKind | None = None
    target_from: EffectKind | None = None
    more_is_better: bool = True
    parts_within: bool = True
    in_money: bool = True
    columns: tuple[EffectKind, ...] = ()
    presupposes: bool = False
    forms: tuple[Form, ...] = (Form.MEASURE, Form.GROUP)
    laid_out: LaidOut = LaidOut.MEASURES

    def worth(self, effects: Mapping[EffectKind, Amount]) -> Amount | None:
        """What a measure with these newest effects adds to the sum; None where it claims nothing."""
        for kind in self.counts:
            if kind in effects:
                return effects[kind]
        return Amount.unknown() if self.awaits is not None and self.awaits in effects else None

    @property
    def beforehand(self) -> tuple[EffectKind, EffectKind]:
        """What is said before there is an outcome, in the order that it is said."""
        return (FORECAST, DECIDED) if self.awaits is FORECAST else (DECIDED, FORECAST)

    def is_bad(self, difference_kr: int) -> bool:
        """Whether a forecast or an outcome that differs so much from what was decided (kronor) is worse than it.

        >>> SAVINGS.is_bad(-1), SAVINGS.is_bad(0), COSTS.is_bad(1)
        (True, False, True)
        """
        return difference_kr < 0 if self.more_is_better else difference_kr > 0


SAVINGS = Rules(counts=(FORECAST, DECIDED), parts_within=False, columns=(FORECAST,), presupposes=True)
COSTS = Rules(counts=(DECIDED,), more_is_better=False, columns=(DECIDED, FORECAST, OUTCOME), laid_out=LaidOut.POSTS)
REQUESTS = Rules(
    counts=(DECIDED,),
    awaits=FORECAST,
    target_from=FORECAST,
    more_is_better=False,
    columns=(FORECAST, DECIDED),
    laid_out=LaidOut.NEEDS,
)
UNSUMMED = Rules(
    counts=(FORECAST, DECIDED),
    in_money=False,
    laid_out=LaidOut.GOALS,
    forms=(Form.ACTIVITY, Form.ASSIGNMENT, Form.INDICATOR, Form.GOAL, Form.FOCUS_AREA),
)


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
        name=said("åtgärdsplan"),
        the_name=said("åtgärdsplanen"),
        about=said("Åtgärder som tillsammans ska täcka ett underskott."),
        target=said("underskott"),
        the_target=said("underskottet"),
        no_target=said("Inget underskott är angivet"),
        measure=said("åtgärd"),
        measures=said_of("many", "åtgärder"),
        the_measure=said("åtgärden"),
        the_measures=said("åtgärderna"),
        new_measure=said("Lägg till en åtgärd"),
        no_measures=said("Planen har inga åtgärder än."),
        no_amount=said("ingen besparing angiven"),
        sum=said("Åtgärderna väntas ge"),
        covered=said("Täckt"),
        left=said("Kvar att täcka"),
        over=said("Täckt, med en marginal på"),
        the_gap=said("gapet"),
        full_year=said("helårseffekt"),
        sums_to=said("Åtgärderna väntas ge %(amount)s."),
        covers=said("Det täcker %(share)s."),
        asked=said("För varje åtgärd har den ansvariga lämnat status, prognos och vad som har hänt sedan sist."),
        states=said("Prognosen per den %(day)s visar ett underskott för %(year)s på %(amount)s."),
        effects={
            DECIDED: said("beslutad"),
            FORECAST: said("prognos"),
            OUTCOME: said("utfall hittills"),
            CONFIRMED: said("bekräftat utfall"),
        },
        parts={
            "confirmed": said("Bekräftat utfall"),
            "outcome": said("Utfall hittills"),
            "under_way": said("Prognos för åtgärder som pågår"),
            "not_under_way": said("Prognos för åtgärder som inte pågår"),
        },
    ),
    PlanKind.ALLOCATION: Words(
        name=said("fördelning"),
        the_name=said("fördelningen"),
        about=said("Poster som delar på en ram, med det som är kvar att fördela."),
        target=said("ram"),
        the_target=said("ramen"),
        no_target=said("Ingen ram är angiven"),
        measure=said("post"),
        measures=said_of("many", "poster"),
        the_measure=said("posten"),
        the_measures=said("posterna"),
        new_measure=said("Lägg till en post"),
        no_measures=said("Planen har inga poster än."),
        no_amount=said("inget belopp fördelat"),
        sum=said("Fördelat på posterna"),
        covered=said("Fördelat"),
        left=said("Kvar att fördela"),
        over=said("Överfördelat med"),
        the_gap=said("det ofördelade"),
        full_year=said("helårskostnad"),
        sums_to=said("Posterna är tilldelade %(amount)s."),
        covers=said("Det är %(share)s av ramen."),
        asked=said("För varje post har den ansvariga lämnat status, prognos och vad som har hänt sedan sist."),
        states=said("Ramen för %(year)s är %(amount)s per den %(day)s."),
        effects={
            DECIDED: said("fördelat"),
            FORECAST: said("prognos"),
            OUTCOME: said("utfall hittills"),
            CONFIRMED: said("bekräftat utfall"),
        },
        parts={
            "confirmed": said("Bekräftat utfall"),
            "outcome": said("Utfall hittills"),
            "under_way": said("Inte använt på poster som pågår"),
            "not_under_way": said("Inte använt på poster som inte pågår"),
        },
    ),
    PlanKind.NEEDS: Words(
        name=said("behov och prioriteringar"),
        the_name=said("behoven och prioriteringarna"),
        about=said("Behov som äskas och beviljas, för ett eller flera år."),
        target=said("äskande"),
        the_target=said("äskandet"),
        no_target=said("Inget är äskat"),
        measure=said("behov"),
        measures=said_of("many", "behov"),
        the_measure=said("behovet"),
        the_measures=said("behoven"),
        new_measure=said("Lägg till ett behov"),
        no_measures=said("Planen har inga behov än."),
        no_amount=said("inget belopp äskat"),
        sum=said("Beviljat"),
        covered=said("Beviljat"),
        left=said("Inte beviljat"),
        over=said("Beviljat utöver det äskade"),
        the_gap=said("det som inte är beviljat"),
        full_year=said("helårskostnad"),
        sums_to=said("Beviljat är %(amount)s."),
        covers=said("Det är %(share)s av äskandet."),
        asked=said("För varje behov har den ansvariga lämnat status och vad som har hänt sedan sist."),
        states=said("Äskandet för %(year)s är %(amount)s per den %(day)s."),
        effects={
            DECIDED: said("beviljat"),
            FORECAST: said("äskat"),
            OUTCOME: said("utfall hittills"),
            CONFIRMED: said("bekräftat utfall"),
        },
        parts={
            "confirmed": said("Bekräftat utfall"),
            "outcome": said("Utfall hittills"),
            "under_way": said("Beviljat för det som pågår"),
            "not_under_way": said("Beviljat för det som inte pågår"),
        },
    ),
    PlanKind.OPERATIONAL_PLAN: Words(
        name=said("verksamhetsplan"),
        the_name=said("verksamhetsplanen"),
        about=said("Mål, aktiviteter och indikatorer som följs upp, utan summa i pengar."),
        target=said("mål"),
        the_target=said("målen"),
        no_target=said("Planen summeras inte i pengar"),
        measure=said("aktivitet"),
        measures=said_of("many", "aktiviteter"),
        the_measure=said("aktiviteten"),
        the_measures=said("aktiviteterna"),
        new_measure=said("Lägg till en aktivitet"),
        no_measures=said("Planen har inga mål eller aktiviteter än."),
        no_amount=said("inget belopp"),
        sum=said("Nådda mål"),
        covered=said("Nådda"),
        left=said("Kvar att nå"),
        over=said("Mer än målen"),
        the_gap=said("det som är kvar att nå"),
        full_year=said("helårseffekt"),
        sums_to=said("Aktiviteterna väntas ge %(amount)s."),
        covers=said("Det är %(share)s av målen."),
        asked=said(
            "För varje aktivitet och indikator har den ansvariga lämnat status eller värde och vad som har hänt "
            "sedan sist."
        ),
        states=said("Målen för %(year)s är %(amount)s per den %(day)s."),
        effects={
            DECIDED: said("beslutat"),
            FORECAST: said("prognos"),
            OUTCOME: said("utfall hittills"),
            CONFIRMED: said("bekräftat utfall"),
        },
        parts={
            "confirmed": said("Bekräftat utfall"),
            "outcome": said("Utfall hittills"),
            "under_way": said("Prognos för aktiviteter som pågår"),
            "not_under_way": said("Prognos för aktiviteter som inte pågår"),
        },
    ),
}
