"""The bridge adds up at both ends, whatever the plan: from the target over each saving to the gap."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amount import Amount
from tracker.domain.balance import balance
from tracker.domain.bridge import BridgeStep, StepKind
from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.plan import Plan, Presupposition, Target
from tracker.domain.status import Status
from tracker.services.bridging import bridge_in_words

PLAN = Plan(1, 1, "plan", "Plan", "", 2019, PlanKind.ACTION_PLAN, Unit.MNKR, "", None)
TARGET = Target(Period(2019), date(2019, 3, 31), Amount.exact(29_900_000, Unit.MNKR), "Underskott")


def standing(number: int, amount: Amount | None, status: Status = Status.IN_PROGRESS) -> Standing:
    measure = Measure(number, 1, None, number, str(number), "Åtgärd", "", None, "")
    return Standing(measure, status, {} if amount is None else {EffectKind.FORECAST: amount})


def bridge(target: Target | None, presupposed: list[Presupposition], found: list[Standing]) -> tuple[BridgeStep, ...]:
    return bridge_in_words(PLAN, balance(target, presupposed, found), presupposed, found)


amounts = st.builds(
    lambda low, wide: Amount(low * 1000, (low + wide) * 1000), st.integers(-5000, 5000), st.integers(0, 500)
)
standings = st.lists(
    st.tuples(st.none() | amounts | st.just(Amount.unknown("ges senare")), st.sampled_from(Status)), max_size=6
).map(lambda found: [standing(number, *each) for number, each in enumerate(found, 1)])


@given(st.builds(lambda amount: replace(TARGET, amount=amount), amounts), standings, amounts)
def test_the_steps_add_up_to_the_gap_at_both_ends(target: Target, found: list[Standing], first: Amount) -> None:
    presupposed = [Presupposition("Modellen", first, 1)] if found else []
    start, *between, gap = bridge(target, presupposed, found)
    known = [each for each in between if each.low_kr is not None and each.high_kr is not None]
    assert (start.kind, gap.kind) == (StepKind.TARGET, StepKind.GAP)
    assert (start.low_kr or 0) + sum(each.low_kr or 0 for each in known) == gap.low_kr
    assert (start.high_kr or 0) + sum(each.high_kr or 0 for each in known) == gap.high_kr


def test_ludvika_has_a_step_for_each_saving_in_the_plans_unit() -> None:
    found = [
        standing(1, None),
        standing(2, Amount.exact(1_200_000, Unit.MNKR)),
        standing(4, Amount.unknown("Summa ges efter analysen")),
        standing(5, Amount.exact(300_000, Unit.TKR).marked_provisional()),
        standing(6, Amount.exact(5_000_000, Unit.MNKR)),
        standing(7, Amount.exact(9_000_000), Status.CANCELLED),
    ]
    steps = bridge(TARGET, [Presupposition("Ludvikamodellen", Amount.exact(5_500_000), 6)], found)
    assert [(each.kind.value, each.label, each.amount) for each in steps] == [
        ("target", "Underskott", "29,9\xa0mnkr"),
        ("measure", "2. Åtgärd", "−1,2\xa0mnkr"),
        ("measure", "4. Åtgärd", "Summa ges efter analysen"),
        ("measure", "5. Åtgärd", "−0,3\xa0mnkr, preliminärt"),
        ("failing", "Förutsatta besparingar som inte väntas bli av", "0,5\xa0mnkr"),
        ("gap", "Kvar att täcka", "28,9\xa0mnkr"),
    ]


def test_without_a_target_there_is_no_bridge() -> None:
    assert bridge(None, [], [standing(1, Amount.exact(1))]) == ()
    assert bridge(replace(TARGET, amount=Amount.unknown()), [], []) == ()
