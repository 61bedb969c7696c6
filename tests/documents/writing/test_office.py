"""LibreOffice opens what we write, converts it without complaint, and calculates the same sums."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from tests.documents.writing.samples import MUNICIPALITY, STAMP, book, hostile, large, said, summary
from tests.drafts import example
from tests.plan_on_file import large as large_plan
from tests.server_programs import missing, path_of
from tracker.documents.writing.plan_document import plan_letter
from tracker.documents.writing.word import letter_docx
from tracker.documents.writing.workbook import plan_xlsx
from tracker.services.example import example_names

pytestmark = pytest.mark.servers("soffice")


def converted(files: dict[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """What LibreOffice makes of the files, by their names, in one run; it has a profile of the test's own."""
    office = path_of("soffice")
    assert office is not None, missing("soffice")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    out, profile = folder / "out", f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", to, "--outdir", str(out)]
    command += [str(folder / name) for name in files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    results = {name: (out / name).with_suffix(f".{to}") for name in files}
    assert done.returncode == 0
    assert all(each.exists() for each in results.values()), done.stderr
    assert "Error" not in done.stdout + done.stderr
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return {name: each.read_bytes() for name, each in results.items()}


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_what_we_write_in_word_opens(tmp_path: Path) -> None:
    """Follow-ups, ordinary, large and hostile; and a plan of each kind."""
    follow_ups = {"ordinary": summary(), "large": large(), "hostile": hostile()}
    plans = {name: letter_docx(plan_letter(book(example(name)), "Ett kommun"), stamp=STAMP) for name in example_names()}
    files = {f"{name}.docx": letter_docx(said(of).letter(MUNICIPALITY), stamp=STAMP) for name, of in follow_ups.items()}
    found = converted({**files, **{f"{name}.docx": content for name, content in plans.items()}}, "pdf", tmp_path)
    for name in files:
        text = words(found[name])
        assert "Förslag till beslut" in text
        assert f"Sida 1 av {len(PdfReader(BytesIO(found[name])).pages)}" in text
        assert "Tabell 1. Från underskottet" in text
    for name in plans:
        text = words(found[f"{name}.docx"])
        assert all(" ".join(each.title.split()) in text for each in example(name).measures)


def test_libreoffice_calculates_the_sums_that_we_have_written(tmp_path: Path) -> None:
    """In a large plan, and in a plan of each kind, with its months, indicators, groups and tables."""
    drafts = {"large": large_plan(40), **{name: example(name) for name in example_names()}}
    files = {
        f"{name}.xlsx": plan_xlsx(book(draft, as_of=date(draft.year, 12, 31)), municipality=MUNICIPALITY, stamp=STAMP)
        for name, draft in drafts.items()
    }
    calculated = converted({name: without_values(content) for name, content in files.items()}, "xlsx", tmp_path)
    for name, content in files.items():
        ours, theirs = (openpyxl.load_workbook(BytesIO(each), data_only=True) for each in (content, calculated[name]))
        compared = 0
        for sheet in openpyxl.load_workbook(BytesIO(content)):
            for cell in (each for row in sheet.iter_rows() for each in row if each.data_type == "f"):
                compared += 1
                found = theirs[sheet.title][cell.coordinate].value
                assert found == ours[sheet.title][cell.coordinate].value, (name, sheet.title, cell, cell.value)
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
