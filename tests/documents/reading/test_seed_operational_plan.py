"""The real operational plan for 2022: indicators, assignments, and which of its sums hold; what is unclear is asked."""

from pathlib import Path
from typing import Any

import pytest

from tests.documents.reading.seeds import imported, warned


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> dict[str, Any]:
    return imported(capsys, tmp_path / "2022.sqlite", "001")


def plain(value: dict[str, Any] | None) -> str | None:
    return None if value is None else str(value["written"]).replace("\N{NO-BREAK SPACE}", " ")


def test_operational_plan_of_2022(read: dict[str, Any]) -> None:
    """Fifteen indicators with their values by year, as the example has them; two assignments; no sums in money."""
    found = read["balance"]
    assert (found["kind"], found["target"], found["gap"]) == ("operational_plan", None, None)
    indicators = {each["number"]: each for each in found["indicators"]}
    assert len(indicators) == 15
    written = {
        number: {year["year"]: (plain(year["target"]), plain(year["outcome"])) for year in each["years"]}
        for number, each in indicators.items()
    }
    assert written == {
        "I1": {}, "I10": {}, "I15": {},
        "I2": {2021: ("85 %", "78 %"), 2022: ("85 %", None)},
        "I3": {2021: (None, "nej"), 2022: ("ja", None)},
        "I4": {2022: ("ja", None)},
        "I5": {2021: ("270", "433"), 2022: ("270", None)},
        "I6": {2021: ("200", "145"), 2022: ("200", None)},
        "I7": {2021: ("3 %", "3,7 %"), 2022: ("3 %", None)},
        "I8": {2022: ("ja", None)},
        "I9": {2021: (None, "12 %"), 2022: ("10 %", None)},
        "I11": {2021: ("40", "26"), 2022: ("20", None)},
        "I12": {2022: ("ja", None)},
        "I13": {2021: ("100 %", "100 %"), 2022: ("100 %", None)},
        "I14": {2022: ("180 dagar", None)},
    }  # fmt: skip
    assert {number for number, each in indicators.items() if each["new"]} == {
        "I1", "I4", "I8", "I10", "I12", "I14", "I15",
    }  # fmt: skip
    assert [indicators[each]["measured_from"] for each in ("I1", "I10", "I15", "I2")] == [2021, 2021, 2022, None]
    assert [number for number, each in indicators.items() if each["better"] == "lower"] == [
        "I5",
        "I7",
        "I9",
        "I11",
        "I14",
    ]
    assert all(each["followed_up"] == ["april", "august", "year_end"] for each in indicators.values())
    before = {each["number"]: each["years"][0]["reached"] for each in found["indicators"] if each["years"]}
    assert [number for number, reached in before.items() if reached == "reached"] == ["I11", "I13"]
    assert [number for number, reached in before.items() if reached == "missed"] == ["I2", "I5", "I6", "I7"]
    assert [(each["title"], each["status"]) for each in found["assignments"]] == [
        ("Ökade volymer", "not_started"),
        ("Resurstillskott till följd av effektiviseringar", "not_started"),
    ]


def test_its_focus_areas_goals_and_activities(read: dict[str, Any]) -> None:
    areas = [(each["form"], each["number"], each["title"]) for each in read["measures"]]
    titles = ["Lundaborna i fokus", "Smartare Lund", "Organisationen Lund", "Ekonomi"]
    assert areas == [("focus_area", f"F{n}", title) for n, title in enumerate(titles, 1)]
    forms = [[part["form"] for part in each["sub_measures"]] for each in read["measures"]]
    assert forms == [["assignment", *["goal"] * 4], ["activity"] * 11, [], ["assignment", *["activity"] * 2]]
    goals = read["measures"][0]["sub_measures"][1:]
    assert [len(each["sub_measures"]) for each in goals] == [4, 4, 4, 3]
    assert all(each["description"].startswith("Utvecklingsmålet är") for each in goals)


def test_which_of_its_sums_hold(read: dict[str, Any]) -> None:
    """13 437 holds for its table; as a net of 34 189 and 21 105 it is 353 off; 672 175 is 1 off by its two parts."""
    sums = {
        (table["title"], each["row"], each["column"]): (each["stated"]["low_kr"], each["difference_kr"], each["holds"])
        for table in read["balance"]["stated_tables"]
        for each in table["sums"]
    }
    change = "Specifikation förändring mellan 2022 och 2021"
    assert sums[change, "Summa förändring", "Belopp"] == (13_437_000, 0, True)
    assert sums["Driftbudget, netto enligt texten", "Netto", "2022"] == (13_437_000, 0, True)
    off = {key: difference for key, (_, difference, holds) in sums.items() if not holds}
    assert off == {
        ("Internbudget, netto enligt texten", "Netto", "2022"): 353_000,
        ("Kommunbidrag", "Kommunbidrag", "2022"): 1_000,
    }
    assert sums["Kommunbidrag per verksamhetsområde", "Kommunbidrag", "2022"] == (672_175_000, 0, True)


def test_what_is_not_sure_is_asked_or_listed_and_not_claimed(read: dict[str, Any]) -> None:
    """Units and directions that the document does not say; paragraphs that may be activities; tables without a unit."""
    asked = [each["question"]["key"] for each in read["warnings"] if each["question"]]
    assert asked == ["unit-338", "better-338", "unit-347", "better-352"]
    assert not any(each["question"]["touches_money"] for each in read["warnings"] if each["question"])
    told = warned(read)
    assert "rad 258, 281, 288, 290, 304, 306, 308" in told[258]
    assert "netto" in told[435]
    assert "siffror utan enhet" in told[440]
    assert "säger tkr, men siffrorna har decimaler" in told[510]
