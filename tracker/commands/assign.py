"""tracker assign: who answers for a measure."""

import click

from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command
from tracker.services.assigning import assign
from tracker.services.finding import find_measure, find_person, find_plan


@click.command(
    cls=Command,
    help="Ge en åtgärd dess ansvariga, som från och med nu får påminnelserna om den.",
    example="  tracker assign atgardsplan-2019 2 eva.ek@kommun.example",
)
@click.argument("plan", metavar="PLAN")
@click.argument("number", metavar="NUMMER")
@click.argument("email", metavar="ADRESS")
@with_session
def command(session: Session, plan: str, number: str, email: str) -> None:
    """The same owner again changes nothing."""
    with session.opened() as db:
        found = find_plan(db, plan)
        measure = find_measure(db, found, number)
        person = find_person(db, email)
        done = assign(db, found, measure, person, actor=ACTOR, now=session.clock.now())
    if done.already:
        click.echo(f"{person.name} ansvarar redan för {measure.name}.")
    else:
        instead = f" i stället för {done.before.name}" if done.before else ""
        click.echo(f"{person.name} ansvarar nu för {measure.name}{instead}.")
