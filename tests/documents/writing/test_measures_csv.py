"""The CSV: as Swedish Excel reads it, and never a formula."""

import csv
from dataclasses import replace

import pytest

from tests.documents.writing.samples import HOSTILE, book
from tests.drafts import example
from tests.plan_on_file import ludvika
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.measures_csv import measures_csv
from tracker.domain.amount import Amount
from tracker.domain.money import Unit


def rows(of: PlanBook | None = None) -> list[dict[str, str]]:
    content = measures_csv(of or book())
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_amounts_are_in_the_plans_unit_with_a_decimal_comma() -> None:
    found = {each["Nr"]: each for each in rows()}
    assert found["2"]["Prognos 2019, lägst (mnkr)"] == "1,2"
    assert found["6"]["Beslutad 2019, högst (mnkr)"] == "5,5"
    assert found["6"]["Förutsatt"] == "ja"
    assert found["2"]["Återrapporteras"].startswith("2019-06-12, 2019-09-04")


def test_unknown_is_empty_with_its_words_and_provisional_is_marked() -> None:
    found = {each["Nr"]: each for each in rows()}
    assert found["4"]["Prognos 2019, lägst (mnkr)"] == ""
    assert found["4"]["Prognos 2019, i ord"] == "Summa ges efter analysen"
    assert found["5"]["Prognos 2019, preliminär"] == "ja"


def test_a_saving_that_became_a_cost_has_an_ordinary_minus() -> None:
    draft = ludvika()
    effect = replace(draft.measures[1].effects[0], amount=Amount.exact(-1_250_000, Unit.MNKR))
    changed = replace(draft, measures=(replace(draft.measures[1], effects=(effect,)),), presuppositions=())
    assert rows(book(changed))[0]["Prognos 2019, lägst (mnkr)"] == "-1,25"


def test_a_plan_of_another_kind_has_its_own_columns_and_words() -> None:
    needs, goals = rows(book(example("eskilstuna-2024"))), rows(book(example("lund-2022")))
    assert [needs[3][f"Äskat {year}, {end} (mnkr)"] for year in (2024, 2026) for end in ("lägst", "högst")] == [
        *("10", "15"),
        *("10", "15"),
    ]
    assert (needs[0]["Behov"], needs[0]["Sort"], needs[0]["Status"]) == ("Behov", "grupp", "")
    assert "Förutsatt" not in needs[0]
    measured = next(each for each in goals if each["Nr"] == "I7")
    assert (measured["Mål 2022"], measured["Utfall 2021"], measured["Utfall 2022"]) == ("3 %", "3,7 %", "")
    assert not any("lägst" in column for column in measured)


@pytest.mark.parametrize("text", [*HOSTILE, "+1", "-1", "@SUM(A1)", "\t=1", ' ";"\r\n=1'])
def test_no_text_is_a_formula_or_breaks_a_row(text: str) -> None:
    draft = ludvika()
    changed = replace(draft, measures=(replace(draft.measures[1], title=text, unit=text),), presuppositions=())
    (row, *parts) = rows(book(changed))
    assert len(parts) == 6
    assert row["Åtgärd"] == row["Verksamhet"]
    assert not row["Åtgärd"].startswith(("=", "+", "-", "@", "\t"))
