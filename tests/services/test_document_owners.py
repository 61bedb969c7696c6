"""Who a document names as answering for a measure becomes its owner where she is known, and nobody else does."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import ANNA, PlanOnFile, save_example
from tests.services.editing import NOW
from tracker.documents.reading import read_plan
from tracker.domain.draft import MeasureDraft
from tracker.domain.event import PROGRAM
from tracker.domain.person import Person
from tracker.services.document_owners import known_owner, with_known_owners
from tracker.services.importing import import_document
from tracker.services.plan_saving import Source
from tracker.store import measures, people, plans
from tracker.store.opening import opened, writing

TODAY = date(2019, 5, 28)
TEXT = """Åtgärdsplan 2020, Gatukontoret
Byggnadsnämnden

Underskottet per 2020-03-31 är 4,0 mnkr.

| Nr | Åtgärd | Ansvarig | Prognos (tkr) |
|---|---|---|---|
| 1 | Färre hyrbilar | {} | 1200 |
| 2 | Senare plogning | - | 300 |
"""


@pytest.fixture
def plan(database: Path) -> PlanOnFile:
    return save_example(database)


@pytest.fixture
def db(plan: PlanOnFile) -> Iterator[Database]:
    with opened(plan.path) as opened_db:
        yield opened_db


def saved_owners(db: Database, named: str) -> tuple[list[str], list[str]]:
    """The addresses of the owners of the plan as it was saved, and the warnings about them."""
    source = Source("plan.md", TEXT.format(named).encode())
    reading = read_plan(source.content, source.name)
    done = import_document(db, source, reading, dry_run=False, actor=PROGRAM, now=NOW)
    assert done.slug is not None
    saved = plans.by_slug(db, done.slug)
    assert saved is not None
    known = people.every(db)
    owners = [known[each.owner_id].email if each.owner_id else "" for each in measures.of_plan(db, saved.id)]
    return owners, [each.message for each in done.reading.warnings if "ansvarig" in each.message]


@pytest.mark.parametrize("named", ["Anna Berg", "ANNA  BERG", "Anna Berg (enhetschef)", "Enhetschef, Anna Berg", ANNA])
def test_a_known_person_becomes_the_owner(db: Database, named: str) -> None:
    assert saved_owners(db, named) == ([ANNA, ""], [])


@pytest.mark.parametrize(
    "named",
    [
        "Anna", "Berg", "Anna Bergström", "Karin Sand", "Enhetschef", "Anna Berg/Bo Ek", "Anna Berg och Karin Sand",
        "Anna Berg, Bo Ek", "Anna Berg samt controller", "karin.sand@kommun.example",
        "Anna Berg karin.sand@kommun.example",
    ],
)  # fmt: skip
def test_anybody_else_is_named_in_a_warning_and_owns_nothing(db: Database, named: str) -> None:
    owners, warnings = saved_owners(db, named)
    assert owners == ["", ""]
    assert warnings == [
        f"Åtgärd 1: ”{named}” är ansvarig i dokumentet, men är ingen som finns bland personerna här. "
        "Åtgärden får ingen ansvarig än."
    ]


def test_of_two_with_the_same_name_neither_is_taken() -> None:
    two = [Person(each, "Anna Berg", f"anna{each}@kommun.example", "", None, None) for each in (1, 2)]
    assert known_owner(MeasureDraft("1", "En", owner="Anna Berg"), two) is None
    assert known_owner(MeasureDraft("1", "En", owner="Anna Berg", owner_email="ANNA2@kommun.example"), two) is two[1]


def test_whoever_has_left_is_nobodys_owner(db: Database, plan: PlanOnFile) -> None:
    with writing(db):
        people.set_left_on(db, plan.people[ANNA], TODAY - timedelta(days=1))
    reading = read_plan(TEXT.format("Anna Berg").encode(), "plan.md")
    assert with_known_owners(db, reading, today=TODAY).draft.measures[0].owner_email is None
    before = with_known_owners(db, reading, today=TODAY - timedelta(days=2))
    assert before.draft.measures[0].owner_email == ANNA
