"""The controller's pages of a plan itself: a new one, and what one says of itself."""

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.money import Unit
from tracker.domain.permission import Permission
from tracker.domain.plan import Plan
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.edit_pages import PlanForm, new_plan_form, plan_form
from tracker.services.plan_editing import edit_plan, make_plan
from tracker.spoken import capital
from tracker.web.access import current_actor, current_person, needs
from tracker.web.current import database, now, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent

blueprint = Blueprint("plan_editing", __name__)
_LABELS = {
    "kind": said("Slag"),
    "title": said("Rubrik"),
    "reference": said("Diarienummer"),
    "year": said("År"),
    "unit": said("Enhet"),
    "controller_id": said("Controller"),
    "summary": said("Om planen"),
}


@blueprint.get("/committees/<slug>/plans/new")
@needs(Permission.EDIT_PLAN)
def new(slug: str) -> Response:
    """An empty form, with the person as controller."""
    page = _new_form(slug)
    return _drawn(page, fresh(page.values))


@blueprint.post("/committees/<slug>/plans/new")
@needs(Permission.EDIT_PLAN)
def make(slug: str) -> AnyResponse:
    """Make the plan, and lead to its page, which says what comes next."""
    edit = sent(_LABELS)
    return answered(
        edit,
        draw=lambda form: _drawn(_new_form(slug), form),
        save=lambda: make_plan(database(), slug, edit.typed, actor=current_actor(), now=now()),
        done=lambda plan: _done(plan, _("Planen är skapad.")),
    )


@blueprint.get("/plans/<slug>/edit")
@needs(Permission.EDIT_PLAN)
def edit(slug: str) -> Response:
    """The form with what the plan says now."""
    page = plan_form(database(), slug, today=today())
    return _drawn(page, fresh(page.values))


@blueprint.post("/plans/<slug>/edit")
@needs(Permission.EDIT_PLAN)
def change(slug: str) -> AnyResponse:
    """Save the form."""
    edit = sent(_LABELS)
    return answered(
        edit,
        draw=lambda form: _drawn(plan_form(database(), slug, today=today()), form),
        save=lambda: edit_plan(database(), slug, edit, actor=current_actor(), now=now()),
        done=lambda plan: _done(plan, _("Ändringen är sparad.")),
    )


def _new_form(slug: str) -> PlanForm:
    return new_plan_form(database(), slug, person_id=current_person().id, today=today())


def _drawn(page: PlanForm, form: FormState) -> Response:
    kinds = [(each.value, capital(_(each.swedish)), _(each.words.about)) for each in page.kinds]
    return form_page("pages/plan_edit.html", form, page=page, labels=_LABELS, units=list(Unit), kinds=kinds)


def _done(plan: Plan, words: str) -> AnyResponse:
    flash(words)
    return redirect(url_for("plans.show", slug=plan.slug), code=303)
