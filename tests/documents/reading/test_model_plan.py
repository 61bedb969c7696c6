"""The model plan, in our own words and as it stands, is read whole: figures, numbers and dates, and no more."""

from datetime import date
from pathlib import Path

from tracker.documents.reading import read_plan
from tracker.domain.amount import Amount
from tracker.domain.draft import PlanDraft, Reading
from tracker.domain.effect import EffectKind
from tracker.domain.money import Unit
from tracker.domain.period import Period

TWIN = Path(__file__).parents[1] / "corpus" / "twin.txt"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
DATES = (date(2019, 6, 12), date(2019, 9, 4), date(2019, 10, 9), date(2019, 11, 6), date(2019, 12, 11))


def readings() -> list[Reading]:
    """The twin, and the model itself where it stands beside the checkout."""
    files = [TWIN, *sorted(SEEDS.glob("003_*.txt"))]
    return [read_plan(file.read_bytes(), file.name) for file in files]


def mnkr(tenths: int, decimals: int = 1) -> Amount:
    return Amount.exact(tenths * 100_000, Unit.MNKR, decimals)


def effects(draft: PlanDraft) -> dict[str, list[tuple[EffectKind, Period, Amount]]]:
    return {each.number: [(one.kind, one.period, one.amount) for one in each.effects] for each in draft.measures}


def test_the_deficit_is_read_with_the_day_that_it_was_known() -> None:
    for reading in readings():
        assert [(each.amount, each.as_of) for each in reading.draft.targets] == [(mnkr(299), date(2019, 3, 31))]
        assert (reading.draft.year, reading.draft.unit) == (2019, Unit.MNKR)


def test_what_the_deficit_presupposes_is_read_and_linked_to_its_measure() -> None:
    for reading in readings():
        found = [(each.amount, each.measure_number) for each in reading.draft.presuppositions]
        assert found == [(mnkr(55), "6"), (mnkr(36), None)]


def test_measures_and_their_parts_have_the_numbers_of_the_document() -> None:
    for reading in readings():
        numbers = {each.number: [part.number for part in each.sub_measures] for each in reading.draft.measures}
        assert numbers == {
            "1": ["1a", "1b", "1c", "1d"],
            "2": ["2a", "2b", "2c", "2d", "2e", "2f"],
            "3": [],
            "4": [],
            "5": ["", ""],
            "6": [],
        }


def test_effects_are_exact_unknown_provisional_decided_or_absent_as_the_document_says() -> None:
    year = Period(2019)
    for reading in readings():
        assert effects(reading.draft) == {
            "1": [],
            "2": [(EffectKind.FORECAST, year, mnkr(12))],
            "3": [(EffectKind.FORECAST, year, mnkr(10, 0))],
            "4": [(EffectKind.FORECAST, year, Amount.unknown("Summa ges efter analysen"))],
            "5": [
                (EffectKind.FORECAST, year, Amount(300_000, 300_000, True, Unit.MNKR, 1, "efter analys ges ny summa"))
            ],
            "6": [(EffectKind.DECIDED, year, mnkr(55))],
        }


def test_every_report_date_is_read_and_the_first_measure_has_none() -> None:
    for reading in readings():
        dates = {each.number: each.report_dates for each in reading.draft.measures}
        assert dates == {"1": (), **dict.fromkeys("23456", DATES)}
        assert reading.draft.report_count == 25
        assert reading.draft.meeting_dates == DATES


def test_the_stated_sum_is_kept_with_its_own_dates_and_its_difference_is_told() -> None:
    for reading in readings():
        (total,) = reading.draft.stated_totals
        assert (total.amount, total.report_dates) == (mnkr(23), DATES)
        told = [each for each in reading.warnings if each.line == total.line]
        assert len(told) == 1
        assert "Dokumentet anger summan 2,3 mnkr, men posterna ger 2,5 mnkr" in told[0].message.replace("\u00a0", " ")


def test_the_signatures_are_named_as_not_read_and_are_in_no_measure() -> None:
    for reading in readings():
        assert not reading.errors
        assert len(reading.warnings) == 2
        assert "Inte tolkat" in reading.warnings[1].message
        assert "Förvaltningschef" not in str(reading.draft)
        assert "Verksamhetschef" not in str(reading.draft)


def test_the_twin_has_its_texts_where_they_belong() -> None:
    draft = readings()[0].draft
    assert draft.title == "Åtgärdsplan efter vårens uppföljning 2019, Stöd och omsorg"
    assert draft.committee == "Stöd- och lärandenämnden"
    assert draft.summary.startswith("Planen samlar det som görs")
    assert draft.summary.endswith("står för det mesta.")
    titles = [each.title for each in draft.measures]
    assert titles[1].endswith("bidragskostnaderna, exkl. Åkermodellen")
    assert titles[2:] == ["Träningslägenheter", "Köpta platser för vuxna", "Placerade barn och unga", "Åkermodellen"]
    assert draft.measures[1].description == "Följande har kommit i gång under våren;"
    assert [each.line for each in draft.measures] == [21, 28, 50, 61, 72, 91]


def test_a_point_cut_by_a_blank_line_is_joined_and_its_first_sentence_is_its_title() -> None:
    parts = {each.number: each for each in readings()[0].draft.measures[1].sub_measures}
    assert parts["2c"].title == "Ett treårigt samarbete med grannkommunerna"
    assert parts["2c"].description.endswith("för att följa det gemensamma schemat och stämma av vad som återstår.")
    assert parts["2d"].title == "Pengar utifrån"
    assert parts["2f"].description.startswith("Tjänsten köps in")


def test_sub_headings_without_a_number_are_parts_with_the_text_under_them() -> None:
    parts = readings()[0].draft.measures[4].sub_measures
    assert [each.title for each in parts] == ["Familjestöd", "Skola-fritid"]
    assert parts[0].description.startswith("Ett lag som arbetar hemma")
    assert parts[1].description.endswith("i god tid.")


def test_documents_of_other_kinds_give_errors_about_their_structure() -> None:
    others = [TWIN.with_name(name) for name in ("prose.txt", "not_a_plan.md", "budget.txt")]
    for file in others:
        reading = read_plan(file.read_bytes(), file.name)
        assert any("Inga åtgärder hittades" in each.message for each in reading.errors)
        assert reading.draft.measures == ()
