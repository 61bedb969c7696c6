"""A document sent in a browser: kept for a day, hers alone, asked about, and saved in the committee it was sent to."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import ANNA, COMMITTEE, COMMITTEE_SLUG, EVA, PlanOnFile, save_example
from tests.services.editing import NOW, actor, content
from tracker.domain.dates import STOCKHOLM
from tracker.errors import NotFound, UnreadableDocument
from tracker.services.finding import find_plan
from tracker.services.plan_saving import Source
from tracker.services.plan_uploads import NotReady, keep_upload, save_upload, upload_preview
from tracker.services.upload_page import Sent, UploadPreview
from tracker.store import committees
from tracker.store.opening import opened

TODAY = NOW.astimezone(STOCKHOLM).date()
TEXT = """Åtgärdsplan 2020, Gatukontoret

Underskottet per 2020-03-31 är 4,0 mnkr.

1. Färre hyrbilar
Prognos utebliven kostnad: {}
Återrapport 1 Nämnd 2020-06-10
"""
WITHOUT_UNIT = (Path(__file__).parents[1] / "documents/corpus/no_unit.txt").read_text(encoding="utf-8")


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


@pytest.fixture
def db(plan: PlanOnFile) -> Iterator[Database]:
    with opened(plan.path) as opened_db:
        yield opened_db


def keep(db: Database, plan: PlanOnFile, text: str) -> int:
    source = Source("plan.txt", text.encode())
    return keep_upload(db, COMMITTEE_SLUG, source, person_id=plan.people[EVA], now=NOW)


def preview(
    db: Database, plan: PlanOnFile, upload_id: int, sent: Sent | None = None, email: str = EVA
) -> UploadPreview:
    person_id = plan.people[email]
    return upload_preview(db, COMMITTEE_SLUG, upload_id, sent or Sent(), person_id=person_id, today=TODAY)


def test_what_was_sent_is_hers_alone(db: Database, plan: PlanOnFile) -> None:
    upload_id = keep(db, plan, TEXT.format("1,2 mnkr"))
    with pytest.raises(NotFound):
        preview(db, plan, upload_id, email=ANNA)


def test_after_a_day_it_is_gone(db: Database, plan: PlanOnFile) -> None:
    upload_id = keep(db, plan, TEXT.format("1,2 mnkr"))
    source = Source("annan.txt", TEXT.format("1,3 mnkr").encode())
    keep_upload(db, COMMITTEE_SLUG, source, person_id=plan.people[EVA], now=NOW + timedelta(hours=25))
    with pytest.raises(NotFound, match="Välj filen en gång till"):
        preview(db, plan, upload_id)


def test_what_cannot_be_read_is_not_kept(db: Database, plan: PlanOnFile) -> None:
    before = content(plan.path)
    with pytest.raises(UnreadableDocument):
        keep_upload(db, COMMITTEE_SLUG, Source("x.exe", b"x"), person_id=plan.people[EVA], now=NOW)
    assert content(plan.path) == before


def test_a_question_about_money_is_answered_before_the_plan_is_saved(db: Database, plan: PlanOnFile) -> None:
    upload_id = keep(db, plan, WITHOUT_UNIT)
    page = preview(db, plan, upload_id)
    asked = page.reading.questions[0].question
    assert asked is not None
    assert not page.can_be_saved
    with pytest.raises(NotReady):
        save_upload(db, page, actor=actor(plan, EVA), now=NOW)
    answers = {asked.key: next(each.value for each in asked.alternatives if "tkr" in each.label)}
    slug = save_upload(db, preview(db, plan, upload_id, Sent(answers)), actor=actor(plan, EVA), now=NOW)
    saved = find_plan(db, slug)
    assert committees.by_id(db, saved.committee_id).name == COMMITTEE
