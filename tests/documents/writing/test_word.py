"""The Word document: real styles, what the follow-up says, and nothing that a text could have put there."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from tests.documents.writing.samples import HOSTILE, MUNICIPALITY, STAMP, hostile, said, summary
from tests.documents.writing.word_reading import opened, texts
from tracker.documents.writing.plain import plain
from tracker.documents.writing.word import letter_docx


@pytest.fixture(scope="module")
def document() -> Document:
    return opened(letter_docx(said().letter(MUNICIPALITY), stamp=STAMP))


def test_it_says_the_follow_up_in_reading_order(document: Document) -> None:
    found = texts(document)
    start = found.index("Förslag till beslut")
    assert found[start:] == [text for section in said().sections for text in section.lines]


def test_the_letterhead_names_who_whom_when_and_the_reference(document: Document) -> None:
    assert texts(document)[:4] == [
        f"{MUNICIPALITY}\tTjänsteskrivelse",
        "Social- och utbildningsnämnden\t2019-06-05",
        "\tDnr SUN 2019/117",
        "Uppföljning till Social- och utbildningsnämnden onsdag 12 juni 2019",
    ]


def test_its_styles_are_words_own(document: Document) -> None:
    styles = {each.text: each.style.name for each in document.paragraphs if each.style is not None}
    assert styles["Förslag till beslut"] == "Heading 1"
    assert styles["Ekonomi"] == "Heading 2"
    assert "Heading 3" in styles.values()
    assert {"Title", "Caption", "List Bullet", "Quote"} <= set(styles.values())


def test_heads_of_tables_come_again_and_tables_have_alternative_texts(document: Document) -> None:
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("Tabell ")


def test_captions_are_numbered_by_fields(document: Document) -> None:
    fields = [each.text.strip() for each in document.element.iter(qn("w:instrText"))]
    assert fields == ["SEQ Tabell \\* ARABIC"] * 2


def test_the_picture_has_an_alternative_text(document: Document) -> None:
    (properties,) = document.element.iter(qn("wp:docPr"))
    assert "Kvar att täcka: 28,4–28,6\xa0mnkr" in properties.get("descr")


def test_every_page_says_which_of_how_many_it_is(document: Document) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text.endswith("Sida 1 av 1")
    assert [each.text.strip() for each in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_its_language_and_properties(document: Document) -> None:
    (language,) = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "sv-SE"
    core = document.core_properties
    assert (core.language, core.author, core.keywords) == ("sv-SE", MUNICIPALITY, "SUN 2019/117")
    assert core.title == "Uppföljning till Social- och utbildningsnämnden onsdag 12 juni 2019"
    assert core.created == STAMP.replace(tzinfo=None) or core.created == STAMP


def test_hostile_texts_are_texts() -> None:
    content = letter_docx(said(hostile()).letter(MUNICIPALITY), stamp=STAMP)
    found = texts(opened(content))
    start = found.index("Förslag till beslut")
    assert found[start:] == [text for section in said(hostile()).sections for text in section.lines]
    assert all(any(plain(text) in each for each in found) for text in HOSTILE)
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_an_empty_follow_up_is_a_letter_too() -> None:
    assert "Förslag till beslut" in texts(
        opened(letter_docx(said(summary(plans=())).letter(MUNICIPALITY), stamp=STAMP))
    )


def test_the_same_follow_up_gives_the_same_bytes_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.localtime
    earlier = letter_docx(said().letter(MUNICIPALITY), stamp=STAMP)
    monkeypatch.setattr(time, "localtime", lambda seconds=0.0: now(seconds - 86_400))
    assert letter_docx(said().letter(MUNICIPALITY), stamp=STAMP) == earlier
