"""Lund's allocation of 2021, as its document has it: 24 000 tkr, a ramp, full years, and a reserve that falls."""

from collections.abc import Callable
from typing import Any


def test_its_figures(stated: Callable[..., Any]) -> None:
    found = stated("lund-2021")
    assert (found["target_kr"], found["additional"]["low_kr"]) == (24_000_000, 24_000_000)
    assert found["gap"] == {"low_kr": 0, "high_kr": 0}
    assert [each["amount"]["low_kr"] // 1000 for each in found["measures"]] == [5_000, 3_000, 2_000, 14_000]
    assert [(each["label"], each["difference_kr"]) for each in found["stated"]] == [("Totalt", 0)]


def test_cost_in_the_year_and_in_a_full_one_side_by_side(stated: Callable[..., Any]) -> None:
    sides = [(each["in_year"]["low_kr"], each["full_year"]["low_kr"]) for each in stated("lund-2021")["full_year"]]
    assert sides == [(5_000_000, 9_600_000), (3_000_000, 4_000_000)]


def test_the_ramp_of_the_text_gives_more_than_the_text_says(stated: Callable[..., Any]) -> None:
    """15 a month from February to 100, 8 000 kr a month: 6 520 tkr in the year, where the document says 5 000."""
    ramp, spread = stated("lund-2021")["months"]
    assert (ramp["in_year_kr"], ramp["stated_kr"], ramp["difference_kr"]) == (6_520_000, 5_000_000, -1_520_000)
    assert (ramp["full_year_kr"], ramp["full_year_difference_kr"]) == (9_600_000, 0)
    assert ramp["months_kr"][:4] == [0, 120_000, 240_000, 360_000]
    assert (spread["shape"], sum(spread["months_kr"])) == ("spread", 14_000_000)


def test_outcome_to_date_against_the_plan_to_date(stated: Callable[..., Any]) -> None:
    """On 1 June five months are over: 15 + 30 + 45 + 60 people have had their 8 000 kr."""
    ramp = stated("lund-2021")["months"][0]
    assert (ramp["months_ended"], ramp["planned_to_date_kr"]) == (5, 1_200_000)
    assert (ramp["outcome_to_date_kr"], ramp["behind_kr"]) == (1_050_000, -150_000)


def test_the_central_post_falls_to_income_support(stated: Callable[..., Any]) -> None:
    (reserve,) = stated("lund-2021")["reserves"]
    assert (reserve["number"], reserve["falls_to"], reserve["held"]["low_kr"]) == ("3", "4", 2_000_000)
    assert (reserve["unused"]["low_kr"], reserve["unused"]["high_kr"]) == (0, 1_600_000)
    assert (reserve["after"]["low_kr"], reserve["after"]["high_kr"]) == (14_000_000, 15_600_000)
