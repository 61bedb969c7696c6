"""The controller's pages of one measure's amounts: decided, forecast, outcome; confirming; correcting a mistake."""

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.effect import EffectKind
from tracker.domain.measure import Measure
from tracker.domain.permission import Permission
from tracker.domain.words import said
from tracker.language import gettext as _
from tracker.services.edit_pages import effects_page
from tracker.services.effect_editing import CONFIRMED, EDITED, correct_effect, review_effects, set_effects
from tracker.web.access import current_access, current_actor, needs
from tracker.web.current import database, now, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent
from tracker.web.measure_editing import to_measure

blueprint = Blueprint("effects", __name__)
_LABELS = {
    "decided": said("Beslutad besparing"),
    "forecast": said("Prognos"),
    "outcome": said("Utfall hittills"),
    "confirmed": said("Bekräftat utfall"),
}


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/effects")
@needs(Permission.EDIT_PLAN)
def show(slug: str, measure_id: int) -> Response:
    """The amounts that count, a form for new ones, and every amount that was said."""
    return _drawn(slug, measure_id, fresh(effects_page(database(), slug, measure_id, today=today()).shown))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/effects")
@needs(Permission.EDIT_PLAN)
def change(slug: str, measure_id: int) -> AnyResponse:
    """Show how the amounts are understood, or save those that are new."""
    edit, who = sent([each.value for each in EDITED]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn(slug, measure_id, form),
        review=lambda: review_effects(database(), slug, measure_id, edit, kinds=EDITED, actor=who, now=now()),
        save=lambda: set_effects(database(), slug, measure_id, edit, kinds=EDITED, actor=who, now=now()),
        done=lambda measure: _done(slug, measure, _("Beloppen är sparade.")),
    )


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/confirm")
@needs(Permission.CONFIRM_OUTCOME)
def show_confirm(slug: str, measure_id: int) -> Response:
    """The outcome as it was reported, to be confirmed."""
    page = effects_page(database(), slug, measure_id, today=today())
    return _drawn_confirm(slug, measure_id, fresh(page.confirm_values, page.shown_confirmed))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/confirm")
@needs(Permission.CONFIRM_OUTCOME)
def confirm(slug: str, measure_id: int) -> AnyResponse:
    """Show how the amount is understood, or confirm it."""
    edit, who = sent(["confirmed"]), current_actor()
    return answered(
        edit,
        draw=lambda form: _drawn_confirm(slug, measure_id, form),
        review=lambda: review_effects(database(), slug, measure_id, edit, kinds=CONFIRMED, actor=who, now=now()),
        save=lambda: set_effects(database(), slug, measure_id, edit, kinds=CONFIRMED, actor=who, now=now()),
        done=lambda measure: _done(slug, measure, _("Utfallet är bekräftat.")),
    )


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/effects/<int:effect_id>/correct")
@needs(Permission.EDIT_PLAN)
def correct(slug: str, measure_id: int, effect_id: int) -> AnyResponse:
    """Follow a mistaken amount by what was known before it."""
    plan = effects_page(database(), slug, measure_id, today=today()).plan
    may_confirm = current_access().may(Permission.CONFIRM_OUTCOME, plan.committee_id)
    kinds = tuple(EffectKind) if may_confirm else EDITED
    correct_effect(database(), slug, measure_id, effect_id, kinds=kinds, actor=current_actor(), now=now())
    flash(_("Beloppet är rättat. Det som gällde förut gäller igen, och båda står kvar i listan."))
    return redirect(url_for("effects.show", slug=slug, measure_id=measure_id), code=303)


def _drawn(slug: str, measure_id: int, form: FormState) -> Response:
    page = effects_page(database(), slug, measure_id, today=today())
    return form_page("pages/effects.html", form, page=page, labels=_LABELS)


def _drawn_confirm(slug: str, measure_id: int, form: FormState) -> Response:
    page = effects_page(database(), slug, measure_id, today=today())
    return form_page("pages/confirm.html", form, page=page, labels=_LABELS)


def _done(slug: str, measure: Measure, words: str) -> AnyResponse:
    flash(words)
    return redirect(to_measure(slug, measure), code=303)
