"""The controller's pages for ending a measure: removing, cancelling or replacing it, and taking it up again."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.domain.status import Status
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.edit_pages import ending_page
from tracker.services.measure_ending import end_measure, remove_measure, restore_measure, review_ending
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent
from tracker.web.measure_editing import to_measure

blueprint = Blueprint("measure_ending", __name__)
_LABELS = {
    "status": said("Status"),
    "forecast": said("Prognos"),
    "outcome": said("Utfall hittills"),
    "replaced_by_id": said("Ersätts av"),
}


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/end")
@needs(Permission.EDIT_PLAN)
def show(slug: str, measure_id: int) -> str:
    """The ways to end the measure, and what each means."""
    return render_template("pages/measure_end.html", page=ending_page(database(), slug, measure_id, today=today()))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/remove")
@needs(Permission.EDIT_PLAN)
def remove(slug: str, measure_id: int) -> AnyResponse:
    """Out of the plan, where nothing was reported of it."""
    measure = remove_measure(database(), slug, measure_id, actor=current_actor(), now=now())
    flash(_("%(measure)s är borttagen ur planen.", measure=measure.name))
    return redirect(url_for("plans.show", slug=slug), code=303)


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/cancel")
@needs(Permission.EDIT_PLAN)
def show_cancel(slug: str, measure_id: int) -> Response:
    """What the plan's sums become without the measure."""
    page = ending_page(database(), slug, measure_id, today=today())
    return _drawn(slug, measure_id, fresh({}, page.shown), Status.CANCELLED)


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/cancel")
@needs(Permission.EDIT_PLAN)
def cancel(slug: str, measure_id: int) -> AnyResponse:
    """Show what becomes of the sums, or let the measure be cancelled."""
    return _end(slug, measure_id, Status.CANCELLED, said("%(measure)s utgår ur planen."))


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/replace")
@needs(Permission.EDIT_PLAN)
def show_replace(slug: str, measure_id: int) -> Response:
    """Which measure comes instead."""
    page = ending_page(database(), slug, measure_id, today=today())
    return _drawn(slug, measure_id, fresh({}, page.shown), Status.REPLACED)


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/replace")
@needs(Permission.EDIT_PLAN)
def replace(slug: str, measure_id: int) -> AnyResponse:
    """Show what becomes of the sums, or replace the measure by the chosen one."""
    return _end(slug, measure_id, Status.REPLACED, said("%(measure)s är ersatt."))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/restore")
@needs(Permission.EDIT_PLAN)
def restore(slug: str, measure_id: int) -> AnyResponse:
    """Take the measure up again as it was."""
    measure = restore_measure(database(), slug, measure_id, actor=current_actor(), now=now())
    flash(_("%(measure)s är upptagen igen och räknas i summorna.", measure=measure.name))
    return redirect(to_measure(slug, measure), code=303)


def _end(slug: str, measure_id: int, status: Status, words: str) -> AnyResponse:
    edit, who = sent(["replaced_by_id"]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn(slug, measure_id, form, status),
        review=lambda: review_ending(database(), slug, measure_id, edit, status=status, actor=who, now=now()),
        save=lambda: end_measure(database(), slug, measure_id, edit, status=status, actor=who, now=now()),
        done=lambda measure: _done(to_measure(slug, measure), _(words, measure=measure.name)),
    )


def _done(address: str, words: str) -> AnyResponse:
    flash(words)
    return redirect(address, code=303)


def _drawn(slug: str, measure_id: int, form: FormState, status: Status) -> Response:
    page = ending_page(database(), slug, measure_id, today=today())
    template = "pages/measure_cancel.html" if status is Status.CANCELLED else "pages/measure_replace.html"
    return form_page(template, form, page=page, labels=_LABELS)
