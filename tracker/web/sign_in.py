"""Signing in: the page, the link by e-mail, and the people of the example.

Opening a link changes nothing (mail scanners do it): only the button on its page signs in (DESIGN 5).
"""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.language import gettext as _
from tracker.services.example_people import example_people, sign_in_as
from tracker.services.sign_in import ask_for_link, sign_in_by_link
from tracker.web.access import open_to_all
from tracker.web.current import database, now, settings
from tracker.web.limits import attempted, link_asked_for
from tracker.web.next_page import local_path
from tracker.web.security import keep_out_of_caches
from tracker.web.session import enter, visit

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
@open_to_all
def show() -> Response:
    """The ways to sign in; in an example, its people."""
    return _page(local_path(request.args.get("next")))


@blueprint.post("/sign-in")
@open_to_all
def ask() -> AnyResponse:
    """Take down who asks for a link. The answer is the same whether anybody has the address or not."""
    email, next_path = request.form.get("email", "").strip(), local_path(request.form.get("next"))
    if "@" not in email or not email.isprintable():
        return _page(
            next_path, email=email, problem=_("Skriv din e-postadress, till exempel anna.berg@kommun.example.")
        )
    link_asked_for(email)
    ask_for_link(database(), email, next_path=next_path, now=now())
    return redirect(url_for("sign_in.sent"), code=303)


@blueprint.get("/sign-in/sent")
@open_to_all
def sent() -> Response:
    """What happens next, where anybody has the address."""
    page = render_template("pages/sign_in_sent.html", minutes=settings().sign_in.link_minutes)
    return keep_out_of_caches(make_response(page))


@blueprint.get("/sign-in/<token>")
@open_to_all
def link(token: str) -> Response:
    """A button."""
    return keep_out_of_caches(make_response(render_template("pages/sign_in_link.html", token=token)))


@blueprint.post("/sign-in/<token>")
@open_to_all
def use_link(token: str) -> AnyResponse:
    """Sign in whom the link is for."""
    attempted()
    return enter(sign_in_by_link(database(), token, visit()))


@blueprint.post("/sign-in/example")
@open_to_all
def be_example_person() -> AnyResponse:
    """Sign in as one of the people of the example."""
    person_id = request.form.get("person", type=int) or 0
    next_path = local_path(request.form.get("next"))
    return enter(sign_in_as(database(), settings(), person_id, visit(), next_path=next_path))


def _page(next_path: str, *, email: str = "", problem: str = "") -> Response:
    page = render_template(
        "pages/sign_in.html",
        next_path=next_path,
        email=email,
        problem=problem,
        people=example_people(database(), settings(), visit()),
        oidc=settings().oidc,
    )
    response = keep_out_of_caches(make_response(page))
    response.status_code = 422 if problem else 200
    return response
