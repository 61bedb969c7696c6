"""tracker schedule: the scheduler alone."""

import click

from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.commands.values import Seconds
from tracker.lifeline import end_with_parent
from tracker.logs import log_to_stderr
from tracker.scheduler.polling import poll_until_stopped


@click.command(
    cls=Command,
    help="Kör schemaläggaren: se efter vad som ska skickas, om och om igen, tills den stoppas med Ctrl-C eller "
    "SIGTERM. Bara en i taget är verksam på en databas; en till väntar på sin tur.",
    example="  tracker schedule\n  tracker schedule --every 5",
)
@click.option(
    "--every", type=Seconds(), metavar="SEKUNDER", help="Hur ofta. Annars schedule.poll_seconds i inställningarna."
)
@click.option("--supervised", is_flag=True, hidden=True)
@with_session
def command(session: Session, *, every: float | None, supervised: bool) -> None:
    """supervised: started by `tracker run`, and to end with it."""
    if supervised:
        end_with_parent()
        session.say_rehearsal = False
    log_to_stderr()
    with session.opened():
        clock = session.clock
    poll_until_stopped(session.settings, clock, every_seconds=every or session.settings.schedule.poll_seconds)
