"""Plans of every kind come through the page where they are looked at: what is left alone is saved as it was read."""

from pathlib import Path

import pytest

from tests.documents.score import documents
from tests.plan_on_file import EVA, save_example
from tests.services.editing import NOW, actor
from tests.services.test_upload_corrections import bare, keep, look, save, typed
from tracker.domain.indicator import Better
from tracker.services.plan_uploads import NotReady, save_upload
from tracker.services.upload_page import Sent
from tracker.store.opening import opened

DOCUMENTS = ["allocation_word.docx", "needs_excel.xlsx", "operational_text.txt"]
ANSWERS = {"better-42": "lower", "better-44": "higher"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_left_alone_is_saved_as_it_was_read(database: Path, name: str) -> None:
    """Effects by year, months, the post that gets the rest, indicators with their values, tables and stated sums."""
    plan, data = save_example(database), documents()[name]()
    with opened(plan.path) as db:
        page = look(db, plan, keep(db, plan, data, name), Sent(ANSWERS))
        read = page.reading.draft
        saved = save(db, plan, page)
        again = look(db, plan, keep(db, plan, data, name))
    assert [bare(each) for each in saved.measures] == [bare(each) for each in read.measures]
    assert (saved.kind, saved.year, saved.unit, saved.stated_tables) == (
        read.kind,
        read.year,
        read.unit,
        read.stated_tables,
    )
    assert again.known is not None


def test_an_indicator_whose_direction_decides_is_asked_about_before_it_is_saved(database: Path) -> None:
    """And what has been answered is read so; a number, a title and a whole area can be put right or left out."""
    plan = save_example(database)
    with opened(plan.path) as db:
        upload_id = keep(db, plan, documents()["operational_text.txt"](), "plan.txt")
        asked = look(db, plan, upload_id)
        with pytest.raises(NotReady):
            save_upload(db, asked, actor=actor(plan, EVA), now=NOW)
        changes = {"m42-title": "Utryckningstid i sekunder", "m26-left-out": "1"}
        page = look(db, plan, upload_id, typed(asked, changes, ANSWERS))
        assert page.problems == {}
        saved = save(db, plan, page)
    (area,) = saved.measures
    indicator = area.sub_measures[0].sub_measures[1]
    assert (indicator.title, indicator.indicator and indicator.indicator.better) == (
        "Utryckningstid i sekunder",
        Better.LOWER,
    )


def test_a_document_read_as_another_kind_is_shown_so(database: Path) -> None:
    plan = save_example(database)
    with opened(plan.path) as db:
        upload_id = keep(db, plan, documents()["needs_pdf.pdf"](), "behov.pdf")
        page = look(db, plan, upload_id, Sent({"kind": "allocation"}))
        assert page.is_no_plan
        assert any("Ingen ram hittades" in each.message for each in page.reading.errors)
        assert look(db, plan, upload_id).can_be_saved
