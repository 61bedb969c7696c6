"""Reading a plan in out of a document: the file, what was read beside where it stands, and saving it."""

from pathlib import PurePosixPath, PureWindowsPath

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.errors import UnreadableDocument
from tracker.language import gettext as _
from tracker.services.finding import find_committee
from tracker.services.plan_saving import Source
from tracker.services.plan_uploads import keep_upload, save_upload, upload_preview
from tracker.web.access import current_actor, current_person, may, needs
from tracker.web.current import database, now, today

blueprint = Blueprint("plan_reading", __name__)
_ANSWER = "answer-"


@blueprint.get("/committees/<slug>/plans/read")
@needs(Permission.EDIT_PLAN)
def show(slug: str) -> Response:
    """A field for the file."""
    return _page(slug)


@blueprint.post("/committees/<slug>/plans/read")
@needs(Permission.EDIT_PLAN)
def send(slug: str) -> AnyResponse:
    """Keep the file and show what was read; nothing is a plan before that is looked at."""
    file = request.files.get("document")
    if file is None or not file.filename:
        return _page(slug, _("Välj filen med planen."))
    name = PurePosixPath(PureWindowsPath(file.filename).name).name[:200]
    try:
        upload_id = keep_upload(database(), slug, Source(name, file.read()), person_id=current_person().id, now=now())
    except UnreadableDocument as error:
        return _page(slug, str(error))
    return redirect(url_for("plan_reading.preview", slug=slug, upload_id=upload_id), code=303)


@blueprint.get("/committees/<slug>/plans/read/<int:upload_id>")
@needs(Permission.EDIT_PLAN)
def preview(slug: str, upload_id: int) -> Response:
    """What was read, where it stands, and what is asked."""
    return _preview(slug, upload_id, {})


@blueprint.post("/committees/<slug>/plans/read/<int:upload_id>")
@needs(Permission.EDIT_PLAN)
def save(slug: str, upload_id: int) -> AnyResponse:
    """Read it again with the answers, or save it as a plan."""
    answers = {key.removeprefix(_ANSWER): value for key, value in request.form.items() if key.startswith(_ANSWER)}
    answers = {key: value for key, value in answers.items() if value}
    if request.form.get("action") != "save":
        return _preview(slug, upload_id, answers)
    plan_slug = save_upload(database(), slug, upload_id, answers=answers, actor=current_actor(), now=now())
    flash(_("Planen är inläst och sparad."))
    return redirect(url_for("plans.show", slug=plan_slug), code=303)


def _page(slug: str, problem: str = "") -> Response:
    page = render_template(
        "pages/plan_read.html",
        committee=find_committee(database(), slug),
        problems={"document": problem} if problem else {},
    )
    return make_response(page, 422 if problem else 200)


def _preview(slug: str, upload_id: int, answers: dict[str, str]) -> Response:
    person_id = current_person().id
    page = upload_preview(database(), slug, upload_id, person_id=person_id, answers=answers, today=today())
    readable = page.known is not None and may(Permission.READ, page.known.committee_id)
    return make_response(
        render_template("pages/plan_read_preview.html", page=page, answers=answers, known_is_readable=readable)
    )
