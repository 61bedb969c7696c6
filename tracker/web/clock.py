"""The clock of an example: what happens next, and moving to it."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.permission import Permission
from tracker.language import gettext as _
from tracker.services.example import move_to_next_event, next_event
from tracker.services.example_time import example_clock_of
from tracker.web.access import open_in_example
from tracker.web.current import database, now, settings
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("clock", __name__)


@blueprint.get("/clock")
@open_in_example(Permission.SEE_LEDGER)
def show() -> Response:
    """When it is in the example and what happens next. Without an example, that the clock cannot be moved."""
    clock = example_clock_of(settings())
    upcoming = next_event(database(), settings(), clock) if clock else None
    page = render_template("pages/clock.html", movable=clock is not None, upcoming=upcoming, now=now())
    return keep_out_of_caches(make_response(page))


@blueprint.post("/clock")
@open_in_example(Permission.TEST_MAIL)
def move() -> AnyResponse:
    """Let the next event happen."""
    happened = move_to_next_event(settings())
    flash(_("Det här har hänt: %(label)s.", label=happened.label) if happened else _("Inget mer händer i exemplet."))
    return redirect(url_for("clock.show"), code=303)
