"""The administrator's page of committees: a new one, and another name."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import gettext as _
from tracker.services.committee_editing import LONGEST_NAME, add_committee, committee_by_id, rename_committee
from tracker.services.committee_page import every_committee
from tracker.services.form_reading import FieldProblems
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now

blueprint = Blueprint("committee_editing", __name__)


@blueprint.get("/administration/committees")
@needs(Permission.EDIT_SITE)
def index() -> Response:
    """All of them, and a field for a new one."""
    return _index()


@blueprint.post("/administration/committees")
@needs(Permission.EDIT_SITE)
def add() -> AnyResponse:
    """Add it."""
    try:
        committee = add_committee(database(), request.form, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _index(error.problems)
    flash(_("%(committee)s är tillagd.", committee=committee.name))
    return redirect(url_for("committee_editing.index"), code=303)


@blueprint.get("/administration/committees/<int:committee_id>")
@needs(Permission.EDIT_SITE)
def edit(committee_id: int) -> Response:
    """Its name."""
    return _edit(committee_id)


@blueprint.post("/administration/committees/<int:committee_id>")
@needs(Permission.EDIT_SITE)
def save(committee_id: int) -> AnyResponse:
    """Save its name."""
    try:
        rename_committee(database(), committee_id, request.form, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _edit(committee_id, error.problems)
    flash(_("Sparat."))
    return redirect(url_for("committee_editing.index"), code=303)


def _index(problems: dict[str, str] | None = None) -> Response:
    return _page(problems, committees=every_committee(database()), committee=None)


def _edit(committee_id: int, problems: dict[str, str] | None = None) -> Response:
    return _page(problems, committees=(), committee=committee_by_id(database(), committee_id))


def _page(problems: dict[str, str] | None, **values: object) -> Response:
    typed = request.form.get("name", "") if problems else None
    html = render_template(
        "pages/committees_edit.html", problems=problems or {}, typed=typed, longest=LONGEST_NAME, **values
    )
    return make_response(html, 422 if problems else 200)
