"""What the controller's pages of one plan show before anything is typed in them."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.domain.effect import EffectKind
from tracker.domain.kind import PlanKind
from tracker.domain.measure import Measure, Standing
from tracker.domain.period import Period
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan, Presupposition
from tracker.domain.row_words import RowWords, row_words
from tracker.domain.rows import row_of
from tracker.errors import Refused
from tracker.language import gettext as _
from tracker.services.balances import standings
from tracker.services.effect_editing import (
    CONFIRMED,
    CORRECTION,
    EDITED,
    effect_periods,
    effect_values,
    outcome_against,
)
from tracker.services.finding import find_committee, find_measure_by_id, find_plan
from tracker.services.measure_ending import ending_values, replacements, why_kept
from tracker.services.measure_tree import MeasureTree
from tracker.services.plan_editing import here, is_empty, plan_values
from tracker.services.presupposition_editing import find_presupposition, presupposable, presupposition_values
from tracker.store import committees, effects, events, measures, targets
from tracker.store.effects import EffectRow
from tracker.store.opening import reading

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class PlanForm:
    """plan None: a new one. values: what stands in the fields. kinds: those that it can be, none if settled."""

    committee: Committee
    plan: Plan | None
    values: Values
    people: tuple[Person, ...]
    kinds: tuple[PlanKind, ...]


def new_plan_form(db: Database, committee_slug: str, *, person_id: int | None, today: date) -> PlanForm:
    """Of a new plan, whose controller is the person. Raises NotFound."""
    values = {
        "kind": PlanKind.ACTION_PLAN.value,
        "year": str(today.year),
        "unit": "mnkr",
        "controller_id": str(person_id or ""),
    }
    return PlanForm(find_committee(db, committee_slug), None, values, tuple(here(db, today)), tuple(PlanKind))


def plan_form(db: Database, slug: str, *, today: date) -> PlanForm:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        committee = committees.by_id(db, plan.committee_id)
        kinds = tuple(PlanKind) if is_empty(db, plan) else ()
        return PlanForm(committee, plan, plan_values(plan), tuple(here(db, today, plan.controller_id)), kinds)


@dataclass(frozen=True, slots=True)
class EndingPage:
    """Of ending one measure. why_kept: why it cannot be removed. parts: that end with it. shown: see ending_values.

    is_row: whether another can come instead: it is neither a part nor a heading.
    """

    plan: Plan
    committee: Committee
    standing: Standing
    parts: tuple[Measure, ...]
    why_kept: str
    replacements: tuple[Measure, ...]
    shown: Values
    is_row: bool

    @property
    def words(self) -> RowWords:
        return row_words(self.plan.kind, self.standing.measure.form)


def ending_page(db: Database, slug: str, measure_id: int, *, today: date) -> EndingPage:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        known = standings(db, plan, today)
        standing = next(each for each in known if each.measure.id == measure.id)
        return EndingPage(
            plan=plan,
            committee=committees.by_id(db, plan.committee_id),
            standing=standing,
            parts=tuple(MeasureTree([each.measure for each in known]).with_parts(measure)[1:]),
            why_kept=why_kept(db, plan, measure),
            replacements=tuple(replacements(known, measure)),
            shown=ending_values(standing),
            is_row=not measure.form.heads and row_of(each.measure for each in known)[measure.id] == measure.id,
        )


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One amount that was said. newest: of its kind. corrected: it follows a mistaken one."""

    row: EffectRow
    who: str
    newest: bool

    @property
    def corrected(self) -> bool:
        return self.row.effect.label == CORRECTION


@dataclass(frozen=True, slots=True)
class EffectsPage:
    """What is known of one measure's amounts in a period, and what stands in the forms for more.

    periods: those that there is a form for. kinds: the amounts, in the order that they are said. against: the outcome
    beside what was decided, a sentence, "" where either is not known.
    """

    plan: Plan
    committee: Committee
    standing: Standing
    lines: tuple[EffectLine, ...]
    shown: Values
    shown_confirmed: Values
    period: Period
    periods: tuple[Period, ...]
    kinds: tuple[EffectKind, ...]
    against: str

    @property
    def confirm_values(self) -> Values:
        """A first confirmation begins with the outcome."""
        known = self.shown_confirmed[EffectKind.CONFIRMED.value]
        return {EffectKind.CONFIRMED.value: known or self.shown_confirmed[EffectKind.OUTCOME.value]}


def effects_page(db: Database, slug: str, measure_id: int, *, today: date, period: Period | None = None) -> EffectsPage:
    """period: None is the plan's own year. Raises NotFound, and Refused for a row that has no amounts."""
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        if measure.form.heads or measure.form.is_measured:
            raise Refused(_("Rubriker och indikatorer har inga belopp."))
        of = period or Period(plan.year)
        standing = next(each for each in standings(db, plan, today, of) if each.measure.id == measure.id)
        rows = effects.rows_of_measure(db, measure.id, of)
        newest = {each.effect.kind: each.effect.id for each in reversed(rows)}
        lines = [
            EffectLine(each, _who(db, each.effect.id), newest[each.effect.kind] == each.effect.id) for each in rows
        ]
        return EffectsPage(
            plan=plan,
            committee=committees.by_id(db, plan.committee_id),
            standing=standing,
            lines=tuple(lines),
            shown=effect_values(standing, plan, EDITED),
            shown_confirmed=effect_values(standing, plan, CONFIRMED),
            period=of,
            periods=effect_periods(db, plan, today, of),
            kinds=(*plan.kind.rules.beforehand, EffectKind.OUTCOME),
            against=outcome_against(plan, standing),
        )


def _who(db: Database, effect_id: int) -> str:
    said = events.about(db, {"effect": [effect_id]}, most=1)
    return said[0].actor if said else ""


@dataclass(frozen=True, slots=True)
class PresuppositionsPage:
    """What the plan's target counts on already, by id; measures by theirs."""

    plan: Plan
    committee: Committee
    presuppositions: dict[int, Presupposition]
    measures: dict[int, Measure]


def presuppositions_page(db: Database, slug: str) -> PresuppositionsPage:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        return PresuppositionsPage(
            plan,
            committees.by_id(db, plan.committee_id),
            targets.presuppositions_by_id(db, plan.id),
            {each.id: each for each in measures.of_plan(db, plan.id)},
        )


@dataclass(frozen=True, slots=True)
class PresuppositionForm:
    """presupposition None: a new one. measures: those that it can be."""

    plan: Plan
    committee: Committee
    presupposition: Presupposition | None
    values: Values
    measures: tuple[Measure, ...]


def presupposition_form(db: Database, slug: str, presupposition_id: int | None) -> PresuppositionForm:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        known = None if presupposition_id is None else find_presupposition(db, plan, presupposition_id)
        return PresuppositionForm(
            plan,
            committees.by_id(db, plan.committee_id),
            known,
            {} if known is None else presupposition_values(known, plan),
            tuple(presupposable(db, plan)),
        )
