"""tracker export: a plan as a file, or its committee's calendar."""

import click

from tracker.commands.files import deliver
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command, Option
from tracker.commands.values import OneOf
from tracker.services.exporting import PlanForm, export_calendar_of_plan, export_plan

_CALENDAR = "ics"
_FORMS = {each.value: each.value for each in PlanForm} | {_CALENDAR: _CALENDAR}


@click.command(
    cls=Command,
    help="Skriv ut planen som Excel, CSV, Word eller PDF, eller nämndens sammanträden som kalenderfil (ics).",
    example="  tracker export atgardsplan-2019 --format xlsx --output plan.xlsx\n"
    "  tracker export atgardsplan-2019 --format csv --output - | head",
)
@click.argument("plan", metavar="PLAN")
@click.option(
    "--format", "form", cls=Option, type=OneOf(_FORMS), metavar="FORM", required=True, help=f"{', '.join(_FORMS)}."
)
@click.option("--output", metavar="FIL", help="Filen som skrivs; - är stdout. Annars planens namn i mappen du står i.")
@with_session
def command(session: Session, plan: str, *, form: str, output: str | None) -> None:
    """Changes nothing in the database."""
    with session.opened() as db:
        now = session.clock.now()
        if form == _CALENDAR:
            exported = export_calendar_of_plan(db, session.settings, plan, now=now)
        else:
            exported = export_plan(db, session.settings, plan, PlanForm(form), now=now)
    deliver(exported, output)
