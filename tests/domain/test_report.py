"""Where a report stands follows from whether it is in and from the date (DESIGN 2)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.report import ReportState, report_state

untimed = settings(deadline=None)

OPENS_ON, DEADLINE, HELD_ON = date(2019, 5, 16), date(2019, 5, 31), date(2019, 6, 12)
IN_TIME_ORDER = [ReportState.TO_COME, ReportState.DUE, ReportState.LATE, ReportState.MISSING]


def state(today: date, *, submitted: bool = False) -> ReportState:
    return report_state(submitted=submitted, deadline=DEADLINE, held_on=HELD_ON, opens_on=OPENS_ON, today=today)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2019, 5, 15), ReportState.TO_COME),
        (date(2019, 5, 16), ReportState.DUE),
        (date(2019, 5, 31), ReportState.DUE),
        (date(2019, 6, 1), ReportState.LATE),
        (date(2019, 6, 12), ReportState.LATE),
        (date(2019, 6, 13), ReportState.MISSING),
    ],
)
def test_an_outstanding_report_is_to_come_due_late_and_missing_from_these_days(
    today: date, expected: ReportState
) -> None:
    assert state(today) is expected


@untimed
@given(st.dates(date(2019, 1, 1), date(2020, 12, 31)))
def test_a_submitted_report_is_submitted_on_every_day(today: date) -> None:
    assert state(today, submitted=True) is ReportState.SUBMITTED


@untimed
@given(st.dates(date(2019, 1, 1), date(2019, 12, 31)), st.integers(0, 40), st.integers(0, 40), st.integers(-60, 120))
def test_an_outstanding_report_never_goes_back_to_an_earlier_state(
    opens_on: date, to_deadline: int, to_meeting: int, start: int
) -> None:
    deadline = opens_on + timedelta(days=to_deadline)
    held_on = deadline + timedelta(days=to_meeting)
    states = [
        report_state(submitted=False, deadline=deadline, held_on=held_on, opens_on=opens_on, today=today)
        for today in (opens_on + timedelta(days=start + n) for n in range(30))
    ]
    assert all(IN_TIME_ORDER.index(one) <= IN_TIME_ORDER.index(other) for one, other in pairwise(states))


def test_a_deadline_on_the_day_of_the_meeting_leaves_no_time_to_be_late() -> None:
    days = [HELD_ON + timedelta(days=n) for n in (0, 1)]
    assert [
        report_state(submitted=False, deadline=HELD_ON, held_on=HELD_ON, opens_on=OPENS_ON, today=today)
        for today in days
    ] == [ReportState.DUE, ReportState.MISSING]


def test_every_state_has_its_swedish_word() -> None:
    assert [each.swedish for each in ReportState] == ["kommer", "väntas", "inlämnad", "försenad", "saknas"]
