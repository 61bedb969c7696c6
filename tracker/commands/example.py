"""tracker example: an example to try the program on."""

import click

from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.services.example import check_example_name, listed_examples, load_example


@click.command(
    cls=Command,
    help="Gör en databas med ett exempel, vars klocka står stilla tills den flyttas från sidan. Utan --database heter "
    "den example-NAMN.sqlite och ligger bredvid den vanliga. Utan NAMN visas vilka exempel som finns.",
    example="  tracker example\n  tracker example lund-2021",
)
@click.argument("name", metavar="[NAMN]", required=False)
@with_session
def command(session: Session, name: str | None) -> None:
    """Made once; an example that is there already stays as it is."""
    if name is None:
        for each in listed_examples():
            click.echo(f"{each.name:<16}{each.title}")
        return
    check_example_name(name)
    session.use_example_file(name)
    slug = load_example(session.settings, name)
    click.echo(f"Exemplet {slug} finns i {session.settings.database.path}.")
    click.echo(f"Titta på det med: tracker run --example {slug}")
