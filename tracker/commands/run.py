"""tracker run: the pages and the scheduler together."""

import click

from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.listening import check_address
from tracker.services.example import check_example_name, load_example
from tracker.services.sending import mailbox_folder
from tracker.supervising import Child, Supervisor

_EXAMPLE_POLL_SECONDS = "1"


@click.command(
    cls=Command,
    help="Starta programmet: sidorna och schemaläggaren. Avsluta med Ctrl-C. Med --example visas ett exempel, i en "
    "databas för sig (example-NAMN.sqlite bredvid den vanliga).",
    example="  tracker run\n  tracker run --example ludvika-2019",
)
@click.option("--example", metavar="NAMN", help="Ett exempel att prova på, som ludvika-2019.")
@with_session
def command(session: Session, *, example: str | None) -> None:
    """Both are child processes, watched and stopped from here."""
    if example is not None:
        check_example_name(example)
        session.use_example_file(example)
        load_example(session.settings, example)
    else:
        session.migrate()
    settings, clock = session.settings, session.clock
    check_address(settings.web.host, settings.web.port)
    around = ["--database", str(settings.database.path)]
    around += ["--config", str(session.config)] if session.config else []
    around += ["--now", session.now] if session.now else []
    every = ["--every", _EXAMPLE_POLL_SECONDS] if example is not None else []
    supervisor = Supervisor(
        [Child("Webbservern", [*around, "serve"]), Child("Schemaläggaren", [*around, "schedule", *every])],
        address=(settings.web.host, settings.web.port),
        say=lambda words: click.echo(words, err=True),
    )

    def when_ready() -> None:
        click.echo(f"\nÖppna {settings.site.base_url} i en webbläsare.")
        if not settings.mail.host:
            click.echo(f"E-breven läggs i brevlådan {settings.site.base_url}/mailbox ({mailbox_folder(settings)}).")
        if example is not None and clock.rehearsed:
            click.echo("Exemplets klocka står stilla: flytta den till nästa händelse med knappen på sidan.")
        click.echo("Avsluta med Ctrl-C.")

    supervisor.run(when_ready=when_ready)
    click.echo("Avslutat.")
