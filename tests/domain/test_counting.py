"""No amount twice: wholes and their parts, headings, reserves, and what is asked for (DESIGN 3.4 and 3.5)."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amount import Amount, Total
from tracker.domain.balance import Gap, StatedCheck, balance, requested
from tracker.domain.counting import counted
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.kind import COSTS, REQUESTS, SAVINGS, Rules
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.plan import Target
from tracker.domain.reserve import falls
from tracker.domain.rows import row_of
from tracker.domain.status import Status

DECIDED, FORECAST = EffectKind.DECIDED, EffectKind.FORECAST
YEAR, DAY = Period(2021), date(2021, 5, 31)


def post(
    number: int,
    tkr: int | None = None,
    *,
    within: int | None = None,
    rules: Rules = COSTS,
    effects: dict[EffectKind, Amount] | None = None,
    form: Form = Form.MEASURE,
) -> Standing:
    known = effects if effects is not None else {} if tkr is None else {DECIDED: Amount.exact(tkr * 1000)}
    measure = Measure(number, 1, within, number, str(number), f"Post {number}", "", None, "", form)
    return Standing(measure, Status.IN_PROGRESS, known, rules=rules)


def frame(tkr: int) -> Target:
    return Target(YEAR, DAY, Amount.exact(tkr * 1000), "Ram")


def test_a_post_with_parts_counts_once_and_is_held_against_their_sum() -> None:
    posts = (post(1, 11_000), post(2, 9_000, within=1), post(3, 2_000, within=1), post(4, 1_000))
    sums = balance(frame(13_980), (), posts, rules=COSTS)
    assert sums.additional == Total(12_000_000, 12_000_000)
    assert sums.gap == Gap(1_980_000, 1_980_000)
    assert sums.stated == (StatedCheck("1. Post 1", 11_000_000, 11_000_000, 0),)


def test_parts_that_make_another_sum_count_and_the_difference_is_told() -> None:
    posts = (post(1, 11_000), post(2, 9_000, within=1), post(3, 1_500, within=1))
    sums = balance(frame(10_000), (), posts, rules=COSTS)
    assert sums.gap == Gap(-500_000, -500_000)
    assert [each.difference_kr for each in sums.stated] == [500_000]


def test_while_a_part_has_no_amount_the_whole_says_more() -> None:
    unknown = {DECIDED: Amount.unknown("fördelas senare")}
    posts = (post(1, 11_000), post(2, 9_000, within=1), post(3, within=1, effects=unknown))
    assert counted(posts, COSTS).total == Total(11_000_000, 11_000_000)
    assert counted(posts, COSTS).reconciled == ()
    assert counted(posts[1:], COSTS).total == Total(9_000_000, 9_000_000, 1)


def test_the_parts_of_a_saving_come_on_top_of_it() -> None:
    """As action plans have been summed from the beginning: reading a document leaves one of the two out."""
    saving, part = ({FORECAST: Amount.exact(kr)} for kr in (400, 100))
    measures = (post(1, effects=saving, rules=SAVINGS), post(2, within=1, effects=part, rules=SAVINGS))
    assert balance(None, (), measures).additional == Total(500, 500)


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(-50, 50)), max_size=10))
def test_whatever_the_tree_no_krona_is_counted_twice(rows: list[tuple[int, int | None]]) -> None:
    """Each path from the top down has one amount that counts, at most."""
    posts = [post(n, tkr, within=up if 0 < up < n else None) for n, (up, tkr) in enumerate(rows, 1)]
    parent = {each.measure.id: each.measure.parent_id for each in posts}
    counting = {each.measure.id for each in counted(posts, COSTS).standings if each.worth is not None}
    for each in counting:
        above = parent[each]
        while above is not None:
            assert above not in counting
            above = parent[above]
    assert bool(counting) == any(each.worth is not None for each in posts)


def need(number: int, asked: tuple[int, int] | None, granted: int | None = None) -> Standing:
    effects = {} if asked is None else {FORECAST: Amount(asked[0], asked[1])}
    if granted is not None:
        effects[DECIDED] = Amount.exact(granted)
    return post(number, effects=effects, rules=REQUESTS)


def test_what_is_asked_for_is_the_target_and_what_is_granted_covers_it() -> None:
    needs = (need(1, (10, 15)), need(2, (4, 4), 3), need(3, None))
    target = requested(needs, REQUESTS, YEAR, DAY)
    assert target is not None
    assert (target.amount.low_kr, target.amount.high_kr) == (14, 19)
    sums = balance(target, (), needs, rules=REQUESTS)
    assert sums.additional == Total(3, 3, unknown=1)
    assert sums.gap == Gap(11, 16)
    assert requested((need(3, None),), REQUESTS, YEAR, DAY) is None
    assert requested(needs, COSTS, YEAR, DAY) is None


def reserve(used: int | None = None, status: Status = Status.NOT_STARTED) -> tuple[Standing, Standing]:
    effects = {DECIDED: Amount.exact(2_000_000)}
    if used is not None:
        effects[EffectKind.OUTCOME] = Amount.exact(used)
    held = post(3, effects=effects)
    held = replace(held, status=status, measure=replace(held.measure, falls_to_id=4))
    return held, post(4, 14_000)


def test_a_reserve_that_may_still_be_used_falls_by_an_interval() -> None:
    (fall,) = falls(reserve())
    assert (fall.unused, fall.fallen) == (Total(0, 2_000_000), False)
    assert fall.after == Total(14_000_000, 16_000_000)
    (fall,) = falls(reserve(400_000))
    assert fall.unused == Total(0, 1_600_000)


def test_a_reserve_that_is_closed_has_fallen_and_the_sum_of_both_is_the_same() -> None:
    (fall,) = falls(reserve(400_000, Status.DONE))
    assert (fall.unused, fall.fallen) == (Total(1_600_000, 1_600_000), True)
    assert fall.after.low_kr + 400_000 == 16_000_000
    (fall,) = falls(reserve(2_300_000, Status.DONE))
    assert fall.unused == Total()


def test_a_reserve_nobody_named_a_post_for_or_that_was_cancelled_falls_nowhere() -> None:
    held, other = reserve()
    assert falls((held,)) == ()
    assert falls((replace(held, status=Status.CANCELLED), other)) == ()


def test_what_stands_under_headings_has_its_own_row() -> None:
    goal = post(2, within=1, form=Form.GOAL)
    measures = [post(1, form=Form.FOCUS_AREA), goal, post(3, within=2), post(4, within=3), post(5)]
    assert row_of(each.measure for each in measures) == {1: 1, 2: 2, 3: 3, 4: 3, 5: 5}
