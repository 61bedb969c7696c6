"""Reading a plan document into the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.documents.reading import read_plan
from tracker.domain.draft import Reading
from tracker.domain.event import Actor
from tracker.services.plan_saving import Source, save_plan
from tracker.store import documents, plans
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class Import:
    """What came of it. slug: the plan, None where nothing was saved; known_already: these bytes are a plan here."""

    reading: Reading
    slug: str | None
    known_already: bool


def import_document(
    db: Database,
    source: Source,
    *,
    dry_run: bool,
    actor: Actor,
    now: datetime,
    answers: Mapping[str, str] | None = None,
    suited: Callable[[Reading], Reading] = lambda reading: reading,
) -> Import:
    """Read the document and save it as a plan, unless it has errors, is here already, or it is a dry run. now: UTC.

    answers: to the questions of an earlier reading, by key. suited: changes what was read before it is saved. Raises
    UnreadableDocument.
    """
    reading = suited(read_plan(source.content, source.name, answers))
    if dry_run:
        return Import(reading, None, documents.plan_read_from(db, source.content) is not None)
    with writing(db):
        known = documents.plan_read_from(db, source.content)
        if known is not None:
            return Import(reading, plans.by_id(db, known).slug, known_already=True)
        if reading.errors:
            return Import(reading, None, known_already=False)
        plan_id = save_plan(db, reading.draft, source=source, actor=actor, now=now)
        return Import(reading, plans.by_id(db, plan_id).slug, known_already=False)
