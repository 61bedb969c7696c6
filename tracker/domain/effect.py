"""What a measure is worth in one period (DESIGN 2). Append-only: a new forecast is a new effect."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.amount import Amount
from tracker.domain.period import Period
from tracker.domain.words import said


class EffectKind(StrEnum):
    """Who says it and when: decided beforehand, forecast, outcome so far, outcome confirmed by the controller."""

    DECIDED = "decided"
    FORECAST = "forecast"
    OUTCOME = "outcome"
    CONFIRMED = "confirmed"

    @property
    def swedish(self) -> str:
        return _SWEDISH[self]


_SWEDISH = {
    EffectKind.DECIDED: said("beslutad"),
    EffectKind.FORECAST: said("prognos"),
    EffectKind.OUTCOME: said("utfall hittills"),
    EffectKind.CONFIRMED: said("bekräftat utfall"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One amount for one measure, kind and period, as it was known on a date. id 0: not saved yet."""

    id: int
    measure_id: int
    kind: EffectKind
    period: Period
    amount: Amount
    as_of: date
    label: str = ""
