"""LibreOffice opens what we write, converts it without complaint, and calculates the same sums."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from tests.documents.writing.samples import MUNICIPALITY, STAMP, book, hostile, large, said, summary
from tests.plan_on_file import large as large_plan
from tests.server_programs import missing, path_of
from tracker.documents.writing.plan_document import plan_letter
from tracker.documents.writing.word import letter_docx
from tracker.documents.writing.workbook import plan_xlsx
from tracker.domain.summary import Summary

pytestmark = pytest.mark.servers("soffice")


def converted(content: bytes, name: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of the file; it has a profile of the test's own, so that several can run at once."""
    office = path_of("soffice")
    assert office is not None, missing("soffice")
    source, out = folder / name, folder / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", to, "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    result = out / f"{source.stem}.{to}"
    assert done.returncode == 0
    assert result.exists(), done.stderr
    assert "Error" not in done.stdout + done.stderr
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return result.read_bytes()


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("of", [summary(), large(), hostile()], ids=["ordinary", "large", "hostile"])
def test_a_follow_up_in_word_opens(of: Summary, tmp_path: Path) -> None:
    content = letter_docx(said(of).letter(MUNICIPALITY), stamp=STAMP)
    pdf = converted(content, "uppfoljning.docx", "pdf", tmp_path)
    text = words(pdf)
    assert "Förslag till beslut" in text
    pages = len(PdfReader(BytesIO(pdf)).pages)
    assert f"Sida 1 av {pages}" in text
    assert "Tabell 1. Från underskottet" in text


def test_a_plan_in_word_opens(tmp_path: Path) -> None:
    content = letter_docx(plan_letter(book(), "Ludvika kommun"), stamp=STAMP)
    assert "Återrapport 5 Nämnd 191211" in words(converted(content, "plan.docx", "pdf", tmp_path))


@pytest.mark.parametrize("of", [book(), book(large_plan(40))], ids=["ludvika", "large"])
def test_libreoffice_calculates_the_sums_that_we_have_written(of: object, tmp_path: Path) -> None:
    content = plan_xlsx(of, municipality=MUNICIPALITY, stamp=STAMP)  # type: ignore[arg-type]
    again = converted(without_values(content), "plan.xlsx", "xlsx", tmp_path)
    ours, theirs = (openpyxl.load_workbook(BytesIO(each), data_only=True) for each in (content, again))
    formulas = openpyxl.load_workbook(BytesIO(content))
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    assert theirs[sheet.title][cell.coordinate].value == ours[sheet.title][cell.coordinate].value, cell
    assert compared > 20


def without_values(workbook: bytes) -> bytes:
    """The formulas alone: whatever values come back have been calculated."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
                assert b"<f>" not in content or count
            target.writestr(name, content)
    return result.getvalue()
