"""The Excel workbooks of the corpus, built when they are needed."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl  # type: ignore[import-untyped]


def saved(workbook: Any) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _calculated(data: bytes, values: dict[str, int]) -> bytes:
    """The workbook as Excel would have saved it: with the values of its formulas."""
    calculated = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(calculated, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name.startswith("xl/worksheets/"):
                for cell, value in values.items():
                    text = re.sub(
                        rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?'.encode(), rb"\g<1><v>%d</v>" % value, text
                    )
            after.writestr(name, text)
    return calculated.getvalue()


def calculated() -> bytes:
    """Typed numbers, formulas with their values, a group over blank rows, and a share that is no money."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Plan"
    for row in (
        ["Åtgärdsplan 2024 för hamnen"],
        ["Hamnnämnden"],
        ["Dnr HN 2024-31"],
        ["Underskott per sista mars 2024", 6500, "tkr"],
        [],
        ["Alla belopp i tkr"],
        ["Nr", "Åtgärd", "Ansvarig", "Status", "Prognos 2024", "Andel av budget", "Återrapport 1", "Återrapport 2"],
        [1, "Färre bogserbåtar", "Nils Falk", "Pågår", 1200, 0.05, date(2024, 6, 12), date(2024, 9, 18)],
        [2, "Ny taxa", "Vera Ohlin", "Ej påbörjad", 800.5, 0.02, date(2024, 6, 12), None],
        [],
        ["Kajerna"],
        [3, "Vakt på natten", None, "Klar", "ca 300", 0.01, None, date(2024, 9, 18)],
        [None, "Summa", None, None, "=SUM(E8:E12)", None, None, None],
    ):
        sheet.append(row)
    for number in (8, 9, 12):
        sheet.cell(number, 6).number_format = "0%"
    return _calculated(saved(workbook), {"E13": 2300})


def uncalculated() -> bytes:
    """Formulas that no program has calculated: their amounts are missing and said to be."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Blad1"
    for row in (
        ["Åtgärdsplan 2025"],
        ["Museinämnden"],
        ["Prognosen per sista mars 2025 visar ett underskott på 400 tkr."],
        [],
        ["Nr", "Åtgärd", "Effekt (kr)"],
        [1, "Entré på helger", "=12*10000"],
        [2, "Öppet fem dagar", 95000],
    ):
        sheet.append(row)
    return saved(workbook)


def sheets() -> bytes:
    """Two sheets, formats that show a unit or hide thousands, a hidden sheet, and merged cells."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "Sammanfattning"
    for text in (
        "Besparingsplan 2026",
        "Räddningsnämnden",
        "Prognosen per den 31 mars 2026 visar ett underskott på 5,25 mnkr.",
    ):
        first.append([text])
    plan = workbook.create_sheet("Åtgärder")
    plan.append(["Nr", "Åtgärd", "Årets effekt", "Helårseffekt (tkr)", "Ansvarig"])
    plan.append(["1", "Färre fordon", 1250, 2000000, "Alva Rim"])
    plan.append(["1.1", "Stegbil säljs", 750, 1000000, None])
    plan.append(["1.2", "Leasing avslutas", 500, 1000000, None])
    plan.append(["2", "Samverkan om ledning", 300, None, "Sten Lo"])
    plan.append(["Summa", None, 1550, 2000000, None])
    plan.merge_cells("A6:B6")
    for row in range(2, 7):
        plan.cell(row, 3).number_format = '#,##0\\ "tkr"'
        plan.cell(row, 4).number_format = "#,##0,"
    hidden = workbook.create_sheet("Underlag")
    hidden.append(["Nr", "Åtgärd", "Effekt (tkr)"])
    hidden.append([9, "Gammal idé", 99999])
    hidden.sheet_state = "hidden"
    return saved(workbook)


def years() -> bytes:
    """Bare years over the amounts: nothing says whether they are decided or forecast, so it is asked."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["Åtgärdsprogram 2025", None, None, None],
        ["Naturnämnden", None, None, None],
        ["Underskott per sista mars 2025 (mnkr)", 3.2, None, None],
        [],
        ["Åtgärd (mnkr)", 2025, 2026, "Ansvarig"],
        ["Slåtter vartannat år", 0.4, 0.8, "Ylva Stig"],
        ["Färre leder", 0.15, 0.3, "Ylva Stig"],
    ):
        sheet.append(row)
    return saved(workbook)


def accounts() -> bytes:
    """An export of the accounts: no plan."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Konto", "Benämning", "Budget", "Utfall", "Prognos", "Avvikelse"])
    for number in range(40):
        sheet.append([5000 + number, f"Konto {number}", 100 * number, 90 * number, 95 * number, 5 * number])
    return saved(workbook)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "excel_calculated.xlsx": calculated,
    "excel_uncalculated.xlsx": uncalculated,
    "excel_sheets.xlsx": sheets,
    "excel_years.xlsx": years,
    "excel_accounts.xlsx": accounts,
}
