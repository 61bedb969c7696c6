"""Making a plan by hand, and changing what it says of itself."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import Actor, Event
from tracker.domain.kind import PlanKind
from tracker.domain.money import Unit
from tracker.domain.person import Person
from tracker.domain.plan import Plan
from tracker.language import gettext as _
from tracker.services.finding import find_committee, find_plan
from tracker.services.form_reading import FormReading
from tracker.services.meanwhile import Edit, Values, refuse_unseen
from tracker.services.plan_saving import free_slug
from tracker.store import events, measures, people, plans
from tracker.store.opening import writing

_LONGEST_REFERENCE = 60
_YEARS = range(1990, 2201)


def plan_values(plan: Plan) -> dict[str, str]:
    """What stands in the fields of a plan's form."""
    return {
        "kind": plan.kind.value,
        "title": plan.title,
        "reference": plan.reference,
        "year": str(plan.year),
        "unit": plan.unit.value,
        "controller_id": str(plan.controller_id or ""),
        "summary": plan.summary,
    }


def make_plan(db: Database, committee_slug: str, typed: Values, *, actor: Actor, now: datetime) -> Plan:
    """A new plan of the committee, without measures and sums so far. now: UTC. Raises NotFound and FieldProblems."""
    with writing(db):
        committee = find_committee(db, committee_slug)
        empty = Plan(
            id=0,
            committee_id=committee.id,
            slug="",
            title="",
            reference="",
            year=0,
            kind=PlanKind.ACTION_PLAN,
            unit=Unit.MNKR,
            summary="",
            controller_id=None,
        )
        plan = _read(typed, empty, here(db, now.astimezone(STOCKHOLM).date()))
        plan = replace(plan, slug=free_slug(db, plan.title))
        plan = replace(plan, id=plans.insert(db, plan))
        after = {"slug": plan.slug, **plan_values(plan)}
        events.insert(db, Event("make", "plan", plan.id, after=after), actor=actor, at=now)
    return plan


def edit_plan(db: Database, slug: str, edit: Edit, *, actor: Actor, now: datetime) -> Plan:
    """Save what the form says of the plan. now: UTC. Raises NotFound, FieldProblems and ChangedMeanwhile."""
    with writing(db):
        plan = find_plan(db, slug)
        everybody = people.every(db)
        before = plan_values(plan)
        refuse_unseen(db, edit, before, things={"plan": [plan.id]}, words=lambda f, v: plan_words(f, v, everybody))
        controllers = here(db, now.astimezone(STOCKHOLM).date(), plan.controller_id)
        form_plan = _read(
            edit.typed, plan, controllers, amounts=plans.has_amounts(db, plan.id), empty=is_empty(db, plan)
        )
        after = plan_values(form_plan)
        changed = [name for name in after if after[name] != before[name]]
        if changed:
            plans.update(db, form_plan)
            change = Event("edit", "plan", plan.id, {k: before[k] for k in changed}, {k: after[k] for k in changed})
            events.insert(db, change, actor=actor, at=now)
    return form_plan


def plan_words(field: str, value: str, everybody: dict[int, Person]) -> str:
    """The value of a plan's field as people read it."""
    if field == "kind":
        return _(PlanKind(value).swedish)
    if field == "controller_id":
        return everybody[int(value)].name if value.isdecimal() and int(value) in everybody else _("ingen")
    return value or _("tomt")


def is_empty(db: Database, plan: Plan) -> bool:
    """Whether nothing stands in the plan, so that it can still become a plan of another kind."""
    return not measures.of_plan(db, plan.id) and not plans.has_amounts(db, plan.id)


def here(db: Database, today: date, *also: int | None) -> list[Person]:
    """Who can be given something to do on that (Stockholm) day, by name; and those of the ids also, gone or not."""
    return [each for each in people.every(db).values() if each.is_here(today) or each.id in also]


def _read(
    typed: Values, plan: Plan, controllers: Iterable[Person], *, amounts: bool = False, empty: bool = True
) -> Plan:
    """The plan as the form has it.

    amounts: whether something is said of its year already, so that it stays. empty: whether the kind can be chosen.
    """
    form = FormReading(typed)
    title = form.line("title", needed=_("Skriv vad planen heter, till exempel Åtgärdsplan 2019, Social välfärd."))
    reference = form.line("reference", longest=_LONGEST_REFERENCE)
    year = form.raw("year")
    if not year.isdecimal() or len(year) != 4 or int(year) not in _YEARS:
        form.fail("year", _("Skriv året med fyra siffror, till exempel 2019."))
    elif amounts and int(year) != plan.year:
        form.fail(
            "year",
            _(
                "Planen har belopp för %(year)s, så året kan inte ändras. Gör en ny plan för %(other)s.",
                year=plan.year,
                other=year,
            ),
        )
    if form.raw("unit") not in set(Unit):
        form.fail("unit", _("Välj den enhet som planens belopp visas i."))
    chosen = form.raw("kind") or plan.kind.value
    if chosen not in set(PlanKind):
        form.fail("kind", _("Välj vad för slags plan det är."))
    elif not empty and chosen != plan.kind.value:
        # Its measures and amounts mean what the kind says.
        form.fail("kind", _("Planen har redan ett innehåll, så dess slag kan inte ändras. Gör en ny plan."))
    controller_id = form.choice("controller_id", [each.id for each in controllers], wrong=_("Välj någon i listan."))
    summary = form.text("summary")
    form.finish()
    return replace(
        plan,
        title=title,
        reference=reference,
        year=int(year),
        kind=PlanKind(chosen),
        unit=Unit(form.raw("unit")),
        summary=summary,
        controller_id=controller_id,
    )
