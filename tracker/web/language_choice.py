"""Choosing the language to read in.

A stranger's link sets a cookie and changes nothing else, so that pages without a form need no session. Whoever is
signed in chooses with a form: her choice is kept, and goes for her letters too.
"""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from tracker.language import gettext as _
from tracker.language import speak
from tracker.services.own_language import choose_language
from tracker.web.access import current_actor, current_person, open_to_all, signed_in
from tracker.web.current import database, now
from tracker.web.language import cookie_name
from tracker.web.look import look
from tracker.web.next_page import local_path

blueprint = Blueprint("language", __name__)
_YEAR = 365 * 24 * 3600


@blueprint.get("/language/<code>")
@open_to_all
def remember(code: str) -> Response:
    """Read on in that language, in this browser."""
    if code not in look().languages:
        abort(404)
    response = redirect(local_path(request.args.get("next")) or url_for("committees.index"), code=303)
    name = cookie_name()
    response.set_cookie(name, code, _YEAR, samesite="Lax", httponly=True, secure=name.startswith("__Host-"))
    return response


@blueprint.post("/account/language")
@signed_in
def choose() -> Response:
    """One's own language, kept; "" goes back to the municipality's."""
    code = request.form.get("language", "")
    if code and code not in look().languages:
        abort(400)
    choose_language(database(), current_person(), code, actor=current_actor(), now=now())
    speak(code or look().languages[0])
    flash(_("Språket är ändrat. Brev till dig skrivs också på det."))
    return redirect(local_path(request.form.get("next")) or url_for("account.show"), code=303)
