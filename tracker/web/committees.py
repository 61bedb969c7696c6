"""The first page, and a committee's."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.services.committee_page import committee_page, every_committee
from tracker.web.current import database, settings, today

blueprint = Blueprint("committees", __name__)


@blueprint.get("/")
def index() -> str | Response:
    """The only committee's page, else a list of them; in an empty installation, what to do first."""
    known = every_committee(database())
    if len(known) == 1:
        return redirect(url_for("committees.show", slug=known[0].slug))
    return render_template("pages/committees.html", committees=known)


@blueprint.get("/committees/<slug>")
def show(slug: str) -> str:
    """How the committee's plans stand, its next meeting, and who is missing."""
    page = committee_page(database(), settings(), slug, today=today())
    return render_template("pages/committee.html", page=page, today=today())
