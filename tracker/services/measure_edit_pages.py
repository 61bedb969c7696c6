"""What the controller's pages of a plan's rows show before anything is typed: the form of one, and their order."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from tracker.config import Settings
from tracker.domain.effect import EffectKind
from tracker.domain.form import Form
from tracker.domain.indicator import Better, Measured, Occasion
from tracker.domain.measure import Measure, Standing
from tracker.domain.person import Person
from tracker.domain.plan import Committee, Plan
from tracker.domain.row_words import RowWords, row_words
from tracker.services.balances import standings
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.measure_editing import NewRow, form_of_new, new_amounts, parent_of_new
from tracker.services.measure_fields import OfferedMeetings, headings_for, measure_values, offered_meetings, sisters
from tracker.services.measure_tree import MeasureTree
from tracker.services.plan_editing import here
from tracker.store import committees, measures
from tracker.store.opening import reading

Values = dict[str, str]
_NEW_INDICATOR = {
    "measured": Measured.NUMBER.value,
    "better": Better.HIGHER.value,
    "followed_up": " ".join(Occasion),
}


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """measure None: a new one. part_of: the measure that it is a part of. form: what it is. ended: it counts no more.

    headings: those that it can stand under. forms: what it can be, more than one where there is a choice. amounts: what
    can be said of a new one.
    """

    plan: Plan
    committee: Committee
    measure: Measure | None
    part_of: Measure | None
    form: Form
    values: Values
    people: tuple[Person, ...]
    offered: OfferedMeetings
    headings: tuple[Measure, ...]
    forms: tuple[Form, ...]
    amounts: tuple[EffectKind, ...] = ()
    ended: bool = False

    @property
    def words(self) -> RowWords:
        return row_words(self.plan.kind, self.form)

    @property
    def added(self) -> dict[Form, str]:
        """What the button says that adds a row of each form."""
        return {each: row_words(self.plan.kind, each).add for each in self.plan.kind.rules.forms}

    @property
    def is_row(self) -> bool:
        """Whether it has an owner and meetings: it is neither a part nor a heading."""
        return self.part_of is None and not self.form.heads


def new_measure_form(db: Database, settings: Settings, slug: str, row: NewRow, *, today: date) -> MeasureForm:
    """Of a new row with the next number, reported to every meeting to come. Raises NotFound and Refused."""
    with reading(db):
        plan = find_plan(db, slug)
        parent = parent_of_new(db, plan, row.parent_id)
        form = form_of_new(plan, row, parent)
        part_of = parent if parent is not None and not parent.form.heads else None
        offered = offered_meetings(db, plan, None, settings.meetings.deadline_rule, today)
        rows = measures.of_plan(db, plan.id)
        values = {"number": MeasureTree(rows).next_number(parent, form)}
        if part_of is None:
            values |= {"parent_id": str(row.parent_id or ""), "form": form.value}
        if part_of is None and not form.heads:
            values["meetings"] = " ".join(each.held_on.isoformat() for each in offered.open)
        if form.is_measured:
            values |= _NEW_INDICATOR
        return MeasureForm(
            plan=plan,
            committee=committees.by_id(db, plan.committee_id),
            measure=None,
            part_of=part_of,
            form=form,
            values=values,
            people=tuple(here(db, today)),
            offered=offered,
            headings=tuple(headings_for(rows, form, None)),
            forms=(form,),
            amounts=new_amounts(plan, form),
        )


def measure_form(db: Database, settings: Settings, slug: str, measure_id: int, *, today: date) -> MeasureForm:
    """Raises NotFound."""
    rule = settings.meetings.deadline_rule
    with reading(db):
        plan = find_plan(db, slug)
        measure = find_measure_by_id(db, plan, measure_id)
        parent = measures.by_id(db, measure.parent_id) if measure.parent_id is not None else None
        return MeasureForm(
            plan=plan,
            committee=committees.by_id(db, plan.committee_id),
            measure=measure,
            part_of=parent if parent is not None and not parent.form.heads else None,
            form=measure.form,
            values=measure_values(db, plan, measure, rule),
            people=tuple(here(db, today, measure.owner_id)),
            offered=offered_meetings(db, plan, measure, rule, today),
            headings=tuple(headings_for(measures.of_plan(db, plan.id), measure.form, measure)),
            forms=sisters(plan, measure.form),
            ended=measure.id in _ended(db, plan, today),
        )


def _ended(db: Database, plan: Plan, today: date) -> set[int]:
    return {each for each, status in measures.statuses(db, plan.id, today).items() if not status.counts}


@dataclass(frozen=True, slots=True)
class OrderedMeasure:
    """A row in the list where the order is changed. first, last: of those beside it. depth: under so many others."""

    standing: Standing
    first: bool
    last: bool
    depth: int


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Every row and part of a plan, in its order. adding: what can be added, with its words, the usual one first."""

    plan: Plan
    committee: Committee
    rows: tuple[OrderedMeasure, ...]
    adding: tuple[tuple[Form, RowWords], ...]


def order_page(db: Database, slug: str, *, today: date) -> OrderPage:
    """Raises NotFound."""
    with reading(db):
        plan = find_plan(db, slug)
        known = standings(db, plan, today)
        committee = committees.by_id(db, plan.committee_id)
    tree = MeasureTree([each.measure for each in known])
    ends = [tree.top, *(tree.parts(each.measure) for each in known)]
    first, last = {each[0].id for each in ends if each}, {each[-1].id for each in ends if each}
    depths: dict[int, int] = {}
    for each in known:
        above = each.measure.parent_id
        depths[each.measure.id] = 0 if above is None else depths[above] + 1
    return OrderPage(
        plan=plan,
        committee=committee,
        rows=tuple(
            OrderedMeasure(each, each.measure.id in first, each.measure.id in last, depths[each.measure.id])
            for each in known
        ),
        adding=tuple((form, row_words(plan.kind, form)) for form in plan.kind.rules.forms),
    )
