"""A plan in pictures."""

from flask import Blueprint, render_template

from tracker.domain.permission import Permission
from tracker.services.bridge_drawing import BAR_HEIGHT
from tracker.services.forecast_drawing import HEIGHT
from tracker.services.picture_page import picture_page
from tracker.web.access import needs
from tracker.web.current import database, settings, today

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/plans/<slug>/pictures")
@needs(Permission.READ)
def show(slug: str) -> str:
    """The bridge from target to gap and the forecast over the meetings, each with its table."""
    page = picture_page(database(), settings(), slug, today=today())
    return render_template("pages/pictures.html", page=page, bar_height=BAR_HEIGHT, column_height=HEIGHT)
