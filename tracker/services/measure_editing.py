"""Adding a measure or a part of one to a plan, changing it, and moving it in the plan's order."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.domain.plan import Plan
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.assigning import give
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, Values, refuse_unseen
from tracker.services.measure_fields import (
    MeasureFields,
    OfferedMeetings,
    measure_values,
    measure_words,
    offered_meetings,
    read_measure,
)
from tracker.services.measure_tree import MeasureTree
from tracker.services.plan_editing import here
from tracker.services.review import Review, reviewed, understood
from tracker.spoken import capital
from tracker.store import effects, events, measures, people, reports
from tracker.store.opening import writing

NEW_AMOUNTS = (EffectKind.DECIDED, EffectKind.FORECAST)
"""What can be said of a measure at once when it is added."""


@dataclass(frozen=True, slots=True)
class _New:
    fields: MeasureFields
    amounts: dict[EffectKind, Amount | None]


def review_new_measure(
    db: Database, settings: Settings, slug: str, typed: Values, *, parent_id: int | None, actor: Actor, now: datetime
) -> Review:
    """What adding it would do to the plan's sums. Raises as add_measure does."""
    plan = find_plan(db, slug)
    new = _read_new(db, settings, plan, typed, parent_id=parent_id, now=now)
    return reviewed(
        db,
        plan,
        lambda: _add(db, plan, parent_id, new, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
        amounts=tuple(
            understood(capital(_(kind.swedish)), amount, absent=_("Ingen besparing anges."))
            for kind, amount in new.amounts.items()
        ),
    )


def add_measure(
    db: Database, settings: Settings, slug: str, typed: Values, *, parent_id: int | None, actor: Actor, now: datetime
) -> Measure:
    """A new measure, last in the plan or (parent_id) last of the parts of another. now: UTC.

    Raises NotFound and FieldProblems.
    """
    with writing(db):
        plan = find_plan(db, slug)
        new = _read_new(db, settings, plan, typed, parent_id=parent_id, now=now)
        measure_id = _add(db, plan, parent_id, new, actor=actor, now=now)
        return find_measure_by_id(db, plan, measure_id)


def edit_measure(
    db: Database, settings: Settings, slug: str, measure_id: int, edit: Edit, *, actor: Actor, now: datetime
) -> Measure:
    """Save what the form says of the measure. now: UTC. Raises NotFound, FieldProblems and ChangedMeanwhile."""
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        rule = settings.meetings.deadline_rule
        before = measure_values(db, plan, measure, rule)
        everybody = people.every(db)
        refuse_unseen(
            db, edit, before, things={"measure": [measure.id]}, words=lambda f, v: measure_words(f, v, everybody)
        )
        today = now.astimezone(STOCKHOLM).date()
        offered = offered_meetings(db, plan, measure, rule, today)
        form = FormReading(edit.typed)
        fields = read_measure(
            form,
            part=measure.parent_id is not None,
            taken=_numbers(db, plan, but=measure.id),
            owners=here(db, today, measure.owner_id),
            offered=offered,
        )
        form.finish()
        measures.update(
            db,
            measure.id,
            number=fields.number,
            title=fields.title,
            description=fields.description,
            unit=fields.unit,
        )
        if measure.parent_id is None:
            give(db, plan.committee_id, measure, fields.owner_id, actor=actor, now=now)
            _report_to(db, measure.id, fields, offered)
        after = measure_values(db, plan, find_measure_by_id(db, plan, measure.id), rule)
        changed = [name for name in after if after[name] != before[name] and name != "owner_id"]
        if changed:
            said = Event("edit", "measure", measure.id, {k: before[k] for k in changed}, {k: after[k] for k in changed})
            events.insert(db, said, actor=actor, at=now)
        return find_measure_by_id(db, plan, measure.id)


def move_measure(db: Database, slug: str, measure_id: int, *, up: bool, actor: Actor, now: datetime) -> Measure:
    """Past the one before or after it, with its parts; nothing happens at the end. now: UTC. Raises NotFound."""
    with writing(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        order = MeasureTree(measures.of_plan(db, plan.id)).moved(measure, by=-1 if up else 1)
        if order is not None:
            measures.set_order(db, order)
            place = {"position": order.index(measure.id) + 1}
            moved = Event("move", "measure", measure.id, {"position": measure.position}, place)
            events.insert(db, moved, actor=actor, at=now)
    return measure


def parent_of_new(db: Database, plan: Plan, parent_id: int | None) -> Measure | None:
    """The measure that a new one becomes a part of. Raises NotFound, and Refused where it is a part itself."""
    if parent_id is None:
        return None
    parent = find_measure_by_id(db, plan, parent_id)
    if parent.parent_id is not None:
        raise Refused(_("En del av en åtgärd kan inte delas upp en gång till. Lägg till delen i åtgärden."))
    return parent


def _read_new(
    db: Database, settings: Settings, plan: Plan, typed: Values, *, parent_id: int | None, now: datetime
) -> _New:
    parent_of_new(db, plan, parent_id)
    today = now.astimezone(STOCKHOLM).date()
    form = FormReading(typed)
    fields = read_measure(
        form,
        part=parent_id is not None,
        taken=_numbers(db, plan),
        owners=here(db, today),
        offered=offered_meetings(db, plan, None, settings.meetings.deadline_rule, today),
    )
    amounts = {kind: form.amount(kind.value, plan.unit) for kind in NEW_AMOUNTS}
    form.finish()
    return _New(fields, amounts)


def _add(db: Database, plan: Plan, parent_id: int | None, new: _New, *, actor: Actor, now: datetime) -> int:
    tree, fields = MeasureTree(measures.of_plan(db, plan.id)), new.fields
    position = max((each.position for each in tree.in_order), default=0) + 1
    measure = Measure(
        id=0,
        plan_id=plan.id,
        parent_id=parent_id,
        position=position,
        number=fields.number,
        title=fields.title,
        description=fields.description,
        owner_id=None,
        unit=fields.unit,
    )
    measure_id = measures.insert(db, measure)
    if parent_id is not None:
        measures.set_order(db, tree.order_with(measure_id, parent_id))
    today: date = now.astimezone(STOCKHOLM).date()
    measures.add_status(db, measure_id, Status.NOT_STARTED, as_of=today, recorded_at=now)
    said = {kind: amount for kind, amount in new.amounts.items() if amount is not None}
    for kind, amount in said.items():
        effects.insert(db, Effect(0, measure_id, kind, Period(plan.year), amount, today), recorded_at=now)
    for meeting in fields.meetings:
        reports.insert(db, measure_id=measure_id, meeting_id=meeting.id)
    after = {"number": fields.number, "title": fields.title, "plan_id": plan.id, "parent_id": parent_id}
    after |= {kind.value: str(amount) for kind, amount in said.items()}
    events.insert(db, Event("add", "measure", measure_id, after=after), actor=actor, at=now)
    if fields.owner_id is not None:
        give(db, plan.committee_id, find_measure_by_id(db, plan, measure_id), fields.owner_id, actor=actor, now=now)
    return measure_id


def _report_to(db: Database, measure_id: int, fields: MeasureFields, offered: OfferedMeetings) -> None:
    """Owe reports to the chosen meetings among the open ones, and to no others of them."""
    chosen = {each.id for each in fields.meetings}
    owed = {each.meeting_id for each in reports.of_measure(db, measure_id)}
    for meeting in offered.open:
        if meeting.id in chosen and meeting.id not in owed:
            reports.insert(db, measure_id=measure_id, meeting_id=meeting.id)
        elif meeting.id in owed and meeting.id not in chosen:
            reports.delete(db, measure_id=measure_id, meeting_id=meeting.id)


def _numbers(db: Database, plan: Plan, *, but: int = 0) -> set[str]:
    return {each.number for each in measures.of_plan(db, plan.id) if each.number and each.id != but}
