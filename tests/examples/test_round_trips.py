"""The workbook of each kind, with all that has been reported: sent in a browser, it becomes the same plan."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from tests.drafts import bare
from tracker.config import Settings
from tracker.domain.event import PROGRAM
from tracker.services.example import example_names
from tracker.services.example_time import example_clock_of
from tracker.services.exporting import PlanForm, export_plan
from tracker.services.finding import find_plan
from tracker.services.plan_books import plan_book
from tracker.services.plan_saving import Source
from tracker.services.plan_uploads import keep_upload, save_upload, upload_preview
from tracker.services.upload_page import Sent
from tracker.store import committees, people
from tracker.store.opening import opened


@pytest.mark.parametrize("name", example_names())
def test_a_workbook_that_is_sent_in_a_browser_becomes_the_same_plan(
    tmp_path: Path, example: Callable[[str], Settings], name: str
) -> None:
    """On a copy: the others look at the example as it stands."""
    source = example(name)
    path = tmp_path / f"{name}.sqlite"
    path.write_bytes(source.database.path.read_bytes())
    settings = source.model_copy(update={"database": source.database.model_copy(update={"path": path})})
    clock = example_clock_of(settings)
    assert clock is not None
    now, today = clock.now().astimezone(UTC), clock.today()
    with opened(path) as db:
        plan = find_plan(db, name)
        before = plan_book(db, settings, plan, today=today)
        committee = committees.by_id(db, plan.committee_id).slug
        person_id = next(iter(people.every(db)))
        file = export_plan(db, settings, name, PlanForm.XLSX, now=now)
        upload_id = keep_upload(db, committee, Source(file.name, file.content), person_id=person_id, now=now)
        page = upload_preview(db, committee, upload_id, Sent(), person_id=person_id, today=today)
        assert bare(page.reading.draft) == before.draft
        slug = save_upload(db, page, actor=PROGRAM, now=now)
        after = plan_book(db, settings, find_plan(db, slug), today=today)
    assert after.draft == before.draft
