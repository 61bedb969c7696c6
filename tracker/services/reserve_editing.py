"""Where what a measure does not use goes, as the controller has it."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure
from tracker.domain.plan import Committee, Plan
from tracker.domain.reserve import falls
from tracker.language import gettext as _
from tracker.services.balances import standings
from tracker.services.detail_months import reserve_sentence
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, refuse_unseen
from tracker.services.review import Review, reviewed
from tracker.store import committees, events, measures
from tracker.store.opening import reading, writing


@dataclass(frozen=True, slots=True)
class ReservePage:
    """others: what it can fall to. values: what stands in the form."""

    plan: Plan
    committee: Committee
    measure: Measure
    others: tuple[Measure, ...]
    values: dict[str, str]


def reserve_page(db: Database, slug: str, measure_id: int) -> ReservePage:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        committee = committees.by_id(db, plan.committee_id)
        return ReservePage(plan, committee, measure, tuple(_others(db, plan, measure)), _values(measure))


def review_falls_to(db: Database, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime) -> Review:
    """What falls to which, in a sentence. Raises as set_falls_to does."""
    plan = find_plan(db, slug)
    measure, to_id = _read(db, plan, measure_id, edit)
    today = now.astimezone(STOCKHOLM).date()

    def told() -> list[str]:
        if to_id is None:
            return [_("Det som inte används faller inte till någon annan.")]
        found = [each for each in falls(standings(db, plan, today)) if each.reserve.id == measure.id]
        unknown = [_("Hur mycket det blir syns när båda har belopp för planens år.")]
        return [reserve_sentence(plan, each) for each in found] or unknown

    return reviewed(db, plan, lambda: _save(db, measure, to_id, actor=actor, now=now), today=today, tell=told)


def set_falls_to(db: Database, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime) -> Measure:
    """Which measure of the plan gets what this one does not use; an empty choice: none. now: UTC.

    Raises NotFound, FieldProblems and ChangedMeanwhile.
    """
    with writing(db):
        plan = find_plan(db, slug)
        measure, to_id = _read(db, plan, measure_id, edit)
        if to_id != measure.falls_to_id:
            _save(db, measure, to_id, actor=actor, now=now)
    return measure


def _values(measure: Measure) -> dict[str, str]:
    return {"falls_to": str(measure.falls_to_id or "")}


def _others(db: Database, plan: Plan, measure: Measure) -> list[Measure]:
    return [
        each
        for each in measures.of_plan(db, plan.id)
        if each.id != measure.id and not each.form.heads and not each.form.is_measured
    ]


def _read(db: Database, plan: Plan, measure_id: int, edit: Edit) -> tuple[Measure, int | None]:
    measure = find_measure_by_id(db, plan, measure_id)
    others = {str(each.id): each for each in _others(db, plan, measure)}
    refuse_unseen(
        db,
        edit,
        _values(measure),
        things={"measure": [measure.id]},
        words=lambda _field, value: others[value].name if value in others else _("ingen"),
    )
    form = FormReading(edit.typed)
    to_id = form.choice("falls_to", [each.id for each in others.values()], wrong=_("Välj någon annan i planen."))
    form.finish()
    return measure, to_id


def _save(db: Database, measure: Measure, to_id: int | None, *, actor: Actor, now: datetime) -> None:
    measures.set_falls_to(db, measure.id, to_id)
    change = Event("edit", "measure", measure.id, {"falls_to": measure.falls_to_id}, {"falls_to": to_id})
    events.insert(db, change, actor=actor, at=now)
