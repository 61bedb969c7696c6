"""A meeting's report deadline and dispatch date follow the rule or the hand, and are working days (DESIGN 4.1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.meeting import DeadlineRule, Meeting, MeetingState, deadlines
from tracker.domain.workdays import is_working_day, working_day_on_or_before, working_days_between

untimed = settings(deadline=None)

RULE = DeadlineRule(report_days_before=7, dispatch_days_before=5)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
RULES = st.builds(DeadlineRule, st.integers(0, 30), st.integers(0, 30))


@pytest.mark.parametrize(
    ("held_on", "report", "dispatch"),
    [
        ("2019-06-12", "2019-05-31", "2019-06-04"),
        ("2019-09-04", "2019-08-26", "2019-08-28"),
        ("2019-10-09", "2019-09-30", "2019-10-02"),
        ("2019-11-06", "2019-10-28", "2019-10-30"),
        ("2019-12-11", "2019-12-02", "2019-12-04"),
    ],
)
def test_ludvikas_five_meetings_have_these_deadlines_and_dispatch_dates(
    held_on: str, report: str, dispatch: str
) -> None:
    days = deadlines(date.fromisoformat(held_on), RULE)
    assert [day.isoformat() for day in days] == [report, dispatch]


@pytest.mark.parametrize(
    ("held_on", "report", "dispatch"),
    [
        ("2020-01-02", "2019-12-17", "2019-12-19"),
        ("2020-01-03", "2019-12-18", "2019-12-20"),
        ("2026-01-07", "2025-12-19", "2025-12-23"),
    ],
)
def test_a_meeting_in_the_first_working_week_of_january_has_its_dates_before_christmas_and_new_year(
    held_on: str, report: str, dispatch: str
) -> None:
    days = deadlines(date.fromisoformat(held_on), RULE)
    assert [day.isoformat() for day in days] == [report, dispatch]


@untimed
@given(DAYS, RULES, st.none() | DAYS, st.none() | DAYS)
def test_both_dates_are_working_days_whatever_the_meeting_the_rule_and_the_hand(
    held_on: date, rule: DeadlineRule, report: date | None, dispatch: date | None
) -> None:
    days = deadlines(held_on, rule, report_by_hand=report, dispatch_by_hand=dispatch)
    assert all(is_working_day(day) for day in days)


@untimed
@given(DAYS, RULES)
def test_the_rule_counts_its_working_days_back_from_the_meeting(held_on: date, rule: DeadlineRule) -> None:
    report, dispatch = deadlines(held_on, rule)
    assert working_days_between(report, held_on) == rule.report_days_before
    assert working_days_between(dispatch, held_on) == rule.dispatch_days_before


@untimed
@given(DAYS, DAYS)
def test_a_date_set_by_hand_holds_or_falls_back_to_the_working_day_before_and_leaves_the_other_alone(
    held_on: date, by_hand: date
) -> None:
    by_rule = deadlines(held_on, RULE)
    fallen = working_day_on_or_before(by_hand)
    assert deadlines(held_on, RULE, report_by_hand=by_hand) == (fallen, by_rule[1])
    assert deadlines(held_on, RULE, dispatch_by_hand=by_hand) == (by_rule[0], fallen)


def test_a_deadline_set_on_ascension_day_falls_back_to_the_wednesday() -> None:
    assert deadlines(date(2019, 6, 12), RULE, report_by_hand=date(2019, 5, 30))[0] == date(2019, 5, 29)


def test_a_dispatch_set_on_midsummer_eve_falls_back_to_the_thursday() -> None:
    assert deadlines(date(2019, 6, 26), RULE, dispatch_by_hand=date(2019, 6, 21))[1] == date(2019, 6, 20)


def test_a_meeting_is_over_from_the_day_after_and_not_on_the_day_itself() -> None:
    held_on = date(2019, 6, 12)
    meeting = Meeting(1, 1, held_on, *deadlines(held_on, RULE))
    assert meeting.state is MeetingState.PLANNED
    assert [meeting.is_over(held_on + timedelta(days=n)) for n in (-1, 0, 1)] == [False, False, True]
