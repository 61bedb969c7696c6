"""The link that signs in once. GET changes nothing: mail scanners follow links (DESIGN 5)."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.services.sign_in import redeem
from tracker.web.current import database, now
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in/<token>")
def show(token: str) -> Response:
    """A button."""
    return keep_out_of_caches(make_response(render_template("pages/sign_in.html", token=token)))


@blueprint.post("/sign-in/<token>")
def enter(token: str) -> AnyResponse:
    """Sign in whom the link is for, in a session of her own."""
    person = redeem(database(), token, now=now())
    session.clear()
    session["person_id"] = person.id
    flash(f"Du är inloggad som {person.name}.")
    return redirect(url_for("committees.index"), code=303)
