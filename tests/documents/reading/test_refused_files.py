"""A file that is no readable text is refused with one Swedish line that says what to do."""

from pathlib import Path

import pytest

from tests.documents.bounded import working_at_most
from tracker.documents.reading import read_plan
from tracker.errors import UnreadableDocument

TWIN = (Path(__file__).parents[1] / "corpus" / "twin.txt").read_text(encoding="utf-8")
FIVE_MB = 5_000_000


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "plan.txt", "tom"),
        (b" \n\t\r\n", "plan.txt", "tom"),
        (b"\xef\xbb\xbf\n", "plan.txt", "tom"),
        (b"Plan\x00med nollor", "plan.txt", "inte en textfil"),
        (b"Plan \x01\x02\x03\x04", "plan.txt", "inte en textfil"),
        (b"%PDF-1.7 ...", "plan.txt", "PDF"),
        (b"PK\x03\x04 ...", "plan.txt", "Word"),
        (b"\xd0\xcf\x11\xe0 ...", "plan.md", "Word"),
        (b"{\\rtf1 ...", "plan.txt", "RTF"),
        (b"\xff\xfeP", "plan.txt", "UTF-16"),
        (TWIN.encode("mac-roman"), "plan.txt", "teckenkodning"),
        (TWIN.encode("cp850"), "plan.txt", "teckenkodning"),
        (TWIN.encode() + b"\xff", "plan.txt", "teckenkodning"),
        (TWIN.encode().decode("cp1252", "ignore").encode(), "plan.txt", "felkodade"),
        (b"text", "plan.docx", "heter .docx men är ingen Word-fil"),
        (b"text", "plan.PDF", "heter .pdf men är ingen PDF"),
        (b"text", "plan.xlsx", "heter .xlsx men är ingen Excel-fil"),
        (b"text", "plan.docm", "makron"),
        (b"text", "plan.doc", "spara det som .docx"),
        (b"text", "plan.ods", "spara det som .xlsx"),
        (b"\xd0\xcf\x11\xe0 ...", "plan.docx", "lösenord"),
        (b"text", "plan.exe", ".exe-filer kan inte läsas."),
        (b"text", "plan", "utan filändelse"),
        (b"a" * (10 * 1024 * 1024 + 1), "plan.txt", "större än 10 MB"),
    ],
)
def test_the_file_is_refused_with_one_line_that_says_what_to_do(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_plan(data, name)
    message = str(refused.value)
    assert says in message
    assert "\n" not in message
    assert message.endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_unicode_files_of_any_system_read_the_same(encoding: str, line_end: str) -> None:
    data = TWIN.replace("\n", line_end).encode(encoding)
    assert read_plan(data, "plan.TXT") == read_plan(TWIN.encode(), "plan.txt")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_older_windows_text_is_read_with_a_warning(encoding: str) -> None:
    reading = read_plan(TWIN.encode(encoding), "plan.txt")
    assert reading.draft == read_plan(TWIN.encode(), "plan.txt").draft
    assert "lästes som Windows-text" in reading.warnings[0].message


def test_letters_that_have_been_lost_are_told_with_their_line() -> None:
    reading = read_plan(TWIN.replace("bidrag\t", "bidr\ufffdg\t").encode(), "plan.txt")
    assert any("förlorade" in each.message and each.line == 43 for each in reading.warnings)


@pytest.mark.parametrize(
    "pattern",
    [
        "a", "1", "1,", "111 ", "- ", "A. ", "(", "a\t", "a\n", "1. x\n", "underskott ", "underskott på 1 mkr ",
        "x- och ", "mellan 1 och 2 och ", "Återrapport 12 juni 2019 ", "Besparing: (", "förutsättning genom 1 mkr ",
        "Återrapport 1 Nämnd 190231\n", "ett ord underskott på 1 mkr\n\n", "**a** _b_ | \\. <b>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("wrap", [9_000, FIVE_MB])
def test_five_megabytes_of_noise_are_no_plan_with_bounded_work(pattern: str, wrap: int) -> None:
    """A second or two of work each: thirty times that is a rule that takes the square of what it reads."""
    line = (pattern * (wrap // len(pattern)))[:wrap] + "\n"
    noise = (line * (FIVE_MB // len(line) + 1)).encode()[:FIVE_MB].decode("utf-8", "ignore").encode()
    with working_at_most(60):
        errors = read_plan(noise, "plan.txt").errors
    assert any("Inga åtgärder hittades" in each.message for each in errors)
    assert len(errors) <= 51


@pytest.mark.parametrize(
    ("title", "pattern"),
    [
        ("Fördelning av ram 2024", "Nämnden har tilldelats en ram om 24 000 tkr. "),
        ("Fördelning av ram 2024", "Post A – 5 mnkr\n\n2 mnkr avsätts till a som inte används flyttas till b.\n\n"),
        ("Fördelning av ram 2024", "15 personer i februari, 8 000 kr per månad, helårskostnad "),
        ("Behov 2024", "Behov, tkr\t2024\nA: b\t1\n\n1. A: 5 mnkr\n\n"),
        ("Verksamhetsplan 2024", "Fokusområde 1: A\n\nMål\n\nX\n\nBeskrivning:\n\n"),
        ("Verksamhetsplan 2024", "Mål\tIndikator\tMål 2024\nX\tY\t5\n\nY mäts för första gången 2024.\n\n"),
    ],
)
def test_noise_under_the_title_of_any_kind_takes_bounded_work(title: str, pattern: str) -> None:
    """A tenth of what may be sent: a second of work or less each."""
    noise = f"{title}\n\nSocialnämnden\n\n{pattern * (200_000 // len(pattern))}"
    with working_at_most(30):
        reading = read_plan(noise.encode(), "plan.txt")
    assert len(reading.findings) <= 153


def test_a_text_that_is_too_long_is_read_in_part_and_cannot_be_saved() -> None:
    reading = read_plan((TWIN + "x\n" * 30_000).encode(), "plan.txt")
    assert reading.errors[0].message == "Bara de första 20000 raderna lästes. Spara planens text i en egen fil."


def test_a_line_that_is_too_long_is_named() -> None:
    errors = read_plan((TWIN + "x" * 20_000).encode(), "plan.txt").errors
    assert [each.line for each in errors] == [TWIN.count("\n") + 1]
