"""Reading a plan document into the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.draft import Reading
from tracker.domain.event import Actor, Event
from tracker.domain.words import Sentence
from tracker.services.document_owners import with_known_owners
from tracker.services.plan_saving import Source, save_plan
from tracker.spoken import capital
from tracker.store import documents, events, plans
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that was read wrong: what it is called, what was read, and what it was put right to, in words."""

    label: Sentence
    read: Sentence
    typed: Sentence


@dataclass(frozen=True, slots=True)
class Import:
    """What came of it. slug: the plan, None where nothing was saved; known_already: these bytes are a plan here."""

    reading: Reading
    slug: str | None
    known_already: bool


def import_document(
    db: Database,
    source: Source,
    reading: Reading,
    *,
    dry_run: bool,
    actor: Actor,
    now: datetime,
    corrections: Sequence[Correction] = (),
) -> Import:
    """Save what was read of the document as a plan, unless it has errors, is here already, or it is a dry run.

    The owners that it names become those of the measures where they are known here. corrections: what of the reading a
    person has put right. now: UTC.
    """
    reading = with_known_owners(db, reading, today=now.astimezone(STOCKHOLM).date())
    if dry_run:
        return Import(reading, None, documents.plan_read_from(db, source.content) is not None)
    with writing(db):
        known = documents.plan_read_from(db, source.content)
        if known is not None:
            return Import(reading, plans.by_id(db, known).slug, known_already=True)
        if reading.errors:
            return Import(reading, None, known_already=False)
        plan_id = save_plan(db, reading.draft, source=source, actor=actor, now=now)
        if corrections:
            before = {_kept(each.label): str(each.read) for each in corrections}
            after = {_kept(each.label): str(each.typed) for each in corrections}
            events.insert(db, Event("correct", "plan", plan_id, before, after), actor=actor, at=now)
        return Import(reading, plans.by_id(db, plan_id).slug, known_already=False)


def _kept(label: Sentence) -> str:
    """As the event keeps it: in Swedish, with a capital."""
    return capital(str(label))
