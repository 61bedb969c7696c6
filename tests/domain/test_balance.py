"""The sums against the target: covered, uncovered, presupposed, and what each part rests on (DESIGN 3)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Coverage, Gap, Parts, StatedCheck, balance
from tracker.domain.effect import EffectKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.money import Unit
from tracker.domain.period import Period
from tracker.domain.plan import Presupposition, StatedTotal, Target
from tracker.domain.status import Status

untimed = settings(deadline=None)

FORECAST, DECIDED, OUTCOME, CONFIRMED = (
    EffectKind.FORECAST,
    EffectKind.DECIDED,
    EffectKind.OUTCOME,
    EffectKind.CONFIRMED,
)


def mnkr(tenths: int, high_tenths: int | None = None) -> Amount:
    """Tenths of mnkr, as the documents write them: 299 is 29,9 mnkr."""
    high = tenths if high_tenths is None else high_tenths
    return Amount(tenths * 100_000, high * 100_000, unit=Unit.MNKR, decimals=1)


def target(amount: Amount) -> Target:
    return Target(Period(2019), date(2019, 3, 31), amount, "Underskott")


def standing(
    number: int, effects: dict[EffectKind, Amount] | None = None, status: Status = Status.IN_PROGRESS
) -> Standing:
    return Standing(Measure(number, 1, None, number, str(number), "Åtgärd", "", None, ""), status, effects or {})


TARGET = target(mnkr(299))
MODEL = Presupposition("Ludvikamodellen", mnkr(55), 6)
SAVING_DEMAND = Presupposition("Besparingskrav i strukturplanen", mnkr(36), None)
PRESUPPOSED = (MODEL, SAVING_DEMAND)
MEASURES = (
    standing(1),
    standing(2, {FORECAST: mnkr(12)}),
    standing(3, {FORECAST: mnkr(10)}),
    standing(4, {FORECAST: Amount.unknown("Summa ges efter analysen")}),
    standing(5, {FORECAST: mnkr(3).marked_provisional()}),
    standing(6, {DECIDED: mnkr(55)}),
)
STATED = StatedTotal("Prognos utebliven kostnad, exkl Ludvikamodellen", mnkr(23))


def with_measure(changed: Standing, among: Iterable[Standing] = MEASURES) -> list[Standing]:
    return [changed if each.measure.id == changed.measure.id else each for each in among]


def gap_of(presupposed: Iterable[Presupposition], measures: Iterable[Standing]) -> Gap | None:
    return balance(TARGET, tuple(presupposed), tuple(measures)).gap


def test_ludvikas_plan_adds_up_to_its_known_figures() -> None:
    sums = balance(TARGET, PRESUPPOSED, MEASURES, [STATED])
    assert sums.additional == Total(2_500_000, 2_500_000, unknown=1, provisional=True)
    assert sums.presupposed == Total(9_100_000, 9_100_000)
    assert sums.gap == Gap(27_400_000, 27_400_000)
    assert sums.coverage == Coverage(84, 84)
    assert sums.stated == (StatedCheck(STATED.label, 2_300_000, 2_500_000, -200_000),)


def test_a_presupposed_measure_whose_forecast_falls_to_nothing_widens_the_gap_by_all_of_it() -> None:
    fallen = with_measure(standing(6, {DECIDED: mnkr(55), FORECAST: mnkr(0)}))
    sums = balance(TARGET, PRESUPPOSED, fallen)
    assert sums.gap == Gap(32_900_000, 32_900_000)
    assert sums.coverage == Coverage(84, 84)
    assert sums.presupposed_forecast == Total()


def test_if_both_presuppositions_fail_the_gap_is_36_5_mnkr() -> None:
    both = (MODEL, replace(SAVING_DEMAND, measure_id=7))
    failed = [*with_measure(standing(6, {FORECAST: mnkr(0)})), standing(7, {FORECAST: mnkr(0)})]
    assert gap_of(both, failed) == Gap(36_500_000, 36_500_000)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.REPLACED])
def test_a_presupposed_measure_that_is_given_up_counts_as_a_forecast_of_nothing(status: Status) -> None:
    given_up = with_measure(standing(6, {DECIDED: mnkr(55), FORECAST: mnkr(40)}, status))
    assert gap_of(PRESUPPOSED, given_up) == Gap(32_900_000, 32_900_000)


@pytest.mark.parametrize("effects", [{}, {FORECAST: Amount.unknown()}, {OUTCOME: mnkr(1)}])
def test_a_presupposed_measure_without_a_known_forecast_is_taken_to_hold(effects: dict[EffectKind, Amount]) -> None:
    assert gap_of(PRESUPPOSED, with_measure(standing(6, effects))) == Gap(27_400_000, 27_400_000)


def test_a_presupposition_without_a_known_amount_moves_nothing() -> None:
    presupposed = (replace(MODEL, amount=Amount.unknown()), SAVING_DEMAND)
    fallen = with_measure(standing(6, {FORECAST: mnkr(40)}))
    assert gap_of(presupposed, fallen) == Gap(27_400_000, 27_400_000)
    assert balance(TARGET, presupposed, fallen).presupposed == Total(3_600_000, 3_600_000, unknown=1)


def test_a_presupposed_measure_that_promises_more_narrows_the_gap() -> None:
    assert gap_of(PRESUPPOSED, with_measure(standing(6, {FORECAST: mnkr(60)}))) == Gap(26_900_000, 26_900_000)


def test_two_presuppositions_of_one_measure_share_its_one_forecast() -> None:
    two = (replace(MODEL, amount=mnkr(30)), replace(MODEL, amount=mnkr(25)))
    assert gap_of(two, with_measure(standing(6, {FORECAST: mnkr(55)}))) == Gap(27_400_000, 27_400_000)
    assert gap_of(two, with_measure(standing(6, {FORECAST: mnkr(0)}))) == Gap(32_900_000, 32_900_000)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.REPLACED])
def test_a_measure_that_is_given_up_counts_nothing_known_or_unknown(status: Status) -> None:
    without_2 = balance(TARGET, PRESUPPOSED, with_measure(replace(MEASURES[1], status=status)))
    assert (without_2.additional.low_kr, without_2.gap) == (1_300_000, Gap(28_600_000, 28_600_000))
    assert balance(TARGET, PRESUPPOSED, with_measure(replace(MEASURES[3], status=status))).additional.unknown == 0


@pytest.mark.parametrize("status", [each for each in Status if each.counts])
def test_status_says_nothing_of_money_where_a_measure_counts(status: Status) -> None:
    sums = balance(TARGET, PRESUPPOSED, [replace(each, status=status) for each in MEASURES])
    assert (sums.additional.low_kr, sums.gap) == (2_500_000, Gap(27_400_000, 27_400_000))


def test_the_newest_forecast_goes_before_what_was_decided() -> None:
    sums = balance(TARGET, (), [standing(1, {DECIDED: mnkr(20), FORECAST: mnkr(5)}), standing(2, {DECIDED: mnkr(3)})])
    assert sums.additional == Total(800_000, 800_000)


@pytest.mark.parametrize("missing", [None, target(Amount.unknown())])
def test_without_a_known_target_there_is_no_gap_and_no_coverage_but_still_a_sum(missing: Target | None) -> None:
    sums = balance(missing, PRESUPPOSED, MEASURES, [STATED])
    assert (sums.gap, sums.coverage) == (None, None)
    assert sums.additional.low_kr == 2_500_000
    assert sums.stated[0].difference_kr == -200_000


def test_nothing_can_be_covered_of_a_target_of_nothing() -> None:
    sums = balance(target(mnkr(0)), (), MEASURES[:3])
    assert (sums.gap, sums.coverage) == (Gap(-2_200_000, -2_200_000), None)


def test_a_newer_target_moves_gap_and_coverage_and_nothing_else() -> None:
    older = balance(TARGET, PRESUPPOSED, MEASURES, [STATED])
    newer = balance(target(mnkr(250)), PRESUPPOSED, MEASURES, [STATED])
    assert (newer.gap, newer.coverage) == (Gap(22_500_000, 22_500_000), Coverage(100, 100))
    assert replace(newer, target=older.target, gap=older.gap, coverage=older.coverage) == older


def test_interval_forecasts_give_a_gap_and_a_coverage_from_low_to_high() -> None:
    sums = balance(TARGET, PRESUPPOSED, with_measure(standing(2, {FORECAST: mnkr(10, 15)})))
    assert sums.additional == Total(2_300_000, 2_800_000, 1, provisional=True)
    assert sums.gap == Gap(27_100_000, 27_600_000)
    assert sums.coverage == Coverage(77, 94)


def test_a_stated_total_without_a_figure_is_not_checked() -> None:
    assert balance(TARGET, (), MEASURES, [StatedTotal("Summa", Amount.unknown())]).stated == ()


def test_the_covered_sum_is_told_apart_by_what_it_rests_on() -> None:
    measures = [
        standing(1, {FORECAST: mnkr(10), OUTCOME: mnkr(6), CONFIRMED: mnkr(4)}),
        standing(2, {FORECAST: mnkr(7)}, Status.NOT_STARTED),
        standing(3, {FORECAST: mnkr(2), OUTCOME: mnkr(5)}, Status.DONE),
        standing(4, {FORECAST: Amount.unknown()}, Status.PAUSED),
    ]
    assert balance(TARGET, (), measures).parts == Parts(
        confirmed=Total(400_000, 400_000),
        outcome=Total(400_000, 400_000),
        under_way=Total(400_000, 400_000),
        not_under_way=Total(700_000, 700_000, 1),
    )


def test_an_outcome_below_nothing_makes_no_part_out_of_money_that_nobody_stated() -> None:
    measure = standing(1, {FORECAST: mnkr(10), CONFIRMED: mnkr(-3)})
    assert balance(TARGET, (), [measure]).parts == Parts(under_way=Total(1_000_000, 1_000_000))


def test_a_measure_that_costs_is_told_apart_like_one_that_saves() -> None:
    measure = standing(1, {FORECAST: mnkr(-10), OUTCOME: mnkr(-6), CONFIRMED: mnkr(-4)})
    parts = balance(TARGET, (), [measure]).parts
    assert [parts.confirmed.low_kr, parts.outcome.low_kr, parts.under_way.low_kr] == [-400_000, -200_000, -400_000]


KR = st.integers(-(10**8), 10**8)


@st.composite
def amounts(draw: st.DrawFn, kronor: st.SearchStrategy[int] = KR) -> Amount:
    if draw(st.integers(0, 7)) == 0:
        return Amount.unknown()
    low, high = sorted((draw(kronor), draw(kronor)))
    return Amount(low, draw(st.sampled_from((low, high))), provisional=draw(st.booleans()))


EFFECTS = st.dictionaries(st.sampled_from(EffectKind), amounts())
STANDINGS = st.lists(st.tuples(EFFECTS, st.sampled_from(Status)), max_size=6).map(
    lambda drawn: [standing(number, effects, status) for number, (effects, status) in enumerate(drawn)]
)
NAMED = st.none() | st.integers(0, 6)
PRESUPPOSITIONS = st.lists(st.builds(Presupposition, st.just("x"), amounts(), NAMED), max_size=4)
TARGETS = st.builds(target, amounts(st.integers(1, 10**8)))


@untimed
@given(STANDINGS, PRESUPPOSITIONS)
def test_the_four_parts_always_add_up_to_the_additional_total(
    measures: list[Standing], presupposed: list[Presupposition]
) -> None:
    sums = balance(TARGET, presupposed, measures)
    parts = sums.parts
    assert parts.confirmed + parts.outcome + parts.under_way + parts.not_under_way == sums.additional


@untimed
@given(STANDINGS)
def test_each_part_runs_from_low_to_high(measures: list[Standing]) -> None:
    parts = balance(TARGET, (), measures).parts
    for part in (parts.confirmed, parts.outcome, parts.under_way, parts.not_under_way):
        assert part.low_kr <= part.high_kr


@untimed
@given(STANDINGS)
def test_no_part_rests_on_more_than_was_said(measures: list[Standing]) -> None:
    """Where nobody has stated an outcome, or confirmed one, no part of the sum claims to rest on it."""
    parts = balance(TARGET, (), measures).parts
    if not any(each.confirmed for each in measures):
        assert parts.confirmed == Total()
        if not any(each.outcome for each in measures):
            assert parts.outcome == Total()


@untimed
@given(STANDINGS, PRESUPPOSITIONS, TARGETS)
def test_gap_and_coverage_run_from_low_to_high(
    measures: list[Standing], presupposed: list[Presupposition], against: Target
) -> None:
    sums = balance(against, presupposed, measures)
    assert (sums.gap is None) == (sums.coverage is None) == (not against.amount.known)
    if sums.gap and sums.coverage:
        assert sums.gap.low_kr <= sums.gap.high_kr
        assert sums.coverage.low_per_mille <= sums.coverage.high_per_mille


@untimed
@given(STANDINGS, PRESUPPOSITIONS, st.randoms(use_true_random=False))
def test_the_order_of_measures_and_presuppositions_does_not_matter(
    measures: list[Standing], presupposed: list[Presupposition], chance: Random
) -> None:
    before = balance(TARGET, presupposed, measures)
    chance.shuffle(measures)
    chance.shuffle(presupposed)
    assert balance(TARGET, presupposed, measures) == before


@untimed
@given(STANDINGS, st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_narrower_forecast_gives_a_gap_inside_the_wider_ones(measures: list[Standing], one: int, other: int) -> None:
    low, high = sorted((one, other))
    wide = balance(TARGET, (), [*measures, standing(99, {FORECAST: Amount(low, high)})]).gap
    narrow = balance(TARGET, (), [*measures, standing(99, {FORECAST: Amount.exact((low + high) // 2)})]).gap
    assert wide
    assert narrow
    assert wide.low_kr <= narrow.low_kr <= narrow.high_kr <= wide.high_kr


def part(of: int, number: int, effects: dict[EffectKind, Amount]) -> Standing:
    whole = standing(number, effects)
    return replace(whole, measure=replace(whole.measure, parent_id=of))


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.REPLACED])
def test_parts_of_a_measure_that_counts_no_more_count_nothing(status: Status) -> None:
    parts = (part(8, 9, {FORECAST: mnkr(2)}), part(9, 10, {FORECAST: mnkr(1)}))
    whole = standing(8, {FORECAST: mnkr(4)})
    assert balance(TARGET, (), (whole, *parts)).additional == Total(700_000, 700_000)
    ended = balance(TARGET, (), (*parts, replace(whole, status=status)))
    assert ended.additional == Total()
    assert ended.parts == Parts()
    assert ended.gap == Gap(29_900_000, 29_900_000)


def test_a_presupposed_part_of_a_cancelled_measure_fails_in_whole() -> None:
    whole, presupposed = standing(8, status=Status.CANCELLED), part(8, 9, {FORECAST: mnkr(55)})
    sums = balance(TARGET, (replace(MODEL, measure_id=9),), (whole, presupposed))
    assert sums.presupposed_forecast == Total()
    assert sums.gap == Gap(35_400_000, 35_400_000)
