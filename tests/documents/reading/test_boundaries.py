"""Where a plan begins and ends, and which year it is for, when the document does not make it plain."""

from pathlib import Path

from tracker.documents.reading import read_plan
from tracker.domain.draft import Reading

SOUND = (Path(__file__).parents[1] / "corpus" / "sound.txt").read_text(encoding="utf-8")


def read(text: str) -> Reading:
    return read_plan(text.encode(), "plan.txt")


def test_measures_straight_under_the_proposal_are_measures_when_they_have_rows() -> None:
    reading = read(SOUND.replace("1. Skolskjuts", "Förslag till beslut\n\n1. Skolskjuts"))
    assert [each.number for each in reading.draft.measures] == ["1", "2"]
    assert reading.findings == ()


def test_names_under_a_last_measure_without_rows_are_not_its_text() -> None:
    reading = read(f"{SOUND}\n3. Lov\n\nFler barn delar lokal.\n\nMaja Låtsson\nSkolchef\n\nBo Provgren\n\nEkonom\n")
    assert reading.draft.measures[2].description == "Fler barn delar lokal."
    assert ["rad 25–26, 28, 30" in each.message for each in reading.warnings] == [True]


def test_of_two_years_in_the_title_the_one_of_the_reports_is_the_plans() -> None:
    assert read(SOUND.replace("Åtgärdsplan 2023", "Åtgärdsplan efter bokslut 2022, för 2023")).draft.year == 2023


def test_two_years_in_the_title_that_nothing_decides_between_are_a_question() -> None:
    text = SOUND.replace("Åtgärdsplan 2023", "Åtgärdsplan 2022 och 2023").replace("230614", "14 juni")
    assert any("Planens år framgår inte" in each.message for each in read(text).errors)


def test_several_committees_in_the_text_are_a_question() -> None:
    text = SOUND.replace("Barn- och ungdomsnämnden", "Socialnämnden och kulturnämnden har bett om planen.")
    assert any("Flera nämnder nämns (Socialnämnden, Kulturnämnden)" in each.message for each in read(text).errors)


def test_about_before_an_amount_of_a_measure_makes_it_provisional() -> None:
    amount = read(SOUND.replace("besparing: 2 mnkr", "besparing: ca 2 mnkr")).draft.measures[0].effects[0].amount
    assert (amount.low_kr, amount.provisional) == (2_000_000, True)
