"""A sum that a document states is held against what it is the sum of, whichever period and measures that is."""

from dataclasses import replace

import pytest

from tracker.domain.amount import Amount
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import StatedTotal
from tracker.domain.stated import stated_check
from tracker.domain.status import Status

RULES = PlanKind.ACTION_PLAN.rules
FULL = Period(2024, full_year=True)


def standing(
    measure_id: int, decided: int | None, forecast: int | None, *, part_of: int | None = None, ended: bool = False
) -> Standing:
    measure = Measure(measure_id, 1, part_of, measure_id, str(measure_id), "Åtgärd", "", None, "")
    worth = {EffectKind.DECIDED: decided, EffectKind.FORECAST: forecast}
    effects = {kind: Amount.exact(kr) for kind, kr in worth.items() if kr is not None}
    return Standing(measure, Status.CANCELLED if ended else Status.IN_PROGRESS, effects, rules=RULES)


STANDINGS = [
    standing(1, 500, 400),
    standing(2, None, None),
    standing(3, 60, 50, part_of=2),
    standing(4, 300, None),
    standing(5, 9_000, 9_000, ended=True),
]
TOTAL = StatedTotal("Summa", Amount.exact(1_000))


@pytest.mark.parametrize(
    ("total", "computed_kr"),
    [
        (TOTAL, 400 + 50 + 300),
        (replace(TOTAL, kind=EffectKind.DECIDED), 500 + 60 + 300),
        (replace(TOTAL, kind=EffectKind.FORECAST), 400 + 50),
        (replace(TOTAL, measure_ids=(1, 2)), 400 + 50),
        (replace(TOTAL, measure_ids=(4,)), 300),
        (replace(TOTAL, measure_ids=(5,)), 0),
    ],
)
def test_a_sum_is_that_of_its_items(total: StatedTotal, computed_kr: int) -> None:
    check = stated_check(total, STANDINGS, RULES, presupposed=(), year=2024)
    assert (check.amount_kr, check.computed_kr, check.difference_kr) == (1_000, computed_kr, 1_000 - computed_kr)


def test_a_sum_of_the_plan_leaves_out_what_is_presupposed_and_a_sum_of_named_measures_does_not() -> None:
    of_the_plan = stated_check(TOTAL, STANDINGS, RULES, presupposed={4}, year=2024)
    named = stated_check(replace(TOTAL, measure_ids=(1, 4)), STANDINGS, RULES, presupposed={4}, year=2024)
    assert (of_the_plan.computed_kr, named.computed_kr) == (450, 700)


def test_a_sum_of_another_period_says_so_in_its_name() -> None:
    total = replace(TOTAL, period=FULL, kind=EffectKind.FORECAST)
    assert stated_check(total, STANDINGS, RULES, presupposed=(), year=2024).label == "Summa, prognos helår 2024"
    assert not total.is_plain(2024)
    assert replace(TOTAL, period=Period(2024)).is_plain(2024)
