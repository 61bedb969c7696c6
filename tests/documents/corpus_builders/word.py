"""The Word documents of the corpus, built when they are needed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, rows: list[list[str]], **columns: int) -> Any:
    table = document.add_table(rows=len(rows), cols=columns.get("columns", len(rows[0])), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def _raised(paragraph: Any, text: str) -> None:
    paragraph.add_run(text).font.superscript = True


def model() -> bytes:
    """As the model plan: headings, lists, a small table under each measure, and what is to be left out."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Åtgärd 9: Sidhuvud 9,9 mnkr"
    document.sections[0].footer.paragraphs[0].text = "Prognos besparing: 8,8 mnkr"
    document.add_heading("Åtgärdsplan efter delårsrapport 2020", 0)
    document.add_paragraph("Nämnden för arbete och välfärd")
    document.add_heading("Sammanfattning", 1)
    document.add_paragraph("Planen har tre åtgärder.")
    document.add_heading("Ärendet", 1)
    text = document.add_paragraph("Uppföljningen per sista april 2020 visar ett underskott på 14,5 mkr")
    text._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    _raised(text, "1")
    text.add_run(". Detta under förutsättning att kostnaderna sänks genom Jobbspåret med 2,5 mkr.")
    document.add_heading("1. Färre köpta platser", 2)
    document.add_paragraph("Avtal", style="List Bullet")
    document.add_paragraph("Uppföljning varje vecka", style="List Bullet")
    _table(
        document,
        [
            ["Prognos utebliven kostnad för köpta platser", "4,2 mnkr"],
            ["Återrapport 1 Nämnd 200610", ""],
            ["Återrapport 2 Nämnd 200916", ""],
        ],
    )
    document.add_heading("2. Egna familjehem", 2)
    changed = document.add_paragraph("Fler hem värvas under ")
    changed._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="7" w:author="A"><w:r><w:delText>våren, 6 mnkr</w:delText></w:r></w:del>'
        )
    )
    changed._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="8" w:author="A"><w:r><w:t>hösten.</w:t></w:r></w:ins>'))
    _table(
        document,
        [
            ["Prognos utebliven kostnad (efter analys ges ny summa)", "0,8 mnkr"],
            ["Återrapport 1 Nämnd 200610", ""],
        ],
    )
    document.add_heading("3. Jobbspåret", 2)
    _table(document, [["Utebliven kostnad, beslutad för 2020", "2,5 mnkr"], ["Återrapport 1 Nämnd 200916", ""]])
    document.add_heading("Summering", 2)
    _table(document, [["Prognos utebliven kostnad, exkl Jobbspåret", "5,0 mnkr"]])
    return _saved(document)


def merged() -> bytes:
    """A table with groups, cells merged downwards, a repeated head, a mark of a footnote and sum rows."""
    document = docx.Document()
    document.add_paragraph("VÅRDFÖRVALTNINGEN")
    document.add_paragraph("Dnr VN 2025/0102")
    title = document.add_paragraph()
    title.add_run("Åtgärdsplan 2025").bold = True
    document.add_paragraph("Vårdnämnden")
    document.add_paragraph("Prognos efter mars: ett underskott på 9 500 tkr per den 31 mars 2025.")
    document.add_paragraph("Åtgärderna beskrivs nedan. Belopp i tkr.")
    rows = [
        ["Område", "Nr", "Åtgärd", "Ansvarig chef", "Status", "Årets effekt", "Helårseffekt"],
        ["Beslutade åtgärder", "", "", "", "", "", ""],
        ["Hemtjänst", "1", "Planering i slingor", "Åsa Lind, asa.lind@kommun.example", "Genomförd", "1 500", "2 000"],
        ["", "2", "Färre timvikarier", "", "Pågår", "2\u00a0200", "3\u00a0000"],
        ["Område", "Nr", "Åtgärd", "Ansvarig chef", "Status", "Årets effekt", "Helårseffekt"],
        ["Nya åtgärder", "", "", "", "", "", ""],
        ["Boende", "3", "Stängning av en avdelning\nSker i oktober.", "Ulf Berg", "Ej påbörjad", "900", "3 600"],
        ["Boende", "4", "Mat från eget kök", "Ulf Berg", "Pausad", "-", ""],
        ["Summa", "", "", "", "", "4 700", "8 600"],
    ]
    table = _table(document, rows)
    for row in (1, 5):
        table.cell(row, 0).merge(table.cell(row, 6))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(2, 3).merge(table.cell(3, 3))
    _raised(table.cell(6, 5).paragraphs[0], "2")
    document.add_paragraph("Återrapport 1 Nämnd 250611")
    document.add_paragraph("Återrapport 2 Nämnd 251015")
    document.add_paragraph("Åsa Lind")
    return _saved(document)


