"""The controller's pages of what only some rows have: months, where a reserve falls, an indicator's values."""

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.indicator import Said
from tracker.domain.measure import Measure
from tracker.domain.permission import Permission
from tracker.domain.phasing import MONTHS
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.indicator_editing import indicator_page, review_indicator_value, set_indicator_value
from tracker.services.phasing_editing import RAMP, SPREAD, phasing_page, review_phasing, set_phasing
from tracker.services.reserve_editing import reserve_page, review_falls_to, set_falls_to
from tracker.spoken import capital, month_name
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent
from tracker.web.measure_editing import to_measure

blueprint = Blueprint("measure_details", __name__)
_MONTHS = {
    "kind": said("Vilket belopp"),
    "shape": said("Hur det faller"),
    "shares": said("Månadernas delar"),
    "more_each_month": said("Så många fler varje månad"),
    "first_month": said("Från och med månad"),
    "cap": said("Till högst så många"),
    "kr_each_month": said("Kronor i månaden för var och en"),
    "phasing": said("Senast inlagt"),
}
_RESERVE = {"falls_to": said("Faller till")}
_VALUES = {
    "said": said("Vad det är"),
    "year": said("År"),
    "value": said("Värde"),
    "target": said("Mål som är satta"),
    "outcome": said("Utfall som är mätta"),
}


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/months")
@needs(Permission.EDIT_PLAN)
def show_months(slug: str, measure_id: int) -> Response:
    """How the amount falls over the year, as it was said last."""
    page = phasing_page(database(), slug, measure_id)
    return _drawn_months(slug, measure_id, fresh(page.values, page.shown))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/months")
@needs(Permission.EDIT_PLAN)
def change_months(slug: str, measure_id: int) -> AnyResponse:
    """Show what it comes to, or save it as a new row."""
    edit, who = sent([each for each in _MONTHS if each != "phasing"]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn_months(slug, measure_id, form),
        review=lambda: review_phasing(database(), slug, measure_id, edit, actor=who, now=now()),
        save=lambda: set_phasing(database(), slug, measure_id, edit, actor=who, now=now()),
        done=lambda measure: _done(slug, measure, _("Månaderna är sparade.")),
    )


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/reserve")
@needs(Permission.EDIT_PLAN)
def show_reserve(slug: str, measure_id: int) -> Response:
    """Which other row gets what this one does not use."""
    return _drawn_reserve(slug, measure_id, fresh(reserve_page(database(), slug, measure_id).values))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/reserve")
@needs(Permission.EDIT_PLAN)
def change_reserve(slug: str, measure_id: int) -> AnyResponse:
    """Show what falls to it, or save it."""
    edit, who = sent(_RESERVE), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn_reserve(slug, measure_id, form),
        review=lambda: review_falls_to(database(), slug, measure_id, edit, actor=who, now=now()),
        save=lambda: set_falls_to(database(), slug, measure_id, edit, actor=who, now=now()),
        done=lambda measure: _done(slug, measure, _("Ändringen är sparad.")),
    )


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/values")
@needs(Permission.EDIT_PLAN)
def show_values(slug: str, measure_id: int) -> Response:
    """An indicator's targets and outcomes by year, and a form for one more."""
    page = indicator_page(database(), slug, measure_id, today=today())
    return _drawn_values(slug, measure_id, fresh({"said": Said.OUTCOME.value, "year": str(page.plan.year)}, page.shown))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/values")
@needs(Permission.EDIT_PLAN)
def add_value(slug: str, measure_id: int) -> AnyResponse:
    """Show how the value is understood, or save it as a new row."""
    edit, who = sent(["said", "year", "value"]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn_values(slug, measure_id, form),
        review=lambda: review_indicator_value(database(), slug, measure_id, edit, actor=who, now=now()),
        save=lambda: set_indicator_value(database(), slug, measure_id, edit, actor=who, now=now()),
        done=lambda _measure: _done_values(slug, measure_id),
    )


def _drawn_months(slug: str, measure_id: int, form: FormState) -> Response:
    page = phasing_page(database(), slug, measure_id)
    kind = page.plan.kind
    shapes = [
        (SPREAD, _("Fördelat över månaderna"), _("Lika mycket varje månad, eller i delar som du skriver.")),
        (
            RAMP,
            _("Byggs upp månad för månad"),
            _("Så många fler varje månad, till ett högsta antal, och ett belopp för var och en."),
        ),
    ]
    return form_page(
        "pages/measure_months.html",
        form,
        page=page,
        labels=_MONTHS,
        kinds=[(each.value, capital(_(kind.words.effects[each])), "") for each in kind.rules.beforehand],
        shapes=shapes,
        months=[(str(each), month_name(each)) for each in range(1, MONTHS + 1)],
    )


def _drawn_reserve(slug: str, measure_id: int, form: FormState) -> Response:
    page = reserve_page(database(), slug, measure_id)
    return form_page("pages/measure_reserve.html", form, page=page, labels=_RESERVE)


def _drawn_values(slug: str, measure_id: int, form: FormState) -> Response:
    page = indicator_page(database(), slug, measure_id, today=today())
    return form_page(
        "pages/indicator_values.html",
        form,
        page=page,
        labels=_VALUES,
        saids=[
            (Said.OUTCOME.value, _("Utfall"), _("Vad det blev.")),
            (Said.TARGET.value, _("Mål"), _("Vad som ska nås.")),
        ],
    )


def _done_values(slug: str, measure_id: int) -> AnyResponse:
    flash(_("Värdet är sparat."))
    return redirect(url_for("measure_details.show_values", slug=slug, measure_id=measure_id), code=303)


def _done(slug: str, measure: Measure, words: str) -> AnyResponse:
    flash(words)
    return redirect(to_measure(slug, measure), code=303)
