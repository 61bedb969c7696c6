"""Adding a measure or a part of one to a plan, changing it, and moving it in the plan's order."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.dates import STOCKHOLM
from tracker.domain.effect import Effect, EffectKind
from tracker.domain.event import Actor, Event
from tracker.domain.form import Form
from tracker.domain.indicator import Indicator, Measured, Said, Value
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.domain.plan import Plan
from tracker.domain.status import Status
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.language import spoken
from tracker.services.assigning import give
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.indicator_fields import read_first_values, read_indicator
from tracker.services.meanwhile import Edit, Values, refuse_unseen
from tracker.services.measure_fields import (
    MeasureFields,
    OfferedMeetings,
    headings_for,
    measure_values,
    measure_words,
    offered_meetings,
    read_measure,
)
from tracker.services.measure_tree import MeasureTree
from tracker.services.plan_editing import here
from tracker.services.review import Review, reviewed, understood, understood_value
from tracker.spoken import capital
from tracker.store import effects, events, indicators, measures, people, reports
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class _New:
    """indicator: without the id that it gets."""

    fields: MeasureFields
    part_of: Measure | None
    amounts: dict[EffectKind, Amount | None]
    indicator: Indicator | None
    values: tuple[tuple[Said, int, Value], ...]


@dataclass(frozen=True, slots=True)
class NewRow:
    """What is to be added. form None: the usual one of the kind. parent_id: what it becomes a part of, or a heading."""

    form: Form | None = None
    parent_id: int | None = None


USUAL = NewRow()


def new_amounts(plan: Plan, form: Form) -> tuple[EffectKind, ...]:
    """What can be said of a row's amounts at once when it is added."""
    if form.heads or form.is_measured or not plan.kind.rules.in_money:
        return ()
    return plan.kind.rules.beforehand


def review_new_measure(
    db: Database, settings: Settings, slug: str, typed: Values, *, row: NewRow = USUAL, actor: Actor, now: datetime
) -> Review:
    """What adding it would do to the plan's sums. Raises as add_measure does."""
    plan = find_plan(db, slug)
    words = plan.kind.words
    new = _read_new(db, settings, plan, typed, row=row, now=now)
    return reviewed(
        db,
        plan,
        lambda: _add(db, plan, new, actor=actor, now=now),
        today=now.astimezone(STOCKHOLM).date(),
        amounts=(
            *(
                understood(capital(_(words.effects[kind])), amount, absent=_absent(plan, kind))
                for kind, amount in new.amounts.items()
            ),
            *(
                understood_value(said, year, value.written(new.indicator.measured, spoken()))
                for said, year, value in new.values
                if new.indicator is not None
            ),
        ),
    )


def add_measure(
    db: Database, settings: Settings, slug: str, typed: Values, *, row: NewRow = USUAL, actor: Actor, now: datetime
) -> Measure:
    """A new row, last in the plan, under its heading, or of the parts of a measure. now: UTC.

    Raises NotFound, Refused and FieldProblems.
    """
    with writing(db):
        plan = find_plan(db, slug)
        new = _read_new(db, settings, plan, typed, row=row, now=now)
        measure_id = _add(db, plan, new, actor=actor, now=now)
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
        everybody, rows = people.every(db), {each.id: each for each in measures.of_plan(db, plan.id)}
        refuse_unseen(
            db, edit, before, things={"measure": [measure.id]}, words=lambda f, v: measure_words(f, v, everybody, rows)
        )
        today = now.astimezone(STOCKHOLM).date()
        offered = offered_meetings(db, plan, measure, rule, today)
        form = FormReading(edit.typed)
        part = "parent_id" not in before
        fields = read_measure(
            form,
            plan=plan,
            of=measure.form,
            part=part,
            taken=_numbers(db, plan, but=measure.id),
            headings=headings_for(list(rows.values()), measure.form, measure),
            owners=here(db, today, measure.owner_id),
            offered=offered,
        )
        indicator = read_indicator(form, measure.id, settled=_settled(db, measure)) if "better" in before else None
        form.finish()
        measures.update(
            db,
            measure.id,
            number=fields.number,
            title=fields.title,
            description=fields.description,
            unit=fields.unit,
        )
        if indicator is not None:
            indicators.update(db, indicator)
        if not part:
            _place(db, measure, fields, list(rows.values()))
        if not part and not measure.form.heads:
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
    """What a new row becomes a part of, or the heading that it stands under.

    Raises NotFound, and Refused where that is a part itself.
    """
    if parent_id is None:
        return None
    parent = find_measure_by_id(db, plan, parent_id)
    above = None if parent.parent_id is None else measures.by_id(db, parent.parent_id)
    if above is not None and not above.form.heads:
        raise Refused(_("En del kan inte delas upp en gång till. Lägg till delen i det som den är en del av."))
    if parent.form.is_measured:
        raise Refused(_("En indikator har inga delar. Lägg till en indikator till i stället."))
    return parent


