"""Plans, follow-ups and calendars as files."""

from datetime import date

from flask import Blueprint, Response

from tracker.domain.permission import Permission
from tracker.services.exporting import (
    Exported,
    PlanForm,
    SummaryForm,
    export_calendar,
    export_plan,
    export_summary,
)
from tracker.services.finding import find_committee
from tracker.web.access import needs
from tracker.web.current import database, now, settings
from tracker.web.security import keep_out_of_caches

blueprint = Blueprint("exports", __name__)


@blueprint.get("/plans/<slug>/export.<any(xlsx, csv, docx, pdf):form>")
@needs(Permission.EXPORT)
def plan(slug: str, form: str) -> Response:
    """The plan as it stands."""
    return _file(export_plan(database(), settings(), slug, PlanForm(form), now=now()))


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/summary.<any(docx, pdf):form>")
@needs(Permission.EXPORT)
def summary(slug: str, held_on: date, form: str) -> Response:
    """The newest frozen follow-up."""
    return _file(export_summary(database(), settings(), slug, held_on, SummaryForm(form)))


@blueprint.get("/committees/<slug>/meetings/<date:held_on>/summary/<int:version>.<any(docx, pdf):form>")
@needs(Permission.EXPORT)
def summary_version(slug: str, held_on: date, version: int, form: str) -> Response:
    """One frozen version of it."""
    return _file(export_summary(database(), settings(), slug, held_on, SummaryForm(form), version=version))


@blueprint.get("/committees/<slug>/meetings.ics")
@needs(Permission.EXPORT)
def meetings(slug: str) -> Response:
    """The committee's meetings and deadlines."""
    return _file(export_calendar(database(), settings(), find_committee(database(), slug), now=now()))


def _file(exported: Exported) -> Response:
    """To be saved and not shown: what is in it is text that somebody wrote."""
    response = Response(exported.content, content_type=exported.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{exported.name}"'
    return keep_out_of_caches(response)
