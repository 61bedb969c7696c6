"""The CSV: as Swedish Excel reads it, and never a formula."""

import csv
from dataclasses import replace

import pytest

from tests.documents.writing.samples import HOSTILE, book
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


@pytest.mark.parametrize("text", [*HOSTILE, "+1", "-1", "@SUM(A1)", "\t=1", ' ";"\r\n=1'])
def test_no_text_is_a_formula_or_breaks_a_row(text: str) -> None:
    draft = ludvika()
    changed = replace(draft, measures=(replace(draft.measures[1], title=text, unit=text),), presuppositions=())
    (row, *parts) = rows(book(changed))
    assert len(parts) == 6
    assert row["Åtgärd"] == row["Verksamhet"]
    assert not row["Åtgärd"].startswith(("=", "+", "-", "@", "\t"))