def form_of_new(plan: Plan, row: NewRow, parent: Measure | None) -> Form:
    """What the new row is; a part is what the whole is. Raises Refused for what plans of the kind do not have."""
    if parent is not None and not parent.form.heads:
        return parent.form
    form = row.form or plan.kind.rules.forms[0]
    if form not in plan.kind.rules.forms:
        raise Refused(_("En sådan rad finns inte i planer av det här slaget."))
    return form


def _read_new(db: Database, settings: Settings, plan: Plan, typed: Values, *, row: NewRow, now: datetime) -> _New:
    parent = parent_of_new(db, plan, row.parent_id)
    of = form_of_new(plan, row, parent)
    part_of = parent if parent is not None and not parent.form.heads else None
    today = now.astimezone(STOCKHOLM).date()
    form = FormReading(typed)
    fields = read_measure(
        form,
        plan=plan,
        of=of,
        part=part_of is not None,
        taken=_numbers(db, plan),
        headings=headings_for(measures.of_plan(db, plan.id), of, None),
        owners=here(db, today),
        offered=offered_meetings(db, plan, None, settings.meetings.deadline_rule, today),
    )
    amounts = {kind: form.amount(kind.value, plan.unit) for kind in new_amounts(plan, of)}
    values = read_first_values(form, plan.year) if of.is_measured else ()
    indicator = read_indicator(form, 0) if of.is_measured else None
    form.finish()
    return _New(fields, part_of, amounts, indicator, values)


def _add(db: Database, plan: Plan, new: _New, *, actor: Actor, now: datetime) -> int:
    tree, fields = MeasureTree(measures.of_plan(db, plan.id)), new.fields
    position = max((each.position for each in tree.in_order), default=0) + 1
    parent_id = fields.parent_id if new.part_of is None else new.part_of.id
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
        form=fields.form,
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
    after |= {"form": fields.form.value, **{kind.value: str(amount) for kind, amount in said.items()}}
    if new.indicator is not None:
        indicator = replace(new.indicator, measure_id=measure_id)
        indicators.insert(db, indicator)
        for what, year, value in new.values:
            indicators.insert_value(db, measure_id, what, year, value, as_of=today, recorded_at=now)
            after[f"{what.value} {year}"] = value.written(indicator.measured)
    events.insert(db, Event("add", "measure", measure_id, after=after), actor=actor, at=now)
    if fields.owner_id is not None:
        give(db, plan.committee_id, find_measure_by_id(db, plan, measure_id), fields.owner_id, actor=actor, now=now)
    return measure_id


def _absent(plan: Plan, kind: EffectKind) -> str:
    """What it means that a new row has no amount of the kind."""
    if kind is plan.kind.rules.beforehand[0]:
        return f"{capital(_(plan.kind.words.no_amount))}."
    return _("Inget är sagt om det än.")


def _place(db: Database, measure: Measure, fields: MeasureFields, rows: list[Measure]) -> None:
    """Under which heading the row stands, last among those there, and what it is."""
    measures.set_place(db, measure.id, form=fields.form, parent_id=fields.parent_id)
    if fields.parent_id != measure.parent_id:
        measures.set_order(db, MeasureTree(rows).order_under(measure, fields.parent_id))


def _settled(db: Database, measure: Measure) -> Measured | None:
    """What an indicator is measured in for good, as values of it are in that."""
    known = indicators.by_measure(db, measure.id)
    return known.measured if known is not None and indicators.has_values(db, measure.id) else None


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
