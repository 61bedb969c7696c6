"""What is found in a document, told in the reader's language, from where it was found and through the child."""

import json
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from tracker.documents.reading import read_plan
from tracker.documents.reading.sentences import sentence_from, sentence_json
from tracker.domain.amount import Amount
from tracker.domain.money import Unit
from tracker.domain.words import sentence
from tracker.errors import UnreadableDocument
from tracker.language import speaking, told


def test_a_sentence_comes_back_from_json_with_the_sentences_in_it() -> None:
    said = sentence("Filen är inte en textfil. %(how)s", how=sentence("Öppna den i %(what)s.", what="Word"))
    assert sentence_from(json.loads(json.dumps(sentence_json(said)))) == said


@pytest.mark.parametrize(
    "answer",
    [["%(a)999999999s", {"a": "x"}], ["%s", {"a": "x"}], ["%(b)s", {"a": "x"}], ["%(a)r", {"a": "x"}], [3, {}]],
)
def test_what_a_child_has_no_reason_to_say_is_refused(answer: list[object]) -> None:
    with pytest.raises(ValueError, match="sentence"):
        sentence_from(answer)


def test_a_document_is_told_of_in_english(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    for row in (["Åtgärdsplan 2024"], ["Nr", "Åtgärd", "Prognos 2024"], [1, "Hyror", 500], [2, "Resor", "=A1"]):
        book.active.append(row)
    book.create_sheet("Gammalt").sheet_state = "hidden"
    book.save(tmp_path / "plan.xlsx")
    findings = read_plan((tmp_path / "plan.xlsx").read_bytes(), "plan.xlsx").findings
    with speaking("en"):
        said = [told(each.said) for each in findings]
        asked = [told(each.said) for found in findings if found.question for each in found.question.alternatives]
    assert "Sheet Gammalt is hidden and was not read." in said
    assert (
        "Formulas that are not calculated have no value: Plan!C4. Open the file in Excel, save it and read it in again."
        in said
    )
    assert any(each.startswith("The amount 500 in Plan!C3 has no unit") for each in said)
    assert "500 tkr" in asked
    assert any(each.message.startswith("Arket Gammalt är dolt") for each in findings)


def test_amounts_and_places_in_a_sentence_are_written_as_english_does() -> None:
    text = (
        "Åtgärdsplan 2019\n\nPer sista mars ett underskott på 6,5 mnkr.\n\nPer sista mars ett underskott på 7 mnkr.\n"
    )
    findings = read_plan(text.encode(), "plan.txt").findings
    with speaking("en"):
        said = [told(each.said) for each in findings]
    wanted = "Two different deficits are stated: 6.5 mnkr in line 3 and 7 mnkr here. Keep only one of them."
    assert wanted in [each.replace("\u00a0", " ") for each in said]


def test_a_file_that_cannot_be_read_is_refused_in_english() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_plan(b"PK\x03\x04 not a zip", "plan.docx")
    with speaking("en"):
        assert told(refused.value.sentence).startswith("The file is a damaged Word, Excel or zip file. Open it in the")
    assert str(refused.value).startswith("Filen är en skadad Word-, Excel- eller zip-fil. Öppna den i programmet")


def test_a_sentence_writes_its_amounts_in_the_language_that_is_spoken() -> None:
    said = sentence("Beloppet %(amount)s för åtgärd %(number)s är större än hela underskottet. Kontrollera enheten.",
        amount=Amount.exact(1_200_000, Unit.MNKR), number=2)  # fmt: skip
    assert "1,2\u00a0mnkr" in str(said)
    with speaking("en"):
        assert "1.2\u00a0mnkr" in told(said)
