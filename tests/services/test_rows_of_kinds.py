"""Rows of every form made by hand: headings, what stands under them, indicators with their first values."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.plan_on_file import COMMITTEE_SLUG, save_example
from tests.services.editing import LATER, NOW, edited
from tracker.config import Settings, load_settings
from tracker.domain.event import PROGRAM
from tracker.domain.form import Form
from tracker.domain.indicator import Better, Measured, Reached
from tracker.domain.measure import Measure
from tracker.domain.plan import Plan
from tracker.errors import Refused
from tracker.services.balances import standings
from tracker.services.edit_pages import ending_page
from tracker.services.finding import find_measure_by_id, find_plan
from tracker.services.form_reading import FieldProblems
from tracker.services.meanwhile import ChangedMeanwhile
from tracker.services.measure_edit_pages import measure_form, new_measure_form, order_page
from tracker.services.measure_editing import NewRow, add_measure, edit_measure, review_new_measure
from tracker.services.plan_editing import make_plan
from tracker.store import events
from tracker.store.opening import opened

PLAN = {"year": "2022", "unit": "tkr", "reference": "", "summary": "", "controller_id": ""}


@pytest.fixture
def settings(database: Path) -> Settings:
    return load_settings(database=database, environment={})


@pytest.fixture
def db(database: Path) -> Iterator[Database]:
    save_example(database)
    with opened(database) as opened_db:
        for kind in ("operational_plan", "allocation", "needs"):
            make_plan(opened_db, COMMITTEE_SLUG, PLAN | {"title": kind, "kind": kind}, actor=PROGRAM, now=NOW)
        yield opened_db


class Rows:
    """Adds rows to a plan as its form does."""

    def __init__(self, db: Database, settings: Settings, slug: str) -> None:
        self.db, self.settings, self.plan = db, settings, find_plan(db, slug)

    def add(self, title: str, *, form: Form | None = None, parent: Measure | None = None, **typed: str) -> Measure:
        row = NewRow(form, parent.id if parent else None)
        page = new_measure_form(self.db, self.settings, self.plan.slug, row, today=NOW.date())
        filled = page.values | {"title": title} | typed
        return add_measure(self.db, self.settings, self.plan.slug, filled, row=row, actor=PROGRAM, now=NOW)

    def edit(self, measure: Measure, **changes: str) -> Measure:
        form = measure_form(self.db, self.settings, self.plan.slug, measure.id, today=NOW.date())
        edit = edited(form.values, **changes)
        return edit_measure(self.db, self.settings, self.plan.slug, measure.id, edit, actor=PROGRAM, now=LATER)

    def order(self) -> list[tuple[str, int]]:
        page = order_page(self.db, self.plan.slug, today=NOW.date())
        return [(each.standing.measure.title, each.depth) for each in page.rows]


def test_an_operational_plan_is_built_up_from_nothing(db: Database, settings: Settings) -> None:
    rows = Rows(db, settings, "operational-plan")
    area = rows.add("Lundaborna", form=Form.FOCUS_AREA, number="F1")
    goal = rows.add("Tryggt stöd", form=Form.GOAL, parent=area, number="M1")
    other = rows.add("Eget boende", form=Form.GOAL, parent=area)
    activity = rows.add("Ny mottagning", parent=goal)
    first = rows.add(
        "Väntetid", form=Form.INDICATOR, parent=goal, number="I1", measured="days", better="lower",
        target="180", outcome_1="210 dagar", outcome_2="vet ej",
    )  # fmt: skip
    second = rows.add("Nöjda", form=Form.INDICATOR, parent=goal, measured="percent", target="85,5 %")
    assert (other.number, activity.number, second.number) == ("M2", "1", "I2")
    assert rows.order() == [
        ("Lundaborna", 0), ("Tryggt stöd", 1), ("Ny mottagning", 2), ("Väntetid", 2), ("Nöjda", 2), ("Eget boende", 1),
    ]  # fmt: skip
    known = {each.measure.id: each for each in standings(db, rows.plan, NOW.date())}
    days = known[first.id].indicator
    assert days is not None
    assert (days.indicator.measured, days.indicator.better) == (Measured.DAYS, Better.LOWER)
    assert [(year, value.number) for year, value in sorted(days.outcomes.items())] == [(2020, None), (2021, 210)]
    assert days.target is not None
    assert (days.target.number, days.reached(), days.reached(2021)) == (180, Reached.NOT_MEASURED, Reached.NO_TARGET)
    assert events.about(db, {"measure": [first.id]})[0].after["target 2022"] == "180\N{NO-BREAK SPACE}dagar"

    assert rows.edit(activity, form="assignment", parent_id=str(other.id)).form is Form.ASSIGNMENT
    rows.edit(other, parent_id="")
    assert rows.order() == [
        ("Lundaborna", 0), ("Tryggt stöd", 1), ("Väntetid", 2), ("Nöjda", 2), ("Eget boende", 0), ("Ny mottagning", 1),
    ]  # fmt: skip
    rows.edit(activity, parent_id=str(goal.id))
    assert [title for title, _depth in rows.order()][1:5] == ["Tryggt stöd", "Väntetid", "Nöjda", "Ny mottagning"]
    rows.edit(first, better="higher", followed_up="year_end", measured_from="2021")
    for wrong in (
        {"measured": "percent"},
        {"better": "both"},
        {"measured_from": "21"},
        {"parent_id": str(activity.id)},
    ):
        with pytest.raises(FieldProblems) as refused:
            rows.edit(first, **wrong)
        assert set(refused.value.problems) == set(wrong)
    with pytest.raises(FieldProblems) as refused:
        rows.add("", form=Form.INDICATOR, measured="yes_no", target="många", outcome_1="nej")
    assert set(refused.value.problems) == {"title", "target"}


def test_what_cannot_stand_under_what(db: Database, settings: Settings) -> None:
    rows = Rows(db, settings, "operational-plan")
    area, goal = rows.add("Område", form=Form.FOCUS_AREA), rows.add("Mål", form=Form.GOAL)
    indicator = rows.add("Antal", form=Form.INDICATOR)
    with pytest.raises(FieldProblems):
        rows.edit(area, parent_id=str(goal.id))
    with pytest.raises(Refused, match="inga delar"):
        rows.add("Del", parent=indicator)
    with pytest.raises(Refused, match="det här slaget"):
        rows.add("Grupp", form=Form.GROUP)
    with pytest.raises(FieldProblems):
        rows.edit(indicator, form="activity")


def test_posts_under_groups_with_parts_of_their_own(db: Database, settings: Settings) -> None:
    rows = Rows(db, settings, "allocation")
    group = rows.add("Arbetsmarknad", form=Form.GROUP)
    post = rows.add("Anställningar", parent=group, decided="5000")
    part = rows.add("Handledare", parent=post, decided="2000")
    assert (group.number, post.number, part.number) == ("", "1", "1a")
    with pytest.raises(Refused, match="en gång till"):
        rows.add("Del av del", parent=part)
    rows.edit(part, title="Två handledare")
    assert rows.order() == [("Arbetsmarknad", 0), ("Anställningar", 1), ("Två handledare", 2)]


def test_what_stands_under_a_heading_can_be_replaced_by_what_is_like_it(db: Database, settings: Settings) -> None:
    rows = Rows(db, settings, "operational-plan")
    goal = rows.add("Mål", form=Form.GOAL)
    first, second = (rows.add(title, form=Form.INDICATOR, parent=goal) for title in ("Ena", "Andra"))
    rows.add("Aktivitet", parent=goal)
    page = ending_page(db, rows.plan.slug, first.id, today=NOW.date())
    assert ([each.title for each in page.replacements], page.is_row) == (["Andra"], True)
    assert not ending_page(db, rows.plan.slug, goal.id, today=NOW.date()).is_row
    assert second.parent_id == goal.id


def test_the_review_speaks_in_the_words_of_the_kind(db: Database, settings: Settings) -> None:
    typed = {"number": "1", "title": "Tolkar", "forecast": "1000-1500"}
    review = review_new_measure(db, settings, "needs", typed, actor=PROGRAM, now=NOW)
    assert [(each.label, each.note) for each in review.amounts] == [
        ("Äskat", ""), ("Beviljat", "Inget är sagt om det än."),
    ]  # fmt: skip
    asked = next(each for each in review.changed if each.label == "Äskande")
    assert asked.after == "1\N{NO-BREAK SPACE}000–1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}tkr"
    activity = review_new_measure(db, settings, "operational-plan", typed, actor=PROGRAM, now=NOW)
    assert activity.sums == ()


def test_two_who_place_one_row_meet(db: Database, settings: Settings) -> None:
    rows = Rows(db, settings, "allocation")
    groups = [rows.add(title, form=Form.GROUP) for title in ("Ena", "Andra")]
    post = rows.add("Post", parent=groups[0])
    before = measure_form(db, settings, "allocation", post.id, today=NOW.date()).values
    rows.edit(post, parent_id=str(groups[1].id))
    with pytest.raises(ChangedMeanwhile) as met:
        edit_measure(db, settings, "allocation", post.id, edited(before, title="Ny"), actor=PROGRAM, now=LATER)
    (change,) = met.value.changes
    assert (change.before, change.after) == ("Ena", "Andra")
    plan: Plan = find_plan(db, "allocation")
    assert find_measure_by_id(db, plan, post.id).title == "Post"
