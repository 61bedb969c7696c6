"""tracker leave: somebody's last day."""

from datetime import date

import click

from tracker.commands.output import json_option, print_json
from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command, Option
from tracker.commands.values import Day
from tracker.domain.dates import long_date
from tracker.services.absences import leave
from tracker.services.finding import find_person
from tracker.services.leavers import leavers


@click.command(
    cls=Command,
    help="Någon slutar: efter den sista dagen får hon inga e-brev. De återrapporter som då saknar ansvarig listas, och "
    "nämndsekreteraren får veta vilka de är.",
    example="  tracker leave eva.ek@kommun.example --on 2019-08-31",
)
@click.argument("email", metavar="ADRESS")
@click.option("--on", "last_day", cls=Option, type=Day(), metavar="DATUM", required=True, help="Sista dagen.")
@json_option
@with_session
def command(session: Session, email: str, *, last_day: date, as_json: bool) -> None:
    """The same day again changes nothing."""
    with session.opened() as db:
        person = find_person(db, email)
        already = person.left_on == last_day
        if not already:
            leave(db, person, last_day=last_day, actor=ACTOR, now=session.clock.now())
        listed = [
            report
            for each in leavers(db, session.settings, session.clock.today())
            if each.person.id == person.id
            for report in each.open_reports
        ]
    if as_json:
        print_json(
            [{"measure": each.measure, "plan": each.plan, "meeting": each.held_on.isoformat()} for each in listed]
        )
        return
    click.echo(f"{person.name} slutar{' redan' if already else ''} {long_date(last_day)}.")
    if not listed:
        click.echo("Inga återrapporter blir utan ansvarig.")
        return
    click.echo("Återrapporter utan ansvarig efter det; utse någon med: tracker assign")
    for each in listed:
        click.echo(f"  {each.held_on}  {each.measure} ({each.plan})")
