"""A person's calendar feed behind its secret address: for calendar programs, which have no session."""

from flask import Blueprint, Response

from tracker.services.calendars import feed, feed_holder
from tracker.web.access import open_to_all
from tracker.web.current import database, settings, today, wiring

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/calendar/<token>.ics")
@open_to_all
def show(token: str) -> Response:
    """The feed as it stands."""
    person = feed_holder(database(), wiring().key, token, today=today())
    content = feed(database(), settings(), person, key=wiring().key, today=today())
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
