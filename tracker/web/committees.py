"""The first page, and a committee's."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.domain.permission import Permission
from tracker.services.access import readable_committees
from tracker.services.committee_page import committee_page, every_committee
from tracker.services.my_measures import MyMeeting
from tracker.services.own_due import own_due
from tracker.services.secretary_desk import committee_leavers
from tracker.web.access import current_access, may, needs, signed_in
from tracker.web.current import database, settings, today

blueprint = Blueprint("committees", __name__)


@blueprint.get("/")
@signed_in
def index() -> str | Response:
    """The only committee's page, else a list of those that she may read; in an empty installation, what to do first."""
    known = readable_committees(database(), current_access())
    if len(known) == 1:
        return redirect(url_for("committees.show", slug=known[0].slug))
    empty = not every_committee(database())
    return render_template("pages/committees.html", committees=known, empty=empty, due=_due(), today=today())


@blueprint.get("/committees/<slug>")
@needs(Permission.READ)
def show(slug: str) -> str:
    """How the committee's plans stand, its next meeting, and who is missing."""
    page = committee_page(database(), settings(), slug, today=today())
    hands_over = may(Permission.EDIT_MEETINGS, page.committee.id)
    leavers = committee_leavers(database(), settings(), page.committee.id, today=today()) if hands_over else []
    return render_template("pages/committee.html", page=page, leavers=leavers, due=_due(), today=today())


def _due() -> MyMeeting | None:
    return own_due(database(), settings(), current_access().person, today=today())
