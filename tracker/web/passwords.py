"""Signing in with a password, and setting, changing and removing one's own."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.password import SHORTEST
from tracker.language import gettext as _
from tracker.services.passwords import (
    WeakPassword,
    WrongPassword,
    has_password,
    remove_password,
    set_password,
    sign_in_by_password,
)
from tracker.web.access import current_person, current_session, open_to_all, signed_in
from tracker.web.current import database
from tracker.web.limits import attempted
from tracker.web.next_page import local_path
from tracker.web.security import keep_out_of_caches
from tracker.web.session import enter, visit

blueprint = Blueprint("passwords", __name__)


@blueprint.get("/sign-in/password")
@open_to_all
def show() -> Response:
    """Address and password."""
    return _sign_in_page(local_path(request.args.get("next")))


@blueprint.post("/sign-in/password")
@open_to_all
def use() -> AnyResponse:
    """Sign in, or say that the two do not belong together."""
    email, next_path = request.form.get("email", ""), local_path(request.form.get("next"))
    attempted(email)
    try:
        entry = sign_in_by_password(database(), email, request.form.get("password", ""), visit(), next_path=next_path)
    except WrongPassword as error:
        return _sign_in_page(next_path, email=email, problem=str(error))
    return enter(entry)


@blueprint.get("/account/password")
@signed_in
def own() -> Response:
    """One field; a button to remove the password where there is one."""
    return _own_page()


@blueprint.post("/account/password")
@signed_in
def change() -> AnyResponse:
    """Set or change it."""
    try:
        set_password(database(), current_session(), request.form.get("password", ""), visit())
    except WeakPassword as error:
        return _own_page(str(error))
    flash(_("Lösenordet är sparat. Du är utloggad överallt utom här."))
    return redirect(url_for("account.show"), code=303)


@blueprint.post("/account/password/remove")
@signed_in
def remove() -> AnyResponse:
    """Sign in without one from now on."""
    remove_password(database(), current_session(), visit())
    flash(_("Lösenordet är borttaget. Logga in med en länk i e-post nästa gång."))
    return redirect(url_for("account.show"), code=303)


def _sign_in_page(next_path: str, *, email: str = "", problem: str = "") -> Response:
    page = render_template("pages/sign_in_password.html", next_path=next_path, email=email, problem=problem)
    response = keep_out_of_caches(make_response(page))
    response.status_code = 422 if problem else 200
    return response


def _own_page(problem: str = "") -> Response:
    page = render_template(
        "pages/account_password.html",
        problem=problem,
        has_password=has_password(database(), current_person()),
        fresh=current_session().is_fresh(visit().at),
        shortest=SHORTEST,
        email=current_person().email,
    )
    response = make_response(page)
    response.status_code = 422 if problem else 200
    return response
