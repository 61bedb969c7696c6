"""One's own page: who one is here, where one is signed in, and signing out."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.language import LANGUAGES
from tracker.language import gettext as _
from tracker.services.access import readable_committees
from tracker.services.passwords import has_password
from tracker.services.sessions import end_every_session, end_session, open_sessions
from tracker.web.access import current_access, current_person, current_session, signed_in
from tracker.web.current import database
from tracker.web.session import leave, visit

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@signed_in
def show() -> str:
    """Name, roles by committee, open sessions."""
    access = current_access()
    return render_template(
        "pages/account.html",
        access=access,
        committees=readable_committees(database(), access),
        sessions=open_sessions(database(), access.person, visit()),
        this=current_session(),
        languages=LANGUAGES,
        has_password=has_password(database(), access.person),
    )


@blueprint.post("/account/sessions/<int:session_id>/end")
@signed_in
def end(session_id: int) -> Response:
    """Sign out of one of one's own sessions."""
    end_session(database(), current_person(), session_id, visit())
    if session_id == current_session().id:
        return leave()
    flash(_("Inloggningen är avslutad."))
    return redirect(url_for("account.show"), code=303)


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Out of this session."""
    end_session(database(), current_person(), current_session().id, visit())
    return leave()


@blueprint.post("/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    """Out of every session, this one too."""
    end_every_session(database(), current_person(), visit())
    return leave()
