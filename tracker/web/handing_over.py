"""Handing a measure over."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import gettext as _
from tracker.services.form_reading import FieldProblems
from tracker.services.handing_over import hand_over, hand_over_page
from tracker.web.access import current_access, needs
from tracker.web.current import database, now, today

blueprint = Blueprint("handing_over", __name__)


@blueprint.get("/plans/<slug>/measures/<number>/hand-over")
@needs(Permission.HAND_OVER)
def show(slug: str, number: str) -> Response:
    """To whom."""
    return _page(slug, number)


@blueprint.post("/plans/<slug>/measures/<number>/hand-over")
@needs(Permission.HAND_OVER)
def give(slug: str, number: str) -> AnyResponse:
    """It is the other's from now on."""
    to = request.form.get("to", "")
    try:
        new = hand_over(database(), current_access(), slug, number, to, now=now())
    except FieldProblems as error:
        return _page(slug, number, to=to, problems=error.problems)
    flash(_("%(name)s ansvarar nu och får nästa påminnelse.", name=new.name))
    return redirect(url_for("measures.show", slug=slug, number=number), code=303)


def _page(slug: str, number: str, *, to: str = "", problems: dict[str, str] | None = None) -> Response:
    page = hand_over_page(database(), current_access(), slug, number, today=today())
    html = render_template("pages/hand_over.html", page=page, to=to, problems=problems or {})
    return make_response(html, 422 if problems else 200)
