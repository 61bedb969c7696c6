"""The words that open a row with an amount, and what kind of effect they state. A new wording is one rule."""

import re

from tracker.domain.effect import EffectKind

_SAVING = r"(?:utebli(?:ven|vna) kostnad(?:er)?|besparing(?:ar|seffekt)?|kostnadsminskning(?:ar)?|effekt)"
_RULES: tuple[tuple[re.Pattern[str], EffectKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        # Outcomes only where they are called so and say of which year: "Utfall 2018" is most often what something cost.
        (r"utfall hittills(?= (?:helår )?20\d\d\b)", EffectKind.OUTCOME),
        (r"bekräftat utfall(?= (?:helår )?20\d\d\b)", EffectKind.CONFIRMED),
        (rf"beslutade? {_SAVING}\b", EffectKind.DECIDED),
        (rf"{_SAVING},? \(?beslutade?\b", EffectKind.DECIDED),
        (
            rf"(?:prognos(?:ticerad|tiserad|tiserade)?|beräknade?|förväntade?|uppskattade?)(?: för)? {_SAVING}\b",
            EffectKind.FORECAST,
        ),
        (r"helårseffekt\b", EffectKind.FORECAST),
        (r"utebli(?:ven|vna) kostnad(?:er)?\b", EffectKind.FORECAST),
        (r"besparing(?:ar)?\b", EffectKind.FORECAST),
    )
)
TOTAL = re.compile(rf"(?:summa|total(?:t|a|summa)?|sammanlag[td]a?)\b(?: {_SAVING})?", re.IGNORECASE)
REPORT = re.compile(r"återrapport\w{0,12}\b", re.IGNORECASE)


def effect_kind(text: str) -> EffectKind | None:
    """What kind of effect a row that opens with these words states; None where they are no such words."""
    return next((kind for pattern, kind in _RULES if pattern.match(text)), None)
