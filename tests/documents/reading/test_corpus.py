"""Plans of other authorities' form and wording are read to the figure."""

from datetime import date
from pathlib import Path

import pytest

from tracker.documents.reading import read_plan
from tracker.domain.draft import PlanDraft, Reading

CORPUS = Path(__file__).parents[1] / "corpus"


def reading_of(name: str) -> Reading:
    return read_plan((CORPUS / name).read_bytes(), name)


def amounts(draft: PlanDraft) -> dict[str, list[str]]:
    """Each measure's effects in words: kind, period, amount."""
    return {
        measure.number: [f"{each.kind} {each.period} {each.amount}".replace("\u00a0", " ") for each in measure.effects]
        for measure in draft.measures
    }


@pytest.mark.parametrize(
    "name", ["headings.md", "sound.txt", "text_after_rows.md", "tight.txt", "twin.txt", "variants.txt", "wrapped.txt"]
)
def test_a_sound_plan_of_the_corpus_has_no_errors(name: str) -> None:
    assert reading_of(name).errors == ()


def test_headings_tables_and_bold_of_markdown_are_read() -> None:
    draft = reading_of("headings.md").draft
    assert draft.title == "Handlingsplan 2024 för ekonomi i balans"
    assert draft.committee == "Kultur-, fritids- och utbildningsnämnden"
    assert draft.reference == "KFN 2024/0031"
    assert [(each.amount.low_kr, each.as_of) for each in draft.targets] == [(4_200_000, date(2024, 4, 30))]
    assert amounts(draft) == {
        "1": ["forecast 2024 1 250 tkr"],
        "2": ["decided 2024 800 tkr", "forecast 2024 500–700 tkr"],
    }
    assert [each.report_dates for each in draft.measures] == [(date(2024, 5, 21), date(2024, 9, 17))] * 2
    assert [each.title for each in draft.measures[0].sub_measures] == ["Filialerna"]


def test_a_table_of_contents_and_a_list_inside_a_text_are_no_measures() -> None:
    reading = reading_of("headings.md")
    assert [each.title for each in reading.draft.measures] == ["Bibliotekens öppettider", "Lokaler"]
    assert "2. Säga upp avtal." in reading.draft.measures[1].description
    assert "rad 40–42" in reading.warnings[0].message


def test_every_label_and_every_form_of_date_is_read() -> None:
    draft = reading_of("variants.txt").draft
    assert amounts(draft) == {
        "1": ["forecast 2022 3 200 tkr"],
        "2": ["forecast 2022 450 tkr"],
        "3": ["forecast 2022 100–150 tkr"],
        "4": ["forecast 2022 1,0–1,5 mnkr"],
        "5": ["forecast 2022 vet ej", "forecast helår 2023 2 mnkr"],
        "6": ["decided 2022 300 000 kr"],
    }
    both = (date(2022, 6, 14), date(2022, 10, 11))
    assert [each.report_dates for each in draft.measures] == [both, both, both, both[:1], both[:1], ()]


def test_a_deficit_with_about_is_provisional_and_an_unknown_item_is_told_beside_the_sum() -> None:
    reading = reading_of("variants.txt")
    assert [(each.amount.low_kr, each.amount.provisional) for each in reading.draft.targets] == [(12_500_000, True)]
    assert "5 050–5 600 tkr + 1 åtgärd utan belopp" in reading.warnings[0].message.replace("\u00a0", " ")


def test_hard_wrapped_lines_are_read_as_the_sentences_they_are() -> None:
    draft = reading_of("wrapped.txt").draft
    assert draft.title == "Åtgärdsplan för socialnämnden"
    assert (draft.committee, draft.reference, draft.year) == ("Socialnämnden", "SN 2021/0044", 2021)
    assert [(each.amount.low_kr, each.as_of, each.line) for each in draft.targets] == [
        (3_400_000, date(2021, 8, 31), 16)
    ]
    assert [(each.label, each.measure_number) for each in draft.presuppositions] == [("Samlat boende", "1")]
    assert draft.measures[1].title == "Färre hyrda bilar och en gemensam bokning av dem"


def test_the_points_of_the_proposed_decision_are_no_measures() -> None:
    reading = reading_of("wrapped.txt")
    assert [each.number for each in reading.draft.measures] == ["1", "2"]
    assert [each.message for each in reading.warnings] == ["Numrerade punkter som inte lästes som åtgärder: rad 10–11."]


def test_no_finding_on_a_sound_plan() -> None:
    assert reading_of("sound.txt").findings == ()


def test_lines_without_a_blank_between_are_told_apart_by_their_words() -> None:
    reading = reading_of("tight.txt")
    draft = reading.draft
    assert (draft.title, draft.committee) == ("Åtgärdsplan 2025, hemtjänst", "Vård- och omsorgsnämnden")
    assert [(each.amount.low_kr, each.as_of) for each in draft.targets] == [(8_000_000, date(2025, 3, 31))]
    assert amounts(draft) == {"1": [], "2": ["forecast 2025 2 mnkr"], "3": ["forecast 2025 0,75 mnkr"]}
    assert [len(each.report_dates) for each in draft.measures] == [0, 2, 1]
    assert [(each.line, "rad 16–17" in each.message) for each in reading.warnings] == [(16, True)]


def test_text_behind_the_rows_is_the_measures_where_the_document_is_written_so() -> None:
    reading = reading_of("text_after_rows.md")
    assert [each.description for each in reading.draft.measures] == ["Besöken planeras i slingor.", "Avtalet sägs upp."]
    assert [each.amount.low_kr for each in reading.draft.targets] == [10_500_000]
    assert "rad 23, 25" in reading.warnings[0].message
