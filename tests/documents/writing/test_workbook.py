"""The workbook: real numbers and dates, sums that are formulas and calculated, and nothing that runs."""

from dataclasses import replace
from datetime import date, datetime, timezone, tzinfo
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.documents.writing.samples import HOSTILE, MUNICIPALITY, STAMP, book
from tests.drafts import example
from tests.plan_on_file import ludvika
from tracker.documents.plan_book import PlanBook
from tracker.documents.writing.sheet import cell_text
from tracker.documents.writing.workbook import plan_xlsx
from tracker.domain.amount import Amount
from tracker.domain.draft import EffectDraft
from tracker.domain.effect import EffectKind
from tracker.domain.period import Period
from tracker.domain.status import Status


class Later(datetime):
    """A clock that is years ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Later":
        return cls(2033, 5, 18, 3, 33, 20, tzinfo=tz)


def workbook(of: PlanBook | None = None, *, values: bool = True) -> Any:
    content = plan_xlsx(of or book(), municipality=MUNICIPALITY, stamp=STAMP)
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def column(sheet: Any, name: str) -> list[Any]:
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(name)] for row in sheet.iter_rows(min_row=2, values_only=True)]


def facts(of: PlanBook | None = None) -> dict[str, Any]:
    return dict(workbook(of)["Plan"].iter_rows(min_row=2, values_only=True))


def test_amounts_are_whole_kronor_and_dates_are_dates() -> None:
    sheets = workbook()
    assert column(sheets["Åtgärder"], "Prognos 2019, lägst (kr)")[5] == 1_200_000
    assert sheets["Underskott"]["A2"].value == datetime(2019, 3, 31)  # noqa: DTZ001 - Excel knows no zones
    assert sheets["Underskott"]["B2"].value == 29_900_000
    assert "#,##0" in sheets["Underskott"]["B2"].number_format


def test_unknown_and_provisional_have_columns_of_their_own() -> None:
    measures = workbook()["Åtgärder"]
    titles = column(measures, "Åtgärd")
    unknown, provisional = titles.index("Vuxenplaceringar"), titles.index("Barn- och ungdomsplaceringar")
    assert column(measures, "Prognos 2019, i ord")[unknown] == "Summa ges efter analysen"
    assert column(measures, "Prognos 2019, lägst (kr)")[unknown] is None
    assert column(measures, "Prognos 2019, preliminär")[provisional] == "ja"


def test_the_sums_are_formulas_that_have_been_calculated() -> None:
    assert str(workbook(values=False)["Plan"]["B17"].value).startswith("=B")
    assert facts()["Kvar att täcka, lägst (kr)"] == 27_400_000
    assert column(workbook()["Åtgärder"], "Räknas, lägst (kr)")[-1] == 2_500_000


def test_an_unknown_amount_is_counted_and_never_nought() -> None:
    assert facts()["Åtgärder utan belopp"] == 1
    needs = facts(book(example("eskilstuna-2024"), as_of=date(2024, 12, 31)))
    assert (needs["Äskande, lägst (kr)"], needs["Äskande, högst (kr)"]) == (36_800_000, 41_800_000)
    assert (needs["Beviljat, lägst (kr)"], needs["Behov utan belopp"]) == (0, 9)


def test_the_sums_of_groups_and_years_are_those_of_the_document() -> None:
    sheet = workbook(book(example("eskilstuna-2024")))["Summor"]
    whole = {name: column(sheet, name)[-1] for name in (cell.value for cell in sheet[1])}
    found = [(whole[f"Äskat {year}, lägst (kr)"], whole[f"Äskat {year}, högst (kr)"]) for year in (2024, 2025, 2026)]
    assert found == [(36_800_000, 41_800_000), (39_400_000, 44_400_000), (40_000_000, 45_000_000)]
    assert "Beviljat 2024, lägst (kr)" not in whole


def test_a_ramp_is_computed_month_by_month_beside_what_the_plan_states() -> None:
    sheets = workbook(book(example("lund-2021")))
    months = sheets["Månader"]
    assert [column(months, name)[0] for name in ("Året (kr)", "Planen anger för året (kr)", "Skillnad (kr)")] == [
        6_520_000,
        5_000_000,
        -1_520_000,
    ]
    assert column(months, "Ett helt år (kr)")[0] == 9_600_000
    assert [column(months, f"{name} (kr)")[1] for name in ("Jan", "Dec")] == [1_166_667, 1_166_666]
    assert "Förutsättningar" not in sheets.sheetnames
    assert sheets.sheetnames[:2] == ["Plan", "Poster"]


def test_a_stated_table_says_which_of_its_sums_hold() -> None:
    differences = column(workbook(book(example("lund-2022")))["Tabeller i dokumentet"], "Skillnad (kr)")
    assert {353_000, 1_000, 0} <= {abs(each) for each in differences if each is not None}


def test_what_is_cancelled_presupposed_or_only_decided_counts_as_in_the_balance() -> None:
    draft = ludvika()
    decided = EffectDraft(EffectKind.DECIDED, Period(2019), Amount(700_000, 900_000))
    measures = (
        draft.measures[0],
        replace(draft.measures[1], status=Status.CANCELLED),
        replace(draft.measures[2], effects=(decided,)),
        *draft.measures[3:],
    )
    known = facts(book(replace(draft, measures=measures), failing=(100_000, 200_000)))
    assert known["Åtgärderna väntas ge, lägst (kr)"] == 1_000_000
    assert known["Åtgärderna väntas ge, högst (kr)"] == 1_200_000
    assert known["Kvar att täcka, lägst (kr)"] == 29_900_000 - 1_200_000 + 100_000
    assert known["Kvar att täcka, högst (kr)"] == 29_900_000 - 1_000_000 + 200_000


def test_a_plan_without_a_target_has_no_gap() -> None:
    assert "Kvar att täcka, lägst (kr)" not in facts(book(replace(ludvika(), targets=())))


def test_heads_stay_in_sight_and_can_be_filtered_by() -> None:
    for sheet in workbook():
        assert sheet.freeze_panes == "A2"
        assert sheet.title == "Plan" or sheet.auto_filter.ref.startswith("A1:")
        assert all(dimension.width >= 9 for dimension in sheet.column_dimensions.values())


@pytest.mark.parametrize("text", [*HOSTILE, "+1", "-1", "@SUM(A1)", "#N/A", "'x", "=1+1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    draft = ludvika()
    measures = (replace(draft.measures[1], title=text, description=text, owner_email=None), *draft.measures[2:])
    sheets = workbook(book(replace(draft, title=text, summary=text, measures=measures)), values=False)
    for sheet in sheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "HYPERLINK" not in cell.value
                    assert cell.value.startswith(("=IF(OR(", "=SUBTOTAL(", "=SUM(", "=B", "='Underskott'!"))
    assert sheets["Åtgärder"]["D2"].value == (cell_text(text) or None)
    assert sheets["Åtgärder"]["D2"].data_type in ("s", "n")


def test_the_same_plan_gives_the_same_bytes_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    now = plan_xlsx(book(), municipality=MUNICIPALITY, stamp=STAMP)
    with monkeypatch.context() as other:
        other.setattr("time.time", lambda: 2_000_000_000.0)
        other.setattr("openpyxl.writer.excel.datetime", SimpleNamespace(datetime=Later, timezone=timezone))
        assert plan_xlsx(book(), municipality=MUNICIPALITY, stamp=STAMP) == now
    assert workbook().properties.modified == STAMP.replace(tzinfo=None)


def test_reports_are_listed_by_meeting() -> None:
    days = [value.date() for value in column(workbook()["Återrapporter"], "Sammanträde")]
    assert days == sorted(days)
    assert days[0] == date(2019, 6, 12)
    assert len(days) == 25
