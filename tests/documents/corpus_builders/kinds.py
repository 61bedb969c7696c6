"""Documents of the corpus that are plans of other kinds than savings, in our own words, built when they are needed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import typst

from tests.documents.corpus_builders.excel import saved


def allocation_word() -> bytes:
    """A frame shared out in a table with a full year beside, a part, a reserve, and a ramp told in the text."""
    document = docx.Document()
    document.add_heading("Fördelning av kulturnämndens utökade ram 2023", 0)
    document.add_paragraph("Kulturnämnden")
    document.add_paragraph("Dnr KN 2023/18")
    document.add_heading("Bakgrund", 1)
    document.add_paragraph(
        "Enligt fullmäktiges beslut den 14 december 2022 får Kulturnämnden ett tillskott. Nämnden har för 2023 "
        "tilldelats en utökad ram på 6,4 mnkr. Kommunen fick samtidigt 41 mnkr av staten."
    )
    document.add_heading("Fördelning", 1)
    _table(
        document,
        ["Post, mnkr", "2023", "Helår"],
        ["Läsvärdar på biblioteken", "2,0", "3,6"],
        ["Musikskolans köer", "2,4", "2,4"],
        ["varav instrument", "0,4", ""],
        ["Central reserv", "0,5", ""],
        ["Föreningsbidrag", "1,5", "1,5"],
        ["Summa", "6,4", "7,5"],
    )
    document.add_heading("Läsvärdar", 1)
    document.add_paragraph(
        "Posten är 2,0 mnkr i år. Varje läsvärd kostar 15 000 kronor i månaden. Vi anställer 4 läsvärdar i mars, 4 "
        "läsvärdar i april och så vidare, tills 20 läsvärdar är på plats."
    )
    document.add_heading("Central reserv", 1)
    document.add_paragraph(
        "Reserven är 0,5 mnkr. Det som inte har använts i november tillförs föreningsbidragen. Outnyttjade medel går "
        "till bidrag till föreningar."
    )
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def needs_excel() -> bytes:
    """Needs for three years in groups, with intervals, one that is not known, what is granted, and sums."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["Idrottsnämndens behov 2026–2028"],
        ["Idrottsnämnden"],
        [],
        ["Behov utöver ram, tkr", "Budget 2025", "Äskat 2026", "Äskat 2027", "Beviljat 2026"],
        ["Anläggningar"],
        ["Isyta i Norrbo", 900, "1 200–1 500", 1800, 1000],
        ["Ny konstgräsplan", None, "ej känt", 650, None],
        ["Summa anläggningar", 900, None, 2450, 1000],
        ["Stöd till föreningar"],
        ["Lovverksamhet", 350, 400, 400, 0],
        ["Ledarutbildning", None, 150, 150, None],
        ["Summa", 1250, None, 3100, 1000],
    ):
        sheet.append(row)
    return saved(workbook)


def needs_pdf() -> bytes:
    """Numbered needs over two years with their texts, one of which says another amount; investments beside."""
    source = """
#set text(lang: "sv", size: 11pt)
= Budgetunderlag 2027, miljönämnden
Miljönämnden

Dnr MN 2026/204

Underskottet 2025 var 3,1 mnkr, vilket inte tas upp här.

Tabell. Äskanden, mnkr
#table(columns: 3,
  [Ändamål], [2027], [2028],
  [1. Tillsyn av små avlopp], [1,4], [1,4],
  [2. Provtagning i sjöar], [0,6], [0,8],
  [3. Inventering av förorenad mark], [2,0–2,5], [2,0–2,5],
  [Totalt], [4,0–4,5], [4,2–4,7],
)

1. Tillsyn av små avlopp: 1,4 mnkr för två inspektörer.

2. Provtagning i sjöar: 0,6 mnkr 2027 och 0,9 mnkr 2028.

Tabell. Investeringar, mnkr
#table(columns: 3,
  [Investering], [2027], [2028],
  [Mätbåt], [0,5], [-],
  [Sensorer], [0,2], [0,2],
  [Summa], [0,7], [0,3],
)
"""
    return bytes(typst.compile(source.encode()))


def operational_word() -> bytes:
    """Focus areas with goals, activities and assignments; indicators in a table whose goals span several rows."""
    document = docx.Document()
    document.add_heading("Nämndplan 2025", 0)
    document.add_paragraph("Gymnasienämnden")
    document.add_paragraph("Nämnden följer upp planen per april, per augusti och i årsbokslutet.")
    document.add_heading("Målområde 1: Kunskap", 1)
    document.add_heading("Mål 1: Fler når examen", 2)
    document.add_paragraph("Skolorna arbetar med närvaro.")
    document.add_heading("Aktiviteter", 2)
    document.add_paragraph("Läxhjälp varje dag. Den ges av lärare.", style="List Bullet")
    document.add_paragraph("Sommarskola", style="List Bullet")
    document.add_heading("Uppdrag från fullmäktige", 2)
    _table(
        document,
        ["Uppdrag", "Ansvarig", "Status"],
        ["Se över programutbudet", "Gymnasienämnden", "☐ Ej påbörjad ☒ Pågår ☐ Klart"],
        ["Utred ett gemensamt bibliotek", "Stina Berg", "Oklar"],
    )
    document.add_heading("Målområde 2: Trygghet", 1)
    document.add_heading("Mål 2: Elever är trygga", 2)
    document.add_heading("Indikatorer", 1)
    table = _table(
        document,
        ["Mål", "Indikator", "Enhet", "Utfall 2023", "Utfall 2024", "Målvärde 2025"],
        ["Fler når examen", "Examen inom tre år", "Andel", "71,5", "73", "minst 75"],
        ["", "Frånvaro per elev", "Dagar", "14", "12", "högst 10"],
        ["Elever är trygga", "Elever som känner sig trygga", "%", "-", "88 %", "Öka"],
        ["", "Skolan har en plan mot kränkningar", "Ja/nej", "Nej", "Ja", "Ja"],
        ["", "Medelbetyg", "", "13,8", "-", "14,1"],
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, *rows: list[str]) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "allocation_word.docx": allocation_word,
    "needs_excel.xlsx": needs_excel,
    "needs_pdf.pdf": needs_pdf,
    "operational_word.docx": operational_word,
}
