"""A file that is made to do harm is refused in words, within bounded time and memory, and never gives a plan."""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import hostile
from tests.documents.corpus_builders import excel, pdf, word
from tracker.documents.reading import read_plan
from tracker.documents.reading.archive import office_kind
from tracker.documents.reading.findings import Findings
from tracker.documents.reading.isolated import outline_in_child
from tracker.errors import UnreadableDocument

SAYS = b"En plan med tillrackligt mycket text for att kunna vara en plan. "
ONE_TEXT = hostile.shown(SAYS)
PLAN = "Åtgärdsplan 2024\n\nSocialnämnden\n"


def refusal(data: bytes, name: str) -> str:
    """The one Swedish line that the file is refused with. What reading may use is bounded by the child, not here."""
    with pytest.raises(UnreadableDocument) as refused:
        read_plan(data, name)
    message = str(refused.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("build", "name", "says"),
    [
        (lambda: hostile.archive({"word/document.xml": bytes(300 * hostile.MEGABYTE)}), "plan.docx", "för stor"),
        (lambda: hostile.word_with({"word/x.bin": bytes(20 * hostile.MEGABYTE)}), "plan.docx", "för stor"),
        (lambda: hostile.archive({f"{n}.xml": b"" for n in range(6000)}), "plan.docx", "varken en Word"),
        (lambda: hostile.word_with({f"{n}.xml": b"" for n in range(6000)}), "plan.docx", "för stor"),
        (hostile.lying_archive, "plan.docx", "skadad"),
        (lambda: hostile.word_with({"word/document.xml": hostile.billion_laughs()}), "plan.docx", "XML-entiteter"),
        (
            lambda: hostile.word_with({"word/document.xml": hostile.billion_laughs().decode().encode("utf-16")}),
            "plan.docx",
            "XML-entiteter",
        ),
        (
            lambda: hostile.word_with(
                {"word/document.xml": hostile.document_xml(b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b"x")}
            ),
            "plan.docx",
            "XML-entiteter",
        ),
        (lambda: hostile.word_with({"word/vbaProject.bin": b"x"}), "plan.docx", "makron"),
        (hostile.word_file, "plan.docm", "makron"),
        (lambda: hostile.archive({"a.txt": b"text"}), "plan.xlsx", "varken en Word"),
        (lambda: hostile.word_file()[:9000], "plan.docx", "skadad"),
        (lambda: hostile.word_with({"word/document.xml": b"<w:document"}), "plan.docx", "skadad"),
        (
            lambda: hostile.word_with({"word/document.xml": hostile.document_xml(b"", b"<a>" * 200_000)}),
            "plan.docx",
            "skadad",
        ),
        (lambda: hostile.sheet_of(10_000, 5), "plan.xlsx", "fler än 5000 rader"),
        (lambda: hostile.sheet_of(2, 16_000), "plan.xlsx", "fler än 200 kolumner"),
        (lambda: hostile.sheet_of(4_000, 60), "plan.xlsx", "200000 celler"),
        (hostile.far_cell, "plan.xlsx", "fler än 5000 rader"),
        (lambda: b"a;b;c\n" * 10_001, "plan.csv", "fler än 5000 rader"),
        (lambda: b"a;" * 20_000, "plan.csv", "fler än 200 kolumner"),
        (lambda: b'a;b\n"' + b"x" * 200_000, "plan.csv", "skadad"),
        (lambda: bytes(100 * hostile.MEGABYTE), "plan.docx", "större än 30 MB"),
        (lambda: b"%PDF-" + bytes(100 * hostile.MEGABYTE), "plan.pdf", "större än 30 MB"),
        (lambda: b"a;b\n" * (25 * hostile.MEGABYTE), "plan.csv", "större än 10 MB"),
        (hostile.encrypted_pdf, "plan.pdf", "lösenord"),
        (lambda: hostile.pdf_of("#rect(width: 5cm)"), "plan.pdf", "inskannad"),
        (lambda: hostile.pdf_of("= Plan")[:3000], "plan.pdf", "skadad"),
        (lambda: hostile.raw_pdf(ONE_TEXT + b"0 0 m 9 9 l S\n" * 1_000_000), "plan.pdf", "fler linjer"),
        (lambda: hostile.raw_pdf(hostile.many_lines(SAYS, 1_500)), "plan.pdf", "mer text"),
        (lambda: hostile.raw_pdf(ONE_TEXT + b" " * 600_000_000), "plan.pdf", "för stor"),
        (
            lambda: hostile.raw_pdf(ONE_TEXT, pages=b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100>>"),
            "plan.pdf",
            "för stor",
        ),
        (
            lambda: hostile.pdf_of("#set page(height: 3cm)\n" + "= Sida\n#pagebreak()\n" * 201),
            "plan.pdf",
            "fler än 200 sidor",
        ),
    ],
)
def test_it_is_refused_in_words(build: Callable[[], bytes], name: str, says: str) -> None:
    assert says in refusal(build(), name)


def test_the_content_decides_and_not_the_name() -> None:
    """A PDF named as Word, Word named as Excel or text: read as what they are."""
    letter = pdf.letter()
    assert read_plan(letter, "plan.docx").draft == read_plan(letter, "plan.pdf").draft
    controls = word.controls()
    for name in ("plan.xlsx", "plan.pdf", "plan.txt", "plan.csv"):
        assert read_plan(controls, name).draft == read_plan(controls, "plan.docx").draft
    assert "ingen PDF" in refusal(PLAN.encode(), "plan.pdf")


def test_an_excel_file_with_a_macro_sheet_is_refused() -> None:
    data = hostile.archive({"xl/workbook.xml": b"<x/>", "xl/macrosheets/sheet1.xml": b"<x/>"})
    assert "makron" in refusal(data, "plan.xlsx")


def test_a_reader_that_does_not_end_is_stopped() -> None:
    with pytest.raises(UnreadableDocument, match="för lång tid"):
        outline_in_child(hostile.word_file(), "word", Findings(), seconds=0.01)


def test_what_the_child_may_use_is_limited() -> None:
    """In a process of its own, which is left limited."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(limited) == "MemoryError"


def limited() -> str:
    from tracker.documents.reading.child import limit_resources  # noqa: PLC0415 - in the process that it limits

    limit_resources()
    try:
        bytearray(2 * 1024 * hostile.MEGABYTE)
    except MemoryError as error:
        return type(error).__name__
    return "no limit"


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".docx", ".pdf", ".xlsx", ".csv", ".txt", ".md", ".docm", ".doc", ""]))
def test_arbitrary_bytes_with_any_extension_are_read_or_refused(data: bytes, extension: str) -> None:
    read(data, f"plan{extension}")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([";", ",", "\t", '"', "\n", "\r\n", "Nr", "Åtgärd", "Effekt (tkr)", "1", "1 200", "-", "x"])
    )
)
def test_no_mixture_of_a_tables_own_words_does_anything_else(pieces: list[str]) -> None:
    read("".join(pieces).encode(), "plan.csv")
    read("".join(pieces).encode(), "plan.txt")


@settings(deadline=None)
@given(st.data())
def test_an_archive_damaged_anywhere_is_sound_or_refused(data: st.DataObject) -> None:
    with suppress(UnreadableDocument):
        assert office_kind(damage(hostile.word_file(), data)) == "word"


@pytest.mark.parametrize(
    ("build", "name"), [(word.controls, "p.docx"), (excel.uncalculated, "p.xlsx"), (pdf.letter, "p.pdf")]
)
@settings(deadline=None, max_examples=6)
@given(data=st.data())
def test_a_file_damaged_anywhere_is_read_or_refused(build: Callable[[], bytes], name: str, data: st.DataObject) -> None:
    read(damage(build(), data), name)


@settings(deadline=None, max_examples=6)
@given(st.binary(max_size=300))
def test_bytes_behind_the_mark_of_a_pdf_are_read_or_refused(data: bytes) -> None:
    read(b"%PDF-1.7\n" + data, "plan.pdf")


def damage(data: bytes, draw: st.DataObject) -> bytes:
    """The file with some of its bytes changed, or cut off."""
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 20))):
        damaged[draw.draw(st.integers(0, len(damaged) - 1))] = draw.draw(st.integers(0, 255))
    return bytes(damaged[: draw.draw(st.integers(len(damaged) // 2, len(damaged)))])


def read(data: bytes, name: str) -> None:
    with suppress(UnreadableDocument):
        reading = read_plan(data, name)
        assert 0 <= reading.confidence <= 100
        assert all(each.message and each.line >= 0 for each in reading.findings)
