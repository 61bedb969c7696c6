"""tracker withdraw: a report is taken back."""

from datetime import date

import click

from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command, Option
from tracker.commands.values import Day
from tracker.domain.dates import full_date
from tracker.errors import Refused
from tracker.services.finding import find_measure, find_meeting, find_plan
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import due_reports
from tracker.services.withdrawing import withdraw
from tracker.store import people


@click.command(
    cls=Command,
    help="Ta tillbaka en återrapport som blev fel: den väntas igen, summorna blir som före den, och den ansvariga "
    "påminns på nytt. Historien visar både den och att den togs tillbaka.",
    example="  tracker withdraw atgardsplan-2019 2 --meeting 2019-06-12",
)
@click.argument("plan", metavar="PLAN")
@click.argument("number", metavar="NUMMER")
@click.option("--meeting", cls=Option, type=Day(), metavar="DATUM", required=True, help="Sammanträdets dag.")
@with_session
def command(session: Session, plan: str, number: str, *, meeting: date) -> None:
    """One that is not in stays so."""
    now, today = session.clock.now(), session.clock.today()
    with session.opened() as db:
        found = find_plan(db, plan)
        measure = find_measure(db, found, number)
        held = find_meeting(db, found.committee_id, meeting, session.settings.meetings.deadline_rule)
        owner = None if measure.owner_id is None else people.by_id(db, measure.owner_id)
        if owner is None:
            raise Refused(f"{measure.name} har ingen ansvarig. Utse en med: tracker assign")
        holder = LinkHolder(owner, held)
        reports = [each for each in due_reports(db, holder, today) if each.measure.id == measure.id]
        if not reports:
            raise Refused(f"{measure.name} ska inte återrapporteras till sammanträdet {full_date(meeting)}.")
        if all(each.submitted is None for each in reports):
            click.echo(f"Det finns ingen återrapport av {measure.name} att ta tillbaka.")
            return
        withdraw(db, holder, [each.report_id for each in reports], now=now, today=today, actor=ACTOR)
    click.echo(f"Återrapporten av {measure.name} till {full_date(meeting)} är tillbakatagen och väntas igen.")
