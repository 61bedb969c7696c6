"""The controller's pages of one measure's amounts: decided, forecast, outcome; confirming; correcting a mistake."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.effect import EffectKind
from tracker.domain.measure import Measure
from tracker.domain.period import Period
from tracker.domain.permission import Permission
from tracker.errors import NotFound
from tracker.language import gettext as _
from tracker.services.edit_pages import EffectsPage, effects_page
from tracker.services.effect_editing import CONFIRMED, EDITED, correct_effect, review_effects, set_effects
from tracker.services.indicator_fields import FIRST_YEAR, LAST_YEAR
from tracker.spoken import capital
from tracker.spoken import period as spoken_period
from tracker.web.access import current_access, current_actor, needs
from tracker.web.current import database, now, today
from tracker.web.editing import FormState, answered, form_page, fresh, sent
from tracker.web.measure_editing import to_measure

blueprint = Blueprint("effects", __name__)
_FULL_YEAR = "full"


@blueprint.get("/plans/<slug>/edit/measures/<int:measure_id>/effects")
@needs(Permission.EDIT_PLAN)
def show(slug: str, measure_id: int) -> Response:
    """The amounts that count, a form for new ones, and every amount that was said; ?period= for another year."""
    page = _page(slug, measure_id)
    return _drawn(slug, measure_id, fresh(page.shown))


@blueprint.post("/plans/<slug>/edit/measures/<int:measure_id>/effects")
@needs(Permission.EDIT_PLAN)
def change(slug: str, measure_id: int) -> AnyResponse:
    """Show how the amounts are understood, or save those that are new."""
    edit, who, period = sent([each.value for each in EDITED]), current_actor(), _period()
    return answered(
        edit,
        draw=lambda form: _drawn(slug, measure_id, form),
        review=lambda: review_effects(
            database(), slug, measure_id, edit, kinds=EDITED, actor=who, now=now(), period=period
        ),
        save=lambda: set_effects(database(), slug, measure_id, edit, kinds=EDITED, actor=who, now=now(), period=period),
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
    page = _page(slug, measure_id)
    may_confirm = current_access().may(Permission.CONFIRM_OUTCOME, page.plan.committee_id)
    kinds = tuple(EffectKind) if may_confirm else EDITED
    correct_effect(
        database(), slug, measure_id, effect_id, kinds=kinds, actor=current_actor(), now=now(), period=page.period
    )
    flash(_("Beloppet är rättat. Det som gällde förut gäller igen, och båda står kvar i listan."))
    back = url_for("effects.show", slug=slug, measure_id=measure_id, period=request.args.get("period"))
    return redirect(back, code=303)


def _in_address(page: EffectsPage, period: Period) -> str | None:
    """As ?period= has it: 2024, or 2024full for what it gives in a full year; None for the plan's own year."""
    if period == Period(page.plan.year):
        return None
    return f"{period.year}{_FULL_YEAR if period.full_year else ''}"


def _period() -> Period | None:
    """Of the address; None for the plan's own year. Raises NotFound for one that is none."""
    written = request.args.get("period", "")
    year = written.removesuffix(_FULL_YEAR)
    if not written:
        return None
    if not (year.isascii() and year.isdecimal()) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NotFound(_("Det året finns inte i planen."))
    return Period(int(year), full_year=written.endswith(_FULL_YEAR))


def _page(slug: str, measure_id: int) -> EffectsPage:
    return effects_page(database(), slug, measure_id, today=today(), period=_period())


def _drawn(slug: str, measure_id: int, form: FormState) -> Response:
    page = _page(slug, measure_id)
    addresses = [(each, _in_address(page, each)) for each in page.periods]
    chosen = _in_address(page, page.period)
    return form_page("pages/effects.html", form, page=page, labels=_labels(page), addresses=addresses, chosen=chosen)


def _drawn_confirm(slug: str, measure_id: int, form: FormState) -> Response:
    page = effects_page(database(), slug, measure_id, today=today())
    return form_page("pages/confirm.html", form, page=page, labels=_labels(page))


def _labels(page: EffectsPage) -> dict[str, str]:
    """Each amount in the words of the plan's kind."""
    words = page.plan.kind.words.effects
    return {each.value: f"{capital(_(words[each]))} {spoken_period(page.period)}" for each in EffectKind}


def _done(slug: str, measure: Measure, words: str) -> AnyResponse:
    flash(words)
    return redirect(to_measure(slug, measure), code=303)
