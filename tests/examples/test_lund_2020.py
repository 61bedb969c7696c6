"""Lund's allocation of 2020, as its document has it: 13,98 million, all of it given out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from tracker.cli import status_of
from tracker.config import Settings


def test_its_figures(stated: Callable[..., Any]) -> None:
    found = stated("lund-2020")
    assert found["kind"] == "allocation"
    assert found["target_kr"] == 13_980_000
    assert (found["additional"]["low_kr"], found["additional"]["high_kr"]) == (13_980_000, 13_980_000)
    assert found["gap"] == {"low_kr": 0, "high_kr": 0}
    assert [each["amount"]["low_kr"] for each in found["measures"]] == [11_000_000, 1_000_000, 1_000_000, 980_000]


def test_a_post_with_sub_posts_is_not_counted_twice(stated: Callable[..., Any]) -> None:
    found = stated("lund-2020")
    assert [each["amount"]["low_kr"] for each in found["measures"][0]["parts"]] == [9_000_000, 2_000_000]
    (whole,) = found["stated"]
    assert (whole["amount_kr"], whole["computed_kr"], whole["difference_kr"]) == (11_000_000, 11_000_000, 0)


def test_three_of_its_areas_are_preliminary(stated: Callable[..., Any]) -> None:
    """The document says so of income support, outpatient care and digitalisation."""
    amounts = [each["amount"]["provisional"] for each in stated("lund-2020")["measures"]]
    assert amounts == [False, True, True, True]


def test_outcome_against_allocation(stated: Callable[..., Any]) -> None:
    """As the owners have reported it by June: it is told apart from what is left of their posts."""
    found = stated("lund-2020")
    assert found["outcome"]["low_kr"] == found["parts"]["outcome"]["low_kr"] == 4_400_000
    assert sum(part["low_kr"] for part in found["parts"].values()) == 13_980_000


def test_before_the_frame_was_known(stated: Callable[..., Any]) -> None:
    """Before the council's decision there was no frame to hold the posts against."""
    found = stated("lund-2020", "--as-of", "2020-03-25")
    assert (found["target"], found["gap"]) == (None, None)


def test_its_workbook_adds_up_to_the_frame(example: Callable[[str], Settings], tmp_path: Path) -> None:
    """The sheet's own sum, as Excel shows it: neither the sub-posts nor the forecasts are in it once more."""
    file = tmp_path / "lund-2020.xlsx"
    database = str(example("lund-2020").database.path)
    export = ["export", "lund-2020", "--format", "xlsx", "--output", str(file)]
    assert status_of(["--database", database, *export]) == 0
    facts = dict(load_workbook(file, data_only=True).worksheets[0].iter_rows(min_col=1, max_col=2, values_only=True))
    assert facts["Fördelat på posterna, lägst (kr)"] == facts["Ram, lägst (kr)"] == 13_980_000
    assert facts["Kvar att fördela, lägst (kr)"] == 0
