"""Each container says where things stand, and leaves out what a reader of the page does not read as its text."""

from io import BytesIO
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents.corpus_builders import excel, pdf, word
from tests.documents.hostile import pdf_of
from tracker.documents.reading import read_plan
from tracker.documents.reading.as_json import reading_as_json
from tracker.documents.reading.containers import outline_of
from tracker.documents.reading.excel import excel_outline
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.outline import ABOVE, LEFT, Block, BlockKind, Outline
from tracker.documents.reading.pdf import pdf_outline
from tracker.documents.reading.word import word_outline
from tracker.domain.draft import Severity


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def texts(outline: Outline) -> list[str]:
    return [line.text for block in outline.blocks for line in block.lines]


def tables(outline: Outline) -> list[Block]:
    return [block for block in outline.blocks if block.kind is BlockKind.TABLE]


@pytest.mark.parametrize(
    ("data", "name", "places"),
    [
        (excel.calculated(), "a.xlsx", ["Plan!E8", "Plan!E9", "Plan!E12"]),
        (word.merged(), "a.docx", ["tabell 1, rad 3", "tabell 1, rad 4", "tabell 1, rad 7"]),
        (pdf.dates(), "a.pdf", ["sida 1, rad 5", "sida 1, rad 6"]),
        ("Plan\n\nÅtgärd;Effekt (kr);Status\nA;5;\nB;6;\n".encode(), "a.csv", ["rad 4", "rad 5"]),
    ],
)
def test_every_amount_says_where_it_stands(data: bytes, name: str, places: list[str]) -> None:
    measures = read_plan(data, name).draft.measures
    assert [each.effects[0].place for each in measures if each.effects] == places
    assert all(each.place for each in measures)


def test_what_the_child_reads_is_what_the_container_reads() -> None:
    data, findings = word.merged(), Findings()
    assert outline_of(data, "a.docx", findings) == word_outline(data, Findings())
    assert findings.where(1) == "stycke 1"


def test_a_finding_in_a_workbook_names_the_cell() -> None:
    reading = read_plan(excel.uncalculated(), "a.xlsx")
    assert [(each.place, "Blad1!C6" in each.message) for each in reading.errors] == [("Blad1, rad 6", True)]


def test_word_leaves_out_headers_deletions_hidden_and_struck_text_and_marks_of_footnotes() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "sidhuvud"
    paragraph = document.add_paragraph("1 200")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" tkr")
    paragraph.add_run(" dold").font.hidden = True
    paragraph.add_run(" struken").font.strike = True
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText> borta</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t> nytt</w:t></w:r></w:ins>'))
    paragraph._p.append(
        parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="3"><w:r><w:t> flyttat härifrån</w:t></w:r></w:moveFrom>')
    )
    assert texts(word_outline(saved(document), Findings())) == ["1 200 tkr nytt"]


def test_word_counts_its_lists_as_they_are_shown() -> None:
    outline = word_outline(word.lists(), Findings())
    assert [block.marker for block in outline.blocks if block.marker] == ["1", "a", "b", "2", "a"]


def test_merged_cells_are_known_as_such() -> None:
    rows = {line.cells[0]: line.joined for line in tables(word_outline(word.merged(), Findings()))[0].lines}
    assert rows["Nya åtgärder"] == ("", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT)
    assert rows["2"][0] == ABOVE
    last = tables(excel_outline(excel.sheets(), Findings()))[0].lines[-1]
    assert (last.cells[0], last.joined[1]) == ("Summa", LEFT)


def test_excel_reads_what_the_sheet_shows() -> None:
    outline = excel_outline(excel.sheets(), Findings())
    row = next(line for line in tables(outline)[0].lines if line.cells[0] == "1.1")
    assert row.cells == ("1.1", "Stegbil säljs", "750 tkr", "1000")
    calculated = [line for each in tables(excel_outline(excel.calculated(), Findings())) for line in each.lines]
    shares = next(line for line in calculated if line.cells[0] == "1")
    assert (shares.cells[5], shares.cells[6]) == ("5 %", "2024-06-12")


def test_a_struck_out_cell_is_not_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["A2"] = "kvar", "struken"
    workbook.active["A2"].font = openpyxl.styles.Font(strike=True)
    assert texts(excel_outline(saved(workbook), Findings())) == ["kvar"]


def test_pdf_leaves_out_what_every_page_has_and_joins_words_that_lines_cut() -> None:
    lines = texts(pdf_outline(pdf.prose(), Findings()))
    assert not any("Sida" in line or "9 mnkr" in line for line in lines)
    whole = " ".join(lines)
    for word_ in ("bemanningsförutsättningarna", "lokalkostnadsutvecklingen", "barn- och ungdomsverksamheternas"):
        assert word_ in whole
    assert "Poolen ersätter 14 timvikarier." in whole


def test_rows_at_the_top_of_two_pages_are_no_page_header() -> None:
    page = "Återrapport {0} Nämnd 24061{0} \\\nlite text till"
    source = "#set page(height: 8cm, margin: 5mm)\n" + page.format(1) + "\n#pagebreak()\n" + page.format(2)
    assert texts(pdf_outline(pdf_of(source), Findings()))[0] == "Återrapport 1 Nämnd 240611"
    assert "Återrapport 2 Nämnd 240612" in texts(pdf_outline(pdf_of(source), Findings()))


def test_a_raised_figure_in_a_pdf_is_no_digit_of_the_amount() -> None:
    assert texts(pdf_outline(pdf_of("Det kostar 500#super[1] tkr och mer därtill."), Findings())) == [
        "Det kostar 500 tkr och mer därtill."
    ]


def test_the_whole_reading_as_json() -> None:
    found = reading_as_json(read_plan(excel.sheets(), "a.xlsx"))
    assert (found["title"], found["year"], found["unit"]) == ("Besparingsplan 2026", 2026, "tkr")
    assert found["computed_total"] == {"low_kr": 1_550_000, "high_kr": 1_550_000, "unknown": 0, "provisional": False}
    part = found["measures"][0]["sub_measures"][0]
    assert (part["number"], part["forecast"]["low_kr"], part["full_year"]["low_kr"]) == ("1.1", 750_000, 1_000_000)
    assert part["forecast"] == {
        "low_kr": 750_000, "high_kr": 750_000, "provisional": False, "unit": "tkr", "decimals": 0, "words": "",
    }  # fmt: skip
    assert part["effects"][0]["place"] == "Åtgärder!C3"
    assert found["targets"][0]["place"] == "Sammanfattning, rad 3"
    asked = reading_as_json(read_plan(excel.years(), "a.xlsx"))["warnings"]
    assert [each["question"]["key"] for each in asked if each["severity"] == Severity.QUESTION] == [
        "slag:5:2",
        "slag:5:3",
    ]
