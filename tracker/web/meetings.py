"""A meeting's page and its follow-up."""

from datetime import date

from flask import Blueprint, Flask, render_template
from werkzeug.routing import BaseConverter, ValidationError

from tracker.domain.permission import Permission
from tracker.services.meeting_page import meeting_page, summary_page
from tracker.web.access import needs
from tracker.web.current import database, settings, today

blueprint = Blueprint("meetings", __name__)


class DateConverter(BaseConverter):
    """A date in an address, as 2019-06-12. What is none leads to no page."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date) -> str:
        return value.isoformat()


def know_dates(app: Flask) -> None:
    """Let addresses hold dates."""
    app.url_map.converters["date"] = DateConverter


@blueprint.get("/committees/<slug>/meetings/<date:held_on>")
@needs(Permission.READ)
def show(slug: str, held_on: date) -> str:
    """What is due to the meeting, what is in, and who is missing."""
    page = meeting_page(database(), settings(), slug, held_on, today=today())
    return render_template("pages/meeting.html", page=page, today=today())


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/summary")
@needs(Permission.READ)
def summary(slug: str, held_on: date) -> str:
    """The follow-up as it was frozen."""
    page = summary_page(database(), settings(), slug, held_on)
    return render_template("pages/summary.html", page=page, summary=page.frozen.summary)
