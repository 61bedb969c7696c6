"""An indicator's values and target in words, for pages, forms, letters and files alike."""

from tracker.domain.indicator import Better, IndicatorStanding, Measured, Value
from tracker.domain.money import EN_DASH
from tracker.language import gettext as _
from tracker.language import spoken


def value_in_words(standing: IndicatorStanding, value: Value | None) -> str:
    """As people write it: 37 %, ja; a dash where nothing is said."""
    return EN_DASH if value is None else value.written(standing.indicator.measured, spoken())


def target_in_words(standing: IndicatorStanding) -> str:
    """What it should reach in the plan's year: minst 200, högst 3 %, ja; "" where no value is set."""
    target = standing.target
    if target is None or target.number is None:
        return ""
    value = value_in_words(standing, target)
    if standing.indicator.measured is Measured.YES_NO:
        return value
    least = standing.indicator.better is Better.HIGHER
    return _("minst %(value)s", value=value) if least else _("högst %(value)s", value=value)
