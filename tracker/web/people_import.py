"""People out of a CSV file, uploaded or pasted: all of them or nobody."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import gettext as _
from tracker.language import ngettext
from tracker.services.form_reading import FieldProblems
from tracker.services.people_import import import_people
from tracker.services.people_rows import RowFault, RowsRefused
from tracker.services.people_upload import csv_text, offered_committees, wanted_committee
from tracker.web.access import current_actor, needs
from tracker.web.current import database, now

blueprint = Blueprint("people_import", __name__)


@blueprint.get("/administration/people/import")
@needs(Permission.EDIT_PEOPLE)
def show() -> Response:
    """A file, or a text."""
    return _page("")


@blueprint.post("/administration/people/import")
@needs(Permission.EDIT_PEOPLE)
def take() -> AnyResponse:
    """Read all the rows; where one is wrong nothing is saved, and the text stays to be put right."""
    file, pasted = request.files.get("file"), request.form.get("text", "")
    text = pasted
    try:
        text = csv_text(file.read() if file else b"", pasted)
        committee = wanted_committee(database(), request.form.get("committee", ""))
        done = import_people(database(), text, committee=committee, actor=current_actor(), now=now())
    except FieldProblems as error:
        return _page(text, problems=error.problems)
    except RowsRefused as refused:
        wrong = ngettext(
            "%(num)s fel i raderna. Inget sparades.",
            "%(num)s fel i raderna. Inget sparades.",
            len(refused.faults),
        )
        return _page(text, problems={"text": wrong}, faults=refused.faults)
    flash(
        _(
            "%(added)s nya, %(changed)s ändrade, %(unchanged)s oförändrade.",
            added=done.added,
            changed=done.changed,
            unchanged=done.unchanged,
        )
    )
    return redirect(url_for("people.index"), code=303)


def _page(text: str, *, problems: dict[str, str] | None = None, faults: tuple[RowFault, ...] = ()) -> Response:
    html = render_template(
        "pages/people_import.html",
        text=text,
        chosen=request.form.get("committee", ""),
        committees=offered_committees(database()),
        problems=problems or {},
        faults=faults,
    )
    return make_response(html, 422 if problems else 200)
