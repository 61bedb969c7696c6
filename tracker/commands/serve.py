"""tracker serve: the pages alone."""

import click

from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.lifeline import end_with_parent
from tracker.logs import log_to_stderr
from tracker.serving import serve


@click.command(
    cls=Command,
    help="Visa sidorna på web.host och web.port, tills det stoppas med Ctrl-C eller SIGTERM. Skickar inget: det gör "
    "tracker schedule.",
    example="  tracker serve",
)
@click.option("--supervised", is_flag=True, hidden=True)
@with_session
def command(session: Session, *, supervised: bool) -> None:
    """supervised: started by `tracker run`, and to end with it."""
    if supervised:
        end_with_parent()
        session.say_rehearsal = False
    log_to_stderr()
    with session.opened():
        session.clock.now()
    settings = session.settings
    address = f"http://{settings.web.host}:{settings.web.port}"

    def when_ready() -> None:
        if not supervised:
            click.echo(f"Sidorna visas på {address}. Avsluta med Ctrl-C.", err=True)

    serve(settings, config=session.config, now=session.now, when_ready=when_ready)
