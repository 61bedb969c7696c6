"""The real needs for 2024: every figure by year and group as the document has it."""

from pathlib import Path
from typing import Any

import pytest

from tests.documents.reading.seeds import imported, warned

YEARS = {2024: (36_800_000, 41_800_000), 2025: (39_400_000, 44_400_000), 2026: (40_000_000, 45_000_000)}


def span(total: dict[str, Any]) -> tuple[int, int]:
    return total["low_kr"], total["high_kr"]


def test_needs_of_2024(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nine needs in three groups over three years, asked for and not granted; the investments are 7,0 each year."""
    read = imported(capsys, tmp_path / "2024.sqlite", "004")
    found = read["balance"]
    assert (read["kind"], read["title"], read["year"]) == ("needs", "Behov och prioriteringar 2024", 2024)
    assert span(found["target"]) == YEARS[2024]
    assert {each["year"]: span(each["target"]) for each in found["periods"]} == YEARS
    groups = {each["year"]: [span(group["requested"]) for group in each["groups"]] for each in found["periods"]}
    assert groups == {
        2024: [(29_800_000, 34_800_000), (6_500_000, 6_500_000), (500_000, 500_000)],
        2025: [(31_900_000, 36_900_000), (6_500_000, 6_500_000), (1_000_000, 1_000_000)],
        2026: [(32_000_000, 37_000_000), (6_500_000, 6_500_000), (1_500_000, 1_500_000)],
    }
    assert found["additional"] == {"low_kr": 0, "high_kr": 0, "unknown": 9, "provisional": False}
    tenths = {
        each["year"]: [need["forecast"]["low_kr"] // 100_000 for need in each["measures"]] for each in found["periods"]
    }
    assert tenths == {
        2024: [5, 23, 100, 39, 100, 20, 11, 65, 5],
        2025: [5, 24, 100, 39, 100, 40, 11, 65, 10],
        2026: [5, 25, 100, 39, 100, 40, 11, 65, 15],
    }
    (table,) = found["stated_tables"]
    assert [each["column"] for each in table["sums"]] == ["2024", "2025", "2026", "2027", "2028"]
    assert all(each["holds"] and each["stated"]["low_kr"] == 7_000_000 for each in table["sums"])
    told = warned(read)
    assert list(told) == [142]
    assert "rad 142, 191, 195, 249, 263" in told[142]
