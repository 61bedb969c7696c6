"""A meeting's page and its follow-up."""

from datetime import date

from flask import Blueprint, Flask, render_template
from werkzeug.routing import BaseConverter, ValidationError

from tracker.domain.permission import Permission
from tracker.services.follow_ups import said_in
from tracker.services.meeting_page import SummaryPage, meeting_page, summary_page
from tracker.services.secretary_desk import secretary_desk
from tracker.web.access import may, needs
from tracker.web.current import database, settings, today

blueprint = Blueprint("meetings", __name__)
_SECRETARYS = (
    Permission.EDIT_MEETINGS,
    Permission.REMIND_NOW,
    Permission.FREEZE_SUMMARY,
    Permission.SEND_SUMMARY,
)


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
    """What is due to the meeting, what is in, and who is missing; for the secretary also what she can do."""
    page = meeting_page(database(), settings(), slug, held_on, today=today())
    desk = None
    if any(may(each, page.committee.id) for each in _SECRETARYS):
        desk = secretary_desk(database(), settings(), page.meeting, today=today())
    return render_template("pages/meeting.html", page=page, desk=desk, today=today())


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/summary")
@needs(Permission.READ)
def summary(slug: str, held_on: date) -> str:
    """The follow-up as it was frozen last."""
    return _summary(summary_page(database(), settings(), slug, held_on))


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/summary/<int:version>")
@needs(Permission.READ)
def summary_version(slug: str, held_on: date, version: int) -> str:
    """One version of it."""
    return _summary(summary_page(database(), settings(), slug, held_on, version=version))


def _summary(page: SummaryPage) -> str:
    summary = page.frozen.summary
    return render_template("pages/summary.html", page=page, summary=summary, said=said_in(settings(), summary))
