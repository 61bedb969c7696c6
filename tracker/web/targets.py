"""The controller's pages of what a plan is summed against: forecasts of it by date, and what it counts on already."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.edit_pages import presupposition_form, presuppositions_page
from tracker.services.presupposition_editing import (
    end_presupposition,
    review_ended_presupposition,
    review_presupposition,
    save_presupposition,
)
from tracker.services.target_editing import add_target, review_target, targets_page
from tracker.spoken import long_date
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent

blueprint = Blueprint("targets", __name__)
_TARGET = {
    "target": said("Senast inlagt"),
    "amount": said("Belopp"),
    "as_of": said("Gäller per"),
    "label": said("Vad uppgiften är"),
}
_PRESUPPOSITION = {"label": said("Vad som förutsätts"), "amount": said("Belopp"), "measure_id": said("Åtgärd")}


@blueprint.get("/plans/<slug>/edit/targets")
@needs(Permission.EDIT_PLAN)
def show(slug: str) -> Response:
    """Every target with its date, and a form for a new one."""
    page = targets_page(database(), slug, now=now())
    return _drawn(slug, fresh({"as_of": long_date(today())}, page.shown))


@blueprint.post("/plans/<slug>/edit/targets")
@needs(Permission.EDIT_PLAN)
def add(slug: str) -> AnyResponse:
    """Show how the amount is understood, or save it as a new row."""
    edit, who = sent(["amount", "as_of", "label"]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn(slug, form),
        review=lambda: review_target(database(), slug, edit, actor=who, now=now()),
        save=lambda: add_target(database(), slug, edit, actor=who, now=now()),
        done=lambda _saved: _done("plans.show", slug, _("Uppgiften är sparad.")),
    )


@blueprint.get("/plans/<slug>/edit/presuppositions")
@needs(Permission.EDIT_PLAN)
def presuppositions(slug: str) -> str:
    """What the target counts on already."""
    return render_template("pages/presuppositions.html", page=presuppositions_page(database(), slug))


@blueprint.get("/plans/<slug>/edit/presuppositions/new")
@needs(Permission.EDIT_PLAN)
def new_presupposition(slug: str) -> Response:
    """An empty form."""
    return _drawn_presupposition(slug, None, fresh({}))


@blueprint.post("/plans/<slug>/edit/presuppositions/new")
@needs(Permission.EDIT_PLAN)
def add_presupposition(slug: str) -> AnyResponse:
    """Show how the amount is understood, or save it."""
    return _save_presupposition(slug, None)


@blueprint.get("/plans/<slug>/edit/presuppositions/<int:presupposition_id>")
@needs(Permission.EDIT_PLAN)
def edit_presupposition(slug: str, presupposition_id: int) -> Response:
    """The form with what it says now."""
    page = presupposition_form(database(), slug, presupposition_id)
    return _drawn_presupposition(slug, presupposition_id, fresh(page.values))


@blueprint.post("/plans/<slug>/edit/presuppositions/<int:presupposition_id>")
@needs(Permission.EDIT_PLAN)
def change_presupposition(slug: str, presupposition_id: int) -> AnyResponse:
    """Show how the amount is understood, or save it."""
    return _save_presupposition(slug, presupposition_id)


@blueprint.get("/plans/<slug>/edit/presuppositions/<int:presupposition_id>/end")
@needs(Permission.EDIT_PLAN)
def show_end(slug: str, presupposition_id: int) -> Response:
    """What the plan's sums become without it."""
    page = presupposition_form(database(), slug, presupposition_id)
    review = review_ended_presupposition(database(), slug, presupposition_id, actor=current_actor(), now=now())
    return _drawn_end(slug, presupposition_id, FormState({}, page.values, review=review))


@blueprint.post("/plans/<slug>/edit/presuppositions/<int:presupposition_id>/end")
@needs(Permission.EDIT_PLAN)
def end(slug: str, presupposition_id: int) -> AnyResponse:
    """The target does not count on it any more."""
    edit, who = sent([]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn_end(slug, presupposition_id, form),
        save=lambda: end_presupposition(database(), slug, presupposition_id, edit, actor=who, now=now()),
        done=lambda _saved: _done("targets.presuppositions", slug, _("Förutsättningen är borttagen.")),
    )


def _save_presupposition(slug: str, presupposition_id: int | None) -> AnyResponse:
    edit, who = sent(_PRESUPPOSITION), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn_presupposition(slug, presupposition_id, form),
        review=lambda: review_presupposition(
            database(), slug, edit, presupposition_id=presupposition_id, actor=who, now=now()
        ),
        save=lambda: save_presupposition(
            database(), slug, edit, presupposition_id=presupposition_id, actor=who, now=now()
        ),
        done=lambda _saved: _done("targets.presuppositions", slug, _("Förutsättningen är sparad.")),
    )


def _drawn(slug: str, form: FormState) -> Response:
    page = targets_page(database(), slug, now=now())
    return form_page("pages/targets.html", form, page=page, labels=_TARGET, today=today())


def _drawn_presupposition(slug: str, presupposition_id: int | None, form: FormState) -> Response:
    page = presupposition_form(database(), slug, presupposition_id)
    return form_page(
        "pages/presupposition_edit.html",
        form,
        page=page,
        labels=_PRESUPPOSITION,
        presupposition_id=presupposition_id,
    )


def _drawn_end(slug: str, presupposition_id: int, form: FormState) -> Response:
    page = presupposition_form(database(), slug, presupposition_id)
    return form_page(
        "pages/presupposition_end.html",
        form,
        page=page,
        labels=_PRESUPPOSITION,
        presupposition_id=presupposition_id,
    )


def _done(endpoint: str, slug: str, words: str) -> AnyResponse:
    flash(words)
    return redirect(url_for(endpoint, slug=slug), code=303)
