"""A measure's page."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.measure import Measure
from tracker.domain.permission import Permission
from tracker.services.measure_page import measure_page
from tracker.web.access import needs
from tracker.web.current import database, settings, today

blueprint = Blueprint("measures", __name__)


@blueprint.get("/plans/<slug>/measures/<number>")
@needs(Permission.READ)
def show(slug: str, number: str) -> str | Response:
    """The measure with its history and reports. A part of one is shown on the page of what it is a part of."""
    page = measure_page(database(), settings(), slug, number, today=today())
    if isinstance(page, Measure):
        return redirect(url_for("measures.show", slug=slug, number=page.number, _anchor=number))
    return render_template("pages/measure.html", page=page, today=today())