def two_heads() -> bytes:
    """A head of two lines, a column for each meeting, and no status or owner that could be invented."""
    document = docx.Document()
    document.add_heading("Plan för budget i balans 2023", 1)
    document.add_paragraph("Fritidsnämnden")
    document.add_paragraph("Prognosen per 2023-04-30 är ett underskott på 1,2 mnkr.")
    rows = [
        ["Åtgärd", "Effekt (tkr)", "", "Återrapport", "", ""],
        ["", "2023", "Helår", "14/6", "13/9", "6/12"],
        ["Simhallen stänger en timme tidigare", "120", "240", "X", "X", "X"],
        ["Ishallen säsong", "300-400", "300-400", "X", "", ""],
        ["Bidrag ses över", "vet ej", "", "", "X", ""],
        ["Totalt", "420-520", "540-640", "", "", ""],
    ]
    table = _table(document, rows)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 3).merge(table.cell(0, 5))
    table.cell(0, 0).merge(table.cell(1, 0))
    return _saved(document)


def shared() -> bytes:
    """One amount for two measures, two figures in a cell, two columns of the same meaning: silence and errors."""
    document = docx.Document()
    document.add_heading("Åtgärdsplan 2024", 1)
    document.add_paragraph("Servicenämnden")
    document.add_paragraph("Prognosen per sista mars visar ett underskott på 3 mnkr.")
    rows = [
        ["Nr", "Åtgärd", "Prognos (mnkr)", "Ny prognos (mnkr)"],
        ["1", "Städning varannan dag", "0,8", "0,9"],
        ["2", "Färre bilar", "", ""],
        ["3", "Telefoni", "0,3\n0,2", ""],
        ["4", "Porto", "0,1", "0,1"],
    ]
    table = _table(document, rows)
    table.cell(1, 2).merge(table.cell(2, 2))
    return _saved(document)


def lists() -> bytes:
    """Measures as a numbered list that Word counts, their parts lettered by Word, and rows typed as text."""
    document = docx.Document()
    document.add_heading("Handlingsplan 2026", 0)
    document.add_paragraph("Gymnasienämnden")
    document.add_paragraph("Per sista augusti 2026 finns ett underskott på 7 miljoner kronor.")
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
            '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))

    def item(text: str, level: int) -> None:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )

    item("Färre små grupper", 0)
    item("Samläsning i språk.", 1)
    item("Större grupper i idrott.", 1)
    document.add_paragraph("Prognos besparing:\t3 100 tkr")
    document.add_paragraph("Återrapporteras 21 oktober 2026")
    item("Lokaler lämnas", 0)
    item("Hus C sägs upp.", 1)
    document.add_paragraph("Beslutad besparing: 1,5 mnkr")
    document.add_paragraph("Prognos besparing: 1\u2009200\u2009000 kr")
    document.add_paragraph("Återrapporteras 21 oktober 2026")
    return _saved(document)


def minutes() -> bytes:
    """A protocol: numbers, dates and money, and no plan."""
    document = docx.Document()
    document.add_heading("Protokoll 2024-05-15", 0)
    document.add_paragraph("Valnämnden")
    document.add_heading("§ 12 Arvoden", 1)
    document.add_paragraph("Röstmottagare får 2 400 kronor för dagen. Budgeten är 1,3 mnkr.")
    _table(document, [["Uppgift", "Ansvarig", "Klart"], ["Lokaler", "Lisa Ask", "2024-05-20"], ["Bud", "Lars", ""]])
    document.add_paragraph("Närvarande 9 ledamöter, 67 procent kvinnor.")
    return _saved(document)


def controls() -> bytes:
    """Cells and paragraphs inside content controls, as municipal templates have them."""
    document = docx.Document()
    document.add_heading("Åtgärdsplan 2027", 1)
    document.add_paragraph("Krisnämnden")
    document.add_paragraph("Uppföljningen per sista mars 2027 visar ett underskott på 800 tkr.")
    table = _table(
        document,
        [["Nr", "Åtgärd", "Status", "Besparing (kr)"], ["1", "Delad jour", "☒ Pågår", "150 000–200 000 kronor"]],
    )
    cell = table.cell(1, 1)._tc
    paragraph = cell.find(qn("w:p"))
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    cell.replace(paragraph, control)
    control.find(qn("w:sdtContent")).append(paragraph)
    return _saved(document)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "word_model.docx": model,
    "word_merged.docx": merged,
    "word_two_heads.docx": two_heads,
    "word_shared.docx": shared,
    "word_lists.docx": lists,
    "word_minutes.docx": minutes,
    "word_controls.docx": controls,
}
