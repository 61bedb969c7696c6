"""What is published, for anybody: no sign-in, no cookie, and search engines may come. And the button that publishes."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import gettext as _
from tracker.services.follow_ups import said_in
from tracker.services.public_page import PublicPage, public_page
from tracker.services.publishing import set_public
from tracker.web.access import current_actor, needs, open_to_all
from tracker.web.current import database, now, settings

blueprint = Blueprint("public", __name__)
_ROBOTS = "User-agent: *\nAllow: /public/\nAllow: /static/\nAllow: /look/\nDisallow: /\n"


@blueprint.get("/public/plans/<slug>")
@open_to_all
def show(slug: str) -> str:
    """The latest frozen follow-up."""
    return _page(public_page(database(), slug))


@blueprint.get("/public/plans/<slug>/<date:held_on>")
@open_to_all
def follow_up(slug: str, held_on: date) -> str:
    """The one to that meeting."""
    return _page(public_page(database(), slug, held_on))


@blueprint.get("/robots.txt")
@open_to_all
def robots() -> Response:
    """Where search engines may go."""
    return Response(_ROBOTS, content_type="text/plain; charset=utf-8")


@blueprint.post("/plans/<slug>/publish")
@needs(Permission.PUBLISH)
def publish(slug: str) -> AnyResponse:
    """Publish the plan, or take it back."""
    public = request.form.get("public") == "yes"
    set_public(database(), slug, public=public, actor=current_actor(), now=now())
    flash(
        _("Planens frysta uppföljningar är publika.") if public else _("Planens uppföljningar är inte längre publika.")
    )
    return redirect(url_for("plans.show", slug=slug, _anchor="publish"), code=303)


def _page(page: PublicPage) -> str:
    said = None if page.shown is None else said_in(settings(), page.shown.summary)
    return render_template("pages/public_plan.html", page=page, said=said)
