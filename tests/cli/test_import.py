"""tracker import: a document becomes a plan, or says why not."""

from pathlib import Path

from tests.cli.running import DOCUMENT, Tracker

BROKEN = """Åtgärdsplan 2023

Barn- och ungdomsnämnden

Prognosen per sista mars visar ett underskott på 6 mnkr.

1. Skolskjuts

Prognos besparing: 2 mnkr
Återrapport 1 Nämnd 230231
"""


def test_says_everything_that_it_found_as_json(empty: Tracker) -> None:
    """Amounts in whole kronor, numbers and dates as data."""
    found = empty.done("import", DOCUMENT, "--json").json
    assert found["saved"] is True
    assert found["known_already"] is False
    assert found["committee"] == "Stöd- och lärandenämnden"
    assert (found["year"], found["unit"]) == (2019, "mnkr")
    assert found["target_kr"] == 29_900_000
    assert found["target"]["as_of"] == "2019-03-31"
    assert [(each["measure"], each["amount"]["low_kr"]) for each in found["presuppositions"]] == [
        ("6", 5_500_000),
        (None, 3_600_000),
    ]
    assert [each["number"] for each in found["measures"]] == ["1", "2", "3", "4", "5", "6"]
    assert [len(each["reports"]) for each in found["measures"]] == [0, 5, 5, 5, 5, 5]
    assert [part["number"] for part in found["measures"][1]["parts"]] == ["2a", "2b", "2c", "2d", "2e", "2f"]
    assert found["meetings"] == ["2019-06-12", "2019-09-04", "2019-10-09", "2019-11-06", "2019-12-11"]
    assert found["reports"] == 25
    assert [(each["amount_kr"], each["computed_kr"], each["difference_kr"]) for each in found["stated"]] == [
        (2_300_000, 2_500_000, -200_000)
    ]
    assert found["measures"][3]["effects"][0]["amount"]["low_kr"] is None
    assert all(each["severity"] == "warning" and each["line"] >= 0 for each in found["findings"])


def test_says_the_same_in_words(empty: Tracker) -> None:
    said = empty.done("import", DOCUMENT).out.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Underskott: 29,9 mnkr, 31 mars 2019",
        "Redan inräknat: 5,5 mnkr",
        "(åtgärd 6)",
        "(ingen åtgärd)",
        "6 åtgärder:",
        "delar: 2a, 2b, 2c, 2d, 2e, 2f; 5 återrapporter",
        "Uträknad summa: 2,5 mnkr + 1 åtgärd utan belopp",
        "Kvar att täcka: 27,4 mnkr. Täckt: 8,4 %.",
        "5 sammanträden: 12 juni 2019",
        "25 återrapporter",
        "Att kontrollera: Rad ",
        "Sparad som ",
    ):
        assert words in said


def test_says_what_a_plan_of_another_kind_has_in_its_own_words(empty: Tracker) -> None:
    """And reads it as the kind that is said; a document that is no such plan is refused in that kind's words."""
    file = DOCUMENT.with_name("operational_text.txt")
    found = empty("import", file, "--dry-run").out.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Slag: verksamhetsplan, därför att dokumentet heter ”Verksamhetsplan 2024 för räddningsnämnden” (rad 1)",
        "  F1. Snabb hjälp (fokusområde)",
        "      I1. Andel larm med första enhet framme inom tio minuter ska öka: procent, högre är bättre, mål 2023",
        "Tabell: Kostnader (2023, 2024), 3 rader, 1 av 2 summor stämmer",
        "Fråga: Rad 42",
    ):
        assert words in found
    assert "Kvar att" not in found
    refused = empty("import", file, "--dry-run", "--kind", "needs")
    assert "Inga behov hittades" in refused.refused()
    found = empty.done("import", DOCUMENT.with_name("allocation_headings.txt"), "--dry-run", "--json").json
    assert (found["kind"], found["target_kr"], found["gap"]) == ("allocation", 7_250_000, {"low_kr": 0, "high_kr": 0})


def test_the_same_document_again_is_recognised(empty: Tracker) -> None:
    """Exit status 0, which plan it is, and still one plan."""
    first = empty.done("import", DOCUMENT, "--json").json
    again = empty.done("import", DOCUMENT, "--json").json
    assert (again["plan"], again["saved"], again["known_already"]) == (first["plan"], False, True)
    assert f"redan inläst som {first['plan']}" in empty.done("import", DOCUMENT).out
    assert len(empty.done("plans", "--json").json) == 1


def test_a_dry_run_saves_nothing_at_all(empty: Tracker) -> None:
    """Not even a database."""
    found = empty.done("import", DOCUMENT, "--dry-run", "--json").json
    assert (found["plan"], found["saved"], found["dry_run"]) == (None, False, True)
    assert "inget sparades" in empty.done("import", DOCUMENT, "--dry-run").out
    assert not empty.database.parent.exists()


def test_a_dry_run_of_a_known_document_says_so(empty: Tracker) -> None:
    empty.done("import", DOCUMENT)
    assert empty.done("import", DOCUMENT, "--dry-run", "--json").json["known_already"] is True


def test_an_error_in_the_structure_saves_nothing(empty: Tracker, tmp_path: Path) -> None:
    """Exit status 1, the line of the error, and no database."""
    document = tmp_path / "broken.txt"
    document.write_text(BROKEN, encoding="utf-8")
    ran = empty("import", document)
    assert "Rad 10:" in ran.refused()
    assert "Fel: Rad 10:" in ran.out
    assert "Inget sparades." in ran.out
    assert not empty.database.exists()
    as_json = empty("import", document, "--json")
    assert as_json.status == 1
    assert [(each["severity"], each["line"]) for each in as_json.json["findings"]] == [("error", 10)]


def test_files_that_are_no_documents_are_refused_in_one_line(empty: Tracker, tmp_path: Path) -> None:
    """Empty, binary, wrong encoding, noise, missing, a folder, a name that cannot be."""
    for name, content in (
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 10),
        ("other.docx", b"PK\x03\x04" + bytes(100)),
        ("noise.txt", b"\xff\xfe\x00" * 5000),
        ("words.txt", b"ord om ingenting\n" * 10),
    ):
        (tmp_path / name).write_bytes(content)
        assert empty("import", tmp_path / name).refused()
    for missing in ("nothing.txt", ".", "nul\0l.txt"):
        assert empty("import", missing).refused()
    assert not empty.database.exists()
