"""The tables that a plan's document states, as the controller has them: added by pasting, put right, taken away."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.plan import Committee, Plan
from tracker.domain.stated_table import StatedTable
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.detail_stated import sums_in_sentences
from tracker.services.finding import find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, refuse_unseen
from tracker.services.review import Review, reviewed
from tracker.services.written_table import in_text, read_table
from tracker.store import committees, events, stated_tables
from tracker.store.opening import reading, writing


@dataclass(frozen=True, slots=True)
class TablesPage:
    """tables: by id, in the plan's order. table_id: the one that is put right, None for a new one. values: its form."""

    plan: Plan
    committee: Committee
    tables: dict[int, StatedTable]
    table_id: int | None
    values: dict[str, str]


def tables_page(db: Database, slug: str, table_id: int | None = None) -> TablesPage:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        found = stated_tables.by_id(db, plan.id)
        values = _values(db, plan, table_id)
        return TablesPage(plan, committees.by_id(db, plan.committee_id), found, table_id, values)


def review_table(db: Database, slug: str, edit: Edit, *, table_id: int | None, actor: Actor, now: datetime) -> Review:
    """Which of its sums hold. Raises as save_table does."""
    plan = find_plan(db, slug)
    table = _read(db, plan, edit, table_id)
    size = _("%(rows)s rader och %(columns)s kolumner.", rows=len(table.rows), columns=len(table.columns))
    return reviewed(
        db,
        plan,
        lambda: _save(db, plan, table, table_id, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
        notes=(size, *sums_in_sentences(plan, [table])),
    )


def save_table(db: Database, slug: str, edit: Edit, *, table_id: int | None, actor: Actor, now: datetime) -> None:
    """A new table, or (table_id) one in the place of another, which stays in the database. now: UTC.

    Raises NotFound, FieldProblems and ChangedMeanwhile.
    """
    with writing(db):
        plan = find_plan(db, slug)
        _save(db, plan, _read(db, plan, edit, table_id), table_id, actor=actor, now=now)


def remove_table(db: Database, slug: str, table_id: int, *, actor: Actor, now: datetime) -> StatedTable:
    """Out of the plan; it stays in the database. now: UTC. Raises NotFound."""
    with writing(db):
        plan = find_plan(db, slug)
        table = _find(db, plan, table_id)
        stated_tables.remove(db, table_id, replaced_by_id=None, removed_at=now)
        before = {"title": table.title, "table": in_text(table, plan.unit)}
        events.insert(db, Event("remove", "stated_table", table_id, before=before), actor=actor, at=now)
    return table


def _find(db: Database, plan: Plan, table_id: int) -> StatedTable:
    table = stated_tables.by_id(db, plan.id).get(table_id)
    if table is None:
        raise NotFound(_("Tabellen finns inte längre i planen. Någon kan ha rättat eller tagit bort den."))
    return table


def _values(db: Database, plan: Plan, table_id: int | None) -> dict[str, str]:
    if table_id is None:
        return {}
    table = _find(db, plan, table_id)
    return {"title": table.title, "table": in_text(table, plan.unit)}


def _read(db: Database, plan: Plan, edit: Edit, table_id: int | None) -> StatedTable:
    current = _values(db, plan, table_id)
    refuse_unseen(db, edit, current, things={}, words=lambda _field, value: value)
    form = FormReading(edit.typed)
    title = form.line("title", needed=_("Skriv vad tabellen heter."))
    table = read_table(form, title, plan.unit)
    form.finish()
    assert table is not None
    return table


def _save(db: Database, plan: Plan, table: StatedTable, table_id: int | None, *, actor: Actor, now: datetime) -> None:
    before = _values(db, plan, table_id)
    new_id = stated_tables.insert(db, plan.id, table)
    if table_id is not None:
        stated_tables.remove(db, table_id, replaced_by_id=new_id, removed_at=now)
    after = {"title": table.title, "table": in_text(table, plan.unit), "plan_id": plan.id}
    action = "add" if table_id is None else "edit"
    events.insert(db, Event(action, "stated_table", new_id, before, after), actor=actor, at=now)
