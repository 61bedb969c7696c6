"""What is one's own: what is due and when, the form of the mail link without its token, absence, and the calendar."""

from datetime import date

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.language import gettext as _
from tracker.services.calendars import own_feed_url, revoke_feed
from tracker.services.form_reading import FieldProblems
from tracker.services.my_measures import my_page
from tracker.services.own_absence import absence_page, end_own_absence, set_own_absence
from tracker.services.report_links import LinkHolder, own_form
from tracker.web.access import current_actor, current_person, signed_in
from tracker.web.current import database, now, settings, today, wiring
from tracker.web.reports import show_form, take_form

blueprint = Blueprint("my", __name__)


@blueprint.get("/my")
@signed_in
def show() -> str:
    """What is due, and the measures that she answers for."""
    page = my_page(database(), settings(), current_person(), today=today())
    return render_template("pages/my.html", page=page, today=today())


@blueprint.get("/my/reports/<slug>/<date:held_on>")
@signed_in
def form(slug: str, held_on: date) -> Response:
    """The form of the mail link, without its token."""
    return show_form(_own(slug, held_on), url_for("my.form", slug=slug, held_on=held_on))


@blueprint.post("/my/reports/<slug>/<date:held_on>")
@signed_in
def send(slug: str, held_on: date) -> AnyResponse:
    """What was pressed in it."""
    return take_form(_own(slug, held_on), url_for("my.form", slug=slug, held_on=held_on))


@blueprint.get("/my/absence")
@signed_in
def absence() -> Response:
    """When she is away, and who stands in."""
    return _absence_page()


@blueprint.post("/my/absence")
@signed_in
def be_away() -> AnyResponse:
    """Set it."""
    try:
        set_own_absence(database(), current_person(), request.form, now=now())
    except FieldProblems as error:
        return _absence_page(error.problems)
    flash(_("Sparat. Under tiden går påminnelserna till din ersättare."))
    return redirect(url_for("my.absence"), code=303)


@blueprint.post("/my/absence/<int:absence_id>/end")
@signed_in
def come_back(absence_id: int) -> AnyResponse:
    """Take it back."""
    end_own_absence(database(), current_person(), absence_id, now=now())
    flash(_("Frånvaron är borttagen. Påminnelserna går till dig."))
    return redirect(url_for("my.absence"), code=303)


@blueprint.get("/my/calendar")
@signed_in
def calendar() -> str:
    """The secret address of the feed."""
    return render_template(
        "pages/my_calendar.html", feed=own_feed_url(database(), settings(), wiring().key, current_person().id)
    )


@blueprint.post("/my/calendar")
@signed_in
def revoke() -> AnyResponse:
    """A new address; the one before stops holding."""
    revoke_feed(database(), current_person(), actor=current_actor(), now=now())
    flash(_("Kalendern har fått en ny adress. Den gamla gäller inte längre."))
    return redirect(url_for("my.calendar"), code=303)


def _own(slug: str, held_on: date) -> LinkHolder:
    return own_form(database(), current_person(), slug, held_on, settings=settings(), today=today())


def _absence_page(problems: dict[str, str] | None = None) -> Response:
    page = absence_page(database(), current_person(), today=today())
    html = render_template("pages/my_absence.html", page=page, typed=request.form, problems=problems or {})
    return make_response(html, 422 if problems else 200)
