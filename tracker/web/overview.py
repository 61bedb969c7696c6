"""All committees' plans side by side."""

from flask import Blueprint, render_template, request

from tracker.services.access import readable_committees
from tracker.services.overview import municipality_overview
from tracker.services.overview_tables import overview_tables
from tracker.web.access import current_access, signed_in
from tracker.web.current import database, today

blueprint = Blueprint("overview", __name__)


@blueprint.get("/overview")
@signed_in
def show() -> str:
    """The plans of every committee that she may read; of one year where the address says so."""
    only = {each.id for each in readable_committees(database(), current_access())}
    found = municipality_overview(database(), today=today(), only=only)
    years = sorted({each.year for each in found.sums}, reverse=True)
    year = request.args.get("year", type=int)
    year = year if year in years else None
    plans = [(each.committee, plan) for each in found.committees for plan in each.plans]
    tables = overview_tables(plans, [each for each in found.sums if year in (None, each.year)])
    return render_template("pages/overview.html", tables=tables, years=years, year=year, committees=len(only))
