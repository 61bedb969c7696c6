"""Reading a plan in out of a document: the file, what was read beside where it stands, and saving it."""

from pathlib import PurePosixPath, PureWindowsPath

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.errors import UnreadableDocument
from tracker.language import gettext as _
from tracker.language import told
from tracker.services.access import committees_with
from tracker.services.finding import find_committee
from tracker.services.meanwhile import Edit
from tracker.services.plan_saving import Source
from tracker.services.plan_uploads import NotReady, keep_upload, save_upload, upload_preview
from tracker.services.upload_page import Sent, UploadPreview
from tracker.web.access import current_access, current_actor, current_person, may, needs
from tracker.web.current import database, now, today

blueprint = Blueprint("plan_reading", __name__)
_ANSWER, _SHOWN, _SETTLED = _PREFIXES = ("answer-", "shown-", "settled-")
_OTHERS = ("csrf_token", "action")


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
        return _page(slug, told(error.sentence))
    return redirect(url_for("plan_reading.preview", slug=slug, upload_id=upload_id), code=303)


@blueprint.get("/committees/<slug>/plans/read/<int:upload_id>")
@needs(Permission.EDIT_PLAN)
def preview(slug: str, upload_id: int) -> Response:
    """What was read, where it stands, and what is asked."""
    return _preview(_sent_page(slug, upload_id, Sent()))


@blueprint.post("/committees/<slug>/plans/read/<int:upload_id>")
@needs(Permission.EDIT_PLAN)
def save(slug: str, upload_id: int) -> AnyResponse:
    """Show it again with what was answered and put right, or save it as a plan."""
    page = _sent_page(slug, upload_id, _sent())
    if request.form.get("action") != "save":
        return _preview(page)
    try:
        plan_slug = save_upload(database(), page, actor=current_actor(), now=now())
    except NotReady as error:
        return _preview(error.page, 422)
    flash(_("Planen är inläst och sparad."))
    return redirect(url_for("plans.show", slug=plan_slug), code=303)


def _page(slug: str, problem: str = "") -> Response:
    page = render_template(
        "pages/plan_read.html",
        committee=find_committee(database(), slug),
        problems={"document": problem} if problem else {},
    )
    return make_response(page, 422 if problem else 200)


def _sent() -> Sent:
    """What came with the form, by what each field's name begins with."""
    form = {name: value for name, value in request.form.items() if name not in _OTHERS}

    def of(prefix: str) -> dict[str, str]:
        return {name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)}

    answers = {key: value.strip() for key, value in of(_ANSWER).items() if value.strip()}
    typed = {name: value for name, value in form.items() if not name.startswith(_PREFIXES)}
    return Sent(answers, Edit(typed, of(_SHOWN)), frozenset(of(_SETTLED)))


def _sent_page(slug: str, upload_id: int, sent: Sent) -> UploadPreview:
    offered = committees_with(database(), current_access(), Permission.EDIT_PLAN)
    person_id = current_person().id
    return upload_preview(database(), slug, upload_id, sent, person_id=person_id, offered=offered, today=today())


def _preview(page: UploadPreview, status: int = 200) -> Response:
    readable = page.known is not None and may(Permission.READ, page.known.committee_id)
    html = render_template("pages/plan_read_preview.html", page=page, known_is_readable=readable)
    return make_response(html, 422 if page.problems else status)
