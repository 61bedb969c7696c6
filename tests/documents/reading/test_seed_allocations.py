"""The two real allocations: every figure that is claimed is the document's, and what is not understood is told."""

from pathlib import Path
from typing import Any

import pytest

from tests.documents.reading.seeds import imported, warned


@pytest.fixture
def of_2021(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> dict[str, Any]:
    return imported(capsys, tmp_path / "2021.sqlite", "002")


def test_allocation_of_2021(of_2021: dict[str, Any]) -> None:
    """24 000 tkr on four posts; full years beside; the ramp and what the document says; the reserve that falls."""
    found = of_2021["balance"]
    assert (of_2021["kind"], of_2021["year"], of_2021["unit"]) == ("allocation", 2021, "tkr")
    assert [each["line"] for each in of_2021["kind_evidence"]] == [5, 14]
    assert (found["target_kr"], found["additional"]["low_kr"]) == (24_000_000, 24_000_000)
    assert found["gap"] == {"low_kr": 0, "high_kr": 0}
    assert [each["amount"]["low_kr"] // 1000 for each in found["measures"]] == [5_000, 3_000, 2_000, 14_000]
    assert [each["amount"]["provisional"] for each in found["measures"]] == [False, True, False, False]
    assert [(each["label"], each["difference_kr"]) for each in found["stated"]] == [("Totalt", 0)]
    sides = [(each["in_year"]["low_kr"], each["full_year"]["low_kr"]) for each in found["full_year"]]
    assert sides == [(5_000_000, 9_600_000), (3_000_000, 4_000_000)]
    (ramp,) = found["months"]
    assert (ramp["in_year_kr"], ramp["stated_kr"], ramp["difference_kr"]) == (6_520_000, 5_000_000, -1_520_000)
    assert (ramp["full_year_kr"], ramp["full_year_difference_kr"]) == (9_600_000, 0)
    (reserve,) = found["reserves"]
    assert (reserve["number"], reserve["falls_to"], reserve["held"]["low_kr"]) == ("3", "4", 2_000_000)
    assert (reserve["after"]["low_kr"], reserve["after"]["high_kr"]) == (14_000_000, 16_000_000)


def test_what_is_told_of_the_allocation_of_2021(of_2021: dict[str, Any]) -> None:
    told = warned(of_2021)
    assert list(told) == [41]
    assert "ger 6 520 tkr under 2021, men dokumentet anger 5 000 tkr" in told[41]
    (ramp,) = of_2021["measures"][0]["phasings"]
    assert (ramp["more_each_month"], ramp["first_month"], ramp["cap"], ramp["kr_each_month"]) == (15, 2, 100, 8_000)


def test_allocation_of_2020(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """13,98 mkr on four posts, one of them in two parts; the year is that of the decision on the frame."""
    read = imported(capsys, tmp_path / "2020.sqlite", "000")
    found = read["balance"]
    assert (read["kind"], read["year"], read["reference"]) == ("allocation", 2020, "SO 2020/0058")
    assert (found["target_kr"], found["target"]["as_of"]) == (13_980_000, "2020-03-26")
    assert (found["additional"]["low_kr"], found["additional"]["high_kr"]) == (13_980_000, 13_980_000)
    assert found["gap"] == {"low_kr": 0, "high_kr": 0}
    assert [each["amount"]["low_kr"] for each in found["measures"]] == [11_000_000, 1_000_000, 1_000_000, 980_000]
    assert [each["amount"]["low_kr"] for each in found["measures"][0]["parts"]] == [9_000_000, 2_000_000]
    told = warned(read)
    assert list(told) == [19, 56]
    assert "rad 19, 54, 62" in told[19]
    assert "preliminärt" in told[56]
