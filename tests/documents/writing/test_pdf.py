"""The PDF: archivable, tagged, in reading order, and saying what the follow-up says, whatever is in it."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.documents.writing.pdf_reading import elements
from tests.documents.writing.samples import HOSTILE, MUNICIPALITY, STAMP, hostile, large, said, summary
from tracker.documents.writing.pdf import letter_pdf
from tracker.documents.writing.plain import plain
from tracker.domain.summary import Summary


def written(of: Summary | None = None) -> bytes:
    return letter_pdf(said(of).letter(MUNICIPALITY), stamp=STAMP)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return written()


@pytest.fixture(scope="module")
def root(pdf: bytes) -> Any:
    return PdfReader(BytesIO(pdf)).trailer["/Root"]


def test_it_is_tagged_and_in_swedish(root: Any) -> None:
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "sv-SE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(root: Any) -> None:
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_its_properties_and_bookmarks(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Uppföljning till Social- och utbildningsnämnden onsdag 12 juni 2019"
    assert reader.metadata.author == MUNICIPALITY
    assert "SUN 2019/117" in str(reader.metadata["/Keywords"])
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert titles == ["Förslag till beslut", "Åtgärdsplan 2019, Social välfärd", "Underskrifter"]


def test_its_structure_says_the_follow_up_in_reading_order(pdf: bytes) -> None:
    expected = [text for section in said().sections for text in section.lines]
    found = [each.text for each in elements(pdf)]
    start = found.index("Förslag till beslut")
    assert found[start:] == expected


def test_headings_are_headings_and_heads_of_columns_are_heads(pdf: bytes) -> None:
    roles = {each.text: each.role for each in elements(pdf)}
    assert roles["Förslag till beslut"] == "H1"
    assert roles["Ekonomi"] == "H2"
    assert roles["Post"] == "TH"
    assert next(role for text, role in roles.items() if text.startswith("2. Åtgärd om")) == "H3"


def test_the_picture_has_a_text_that_says_it_all(root: Any) -> None:
    alternatives = [str(each["/Alt"]) for each in _all(root["/StructTreeRoot"]) if "/Alt" in each]
    assert len(alternatives) == 1
    assert "5. Placeringar: −0,3\xa0mnkr, preliminärt" in alternatives[0]


def test_the_head_of_a_long_table_comes_again_on_the_next_page() -> None:
    reader = PdfReader(BytesIO(written(large(60))))
    pages = [page.extract_text() for page in reader.pages]
    assert sum("Post" in page and "Belopp" in page for page in pages) >= 2
    assert f"Sida 1 av {len(pages)}" in pages[0]


def test_no_text_is_markup_and_none_is_lost() -> None:
    found = [each.text for each in elements(written(hostile()))]
    expected = [text for section in said(hostile()).sections for text in section.lines]
    start = found.index("Förslag till beslut")
    assert found[start:] == expected
    for text in HOSTILE:
        assert any(plain(text) in each for each in found), text


def test_a_word_without_end_stays_on_the_page() -> None:
    reader = PdfReader(BytesIO(written(hostile())))
    for page in reader.pages:
        rights: list[float] = []

        def note(_text: str, _cm: Any, tm: Any, _font: Any, _size: Any, found: list[float] = rights) -> None:
            found.append(tm[4])

        page.extract_text(visitor_text=note)
        assert max(rights) < float(page.mediabox.right)


def test_the_same_follow_up_gives_the_same_bytes(pdf: bytes) -> None:
    assert written() == pdf


def test_an_empty_follow_up_is_a_letter_too() -> None:
    assert "Förslag till beslut" in [each.text for each in elements(written(summary(plans=())))]


def _all(node: Any) -> Any:
    yield node
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int) and "/S" in kid.get_object():
            yield from _all(kid.get_object())
