"""The controller's pages of a plan's measures: their order, a new one or a part of one, and changing one."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.form import Form
from tracker.domain.indicator import Better, Measured, Occasion
from tracker.domain.measure import Measure
from tracker.domain.permission import Permission
from tracker.domain.row_words import row_words
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.indicator_fields import FIRST_VALUES
from tracker.services.measure_edit_pages import MeasureForm, measure_form, new_measure_form, order_page
from tracker.services.measure_editing import NewRow, add_measure, edit_measure, move_measure, review_new_measure
from tracker.spoken import capital
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now, settings, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent

blueprint = Blueprint("measure_editing", __name__)
LABELS = {
    "form": said("Vad det är"),
    "parent_id": said("Står under"),
    "number": said("Nummer"),
    "title": said("Rubrik"),
    "description": said("Beskrivning"),
    "measured": said("Mäts i"),
    "better": said("Vad som är bra"),
    "followed_up": said("Följs upp"),
    "measured_from": said("Mäts från år"),
    "owner_id": said("Ansvarig"),
    "unit": said("Enhet"),
    "meetings": said("Återrapporteras till"),
}


@blueprint.get("/plans/<slug>/edit/measures")
@needs(Permission.EDIT_PLAN)
def order(slug: str) -> str:
    """Every measure and part in the plan's order, each with its way up and down."""
    return render_template("pages/measure_order.html", page=order_page(database(), slug, today=today()))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/move")
@needs(Permission.EDIT_PLAN)
def move(slug: str, measure_id: int) -> AnyResponse:
    """Up, or else down, by one place."""
    up = request.form.get("direction") == "up"
    measure = move_measure(database(), slug, measure_id, up=up, actor=current_actor(), now=now())
    moved = said("%(measure)s är flyttad upp.") if up else said("%(measure)s är flyttad ned.")
    flash(_(moved, measure=measure.name))
    return redirect(url_for("measure_editing.order", slug=slug, _anchor=f"measure-{measure_id}"), code=303)


@blueprint.get("/plans/<slug>/edit/measures/new")
@needs(Permission.EDIT_PLAN)
def new(slug: str) -> Response:
    """A form with the next number; ?form= for another than the usual row, ?parent= under or as a part of that one."""
    page = _new_form(slug)
    return _drawn(page, fresh(page.values))


@blueprint.post("/plans/<slug>/edit/measures/new")
@needs(Permission.EDIT_PLAN)
def add(slug: str) -> AnyResponse:
    """Show what the amounts do to the sums, or add the row; a heading has none."""
    page, row, who = _new_form(slug), _new_row(), current_actor()
    edit = sent([*LABELS, *(each.value for each in page.amounts), *FIRST_VALUES])
    return answered(
        edit,
        draw=lambda form: _drawn(page, form),
        review=None
        if page.form.heads
        else lambda: review_new_measure(database(), settings(), slug, edit.typed, row=row, actor=who, now=now()),
        save=lambda: add_measure(database(), settings(), slug, edit.typed, row=row, actor=who, now=now()),
        done=lambda measure: _done(slug, measure, _("%(measure)s är tillagd.", measure=measure.name)),
    )


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>")
@needs(Permission.EDIT_PLAN)
def edit(slug: str, measure_id: int) -> Response:
    """The form with what the measure says now."""
    page = measure_form(database(), settings(), slug, measure_id, today=today())
    return _drawn(page, fresh(page.values))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>")
@needs(Permission.EDIT_PLAN)
def change(slug: str, measure_id: int) -> AnyResponse:
    """Save the form."""
    edit = sent(LABELS)
    return answered(
        edit,
        draw=lambda form: _drawn(measure_form(database(), settings(), slug, measure_id, today=today()), form),
        save=lambda: edit_measure(database(), settings(), slug, measure_id, edit, actor=current_actor(), now=now()),
        done=lambda measure: _done(slug, measure, _("Ändringen är sparad.")),
    )


def to_measure(slug: str, measure: Measure) -> str:
    """The address of the measure's page; of a heading or an unnumbered part, of the list that it stands in."""
    if measure.number and not measure.form.heads:
        return url_for("measures.show", slug=slug, number=measure.number)
    return url_for("measure_editing.order", slug=slug, _anchor=f"measure-{measure.id}")


def _new_row() -> NewRow:
    try:
        form = Form(request.args["form"]) if "form" in request.args else None
    except ValueError:
        form = None
    return NewRow(form, request.args.get("parent", type=int))


def _new_form(slug: str) -> MeasureForm:
    return new_measure_form(database(), settings(), slug, _new_row(), today=today())


def _drawn(page: MeasureForm, form: FormState) -> Response:
    year, effects = page.plan.year, page.plan.kind.words.effects
    labels = {
        **{name: _(label) for name, label in LABELS.items()},
        **{each.value: f"{capital(_(effects[each]))} {year}" for each in page.amounts},
        "target": _("Mål %(year)s", year=year),
        "outcome_1": _("Utfall %(year)s", year=year - 1),
        "outcome_2": _("Utfall %(year)s", year=year - 2),
    }
    return form_page(
        "pages/measure_edit.html",
        form,
        page=page,
        labels=labels,
        measured=[(each.value, capital(_(each.swedish))) for each in Measured],
        better=[(each.value, capital(_(each.swedish)), "") for each in Better],
        occasions=[(each.value, capital(_(each.swedish))) for each in Occasion],
        forms=[(each.value, capital(_(row_words(page.plan.kind, each).one))) for each in page.forms],
    )


def _done(slug: str, measure: Measure, words: str) -> AnyResponse:
    flash(words)
    return redirect(to_measure(slug, measure), code=303)
