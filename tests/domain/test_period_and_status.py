"""Periods say year or full year; status says how far a measure has come and nothing of money (DESIGN 2 and 3)."""

import pytest

from tracker.domain.period import Period
from tracker.domain.status import Status


def test_a_year_and_its_full_year_effect_are_different_periods() -> None:
    assert Period(2019) != Period(2019, full_year=True)
    assert len({Period(2019), Period(2019), Period(2019, full_year=True)}) == 2


def test_periods_stand_in_order_of_year_and_a_year_comes_before_its_full_year() -> None:
    mixed = [Period(2020), Period(2019, full_year=True), Period(2018, full_year=True), Period(2019)]
    assert sorted(mixed) == [Period(2018, full_year=True), Period(2019), Period(2019, full_year=True), Period(2020)]


def test_periods_are_named_in_swedish() -> None:
    assert [str(Period(2019)), str(Period(2019, full_year=True))] == ["2019", "helår 2019"]


def test_the_seven_statuses_have_the_swedish_words_of_the_design() -> None:
    assert {each.value: each.swedish for each in Status} == {
        "not_started": "ej påbörjad",
        "in_progress": "pågår",
        "done": "genomförd",
        "delayed": "försenad",
        "paused": "pausad",
        "cancelled": "utgår",
        "replaced": "ersatt",
    }


@pytest.mark.parametrize("status", Status)
def test_only_cancelled_and_replaced_measures_count_nothing(status: Status) -> None:
    assert status.counts == (status not in (Status.CANCELLED, Status.REPLACED))


@pytest.mark.parametrize("status", Status)
def test_a_measure_under_way_has_begun_and_is_not_paused(status: Status) -> None:
    assert status.under_way == (status in (Status.IN_PROGRESS, Status.DONE, Status.DELAYED))


@pytest.mark.parametrize("status", Status)
def test_whatever_is_under_way_counts(status: Status) -> None:
    assert status.counts or not status.under_way
