"""A plan's page."""

from flask import Blueprint, render_template, request

from tracker.domain.permission import Permission
from tracker.domain.status import Status
from tracker.services.plan_page import plan_page
from tracker.services.plan_table import Wanted
from tracker.services.publishing import published_since
from tracker.web.access import needs
from tracker.web.current import database, settings, today

blueprint = Blueprint("plans", __name__)


@blueprint.get("/plans/<slug>")
@needs(Permission.READ)
def show(slug: str) -> str:
    """The plan with its measures, or those of one owner or status."""
    page = plan_page(database(), settings(), slug, wanted=_wanted(), today=today())
    since = published_since(database(), page.plan.id)
    return render_template("pages/plan.html", page=page, today=today(), statuses=Status, published_since=since)


def _wanted() -> Wanted:
    """What the address asks for; what it asks in no known way is not asked for."""
    status = request.args.get("status", "")
    return Wanted(
        owner_id=request.args.get("owner", type=int),
        status=Status(status) if status in set(Status) else None,
    )
