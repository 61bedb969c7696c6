"""The corpus is read: no figure or date is wrong, little is missed, and what is asked can be answered."""

from functools import cache

import pytest

from tests.documents.score import Score, documents, expectation, report, score

FLOOR = 97
"""Per cent of all facts that must be recognised. Raise it when the reading gets better."""
MOST_SOFT_IMAGINED = 1
"""Facts other than figures and dates that may be wrong in the whole corpus: one title of a protocol."""


@cache
def scores() -> dict[str, Score]:
    return {name: score(name, build()) for name, build in documents().items()}


def test_the_corpus_has_documents_of_every_container() -> None:
    names = list(documents())
    assert len(names) >= 25
    endings = {name.rpartition(".")[2] for name in names}
    assert endings == {"txt", "md", "csv", "docx", "pdf", "xlsx"}


@pytest.mark.parametrize("name", list(documents()))
def test_no_figure_and_no_date_is_wrong(name: str) -> None:
    assert scores()[name].hard_imagined == frozenset()


@pytest.mark.parametrize("name", list(documents()))
def test_exactly_what_is_in_doubt_is_asked(name: str) -> None:
    asked = [each.question.key for each in scores()[name].reading.questions if each.question is not None]
    assert asked == expectation(name).get("questions", [])


@pytest.mark.parametrize("name", [name for name in documents() if "answers" in expectation(name)])
def test_with_its_questions_answered_a_document_is_read_whole(name: str) -> None:
    answered = score(name, documents()[name](), expectation(name)["answers"])
    assert (answered.missed, answered.imagined) == (frozenset(), frozenset())
    assert answered.reading.questions == ()
    assert scores()[name].reading.errors != ()
    assert answered.reading.errors == ()


def test_nearly_everything_is_recognised() -> None:
    every = list(scores().values())
    right, missed = (sum(len(getattr(each, part)) for each in every) for part in ("right", "missed"))
    assert 100 * right >= FLOOR * (right + missed), "\n".join(report(every))
    soft = [fact for each in every for fact in each.imagined if not fact.hard]
    assert len(soft) <= MOST_SOFT_IMAGINED, soft


def test_documents_that_are_no_plan_give_no_measures_and_say_so() -> None:
    names = "not_a_plan.md", "not_a_kind.md", "prose.txt", "word_minutes.docx", "pdf_letter.pdf", "excel_accounts.xlsx"
    for name in names:
        reading = scores()[name].reading
        assert (reading.draft.measures, reading.draft.stated_totals, reading.confidence) == ((), (), 0)
        assert any("Inga åtgärder hittades" in each.message for each in reading.errors)


def test_plans_without_a_fault_have_high_confidence_and_one_of_traps_low() -> None:
    every = scores()
    assert every["twin.txt"].reading.confidence >= 90
    assert every["word_merged.docx"].reading.confidence >= 85
    assert every["traps.md"].reading.confidence < 50
