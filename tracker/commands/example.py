"""tracker example: an example to try the program on."""

import click

from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.services.example import load_example


@click.command(
    cls=Command,
    help="Gör en databas med ett exempel, vars klocka står stilla tills den flyttas från sidan. Utan --database heter "
    "den example.sqlite och ligger bredvid den vanliga.",
    example="  tracker example ludvika-2019",
)
@click.argument("name", metavar="NAMN")
@with_session
def command(session: Session, name: str) -> None:
    """Made once; an example that is there already stays as it is."""
    session.use_example_file()
    slug = load_example(session.settings, name)
    click.echo(f"Exemplet {slug} finns i {session.settings.database.path}.")
    click.echo(f"Titta på det med: tracker run --example {slug}")
