"""tracker init: the database and its first administrator."""

import sys

import click

from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command
from tracker.domain.person import Person
from tracker.errors import Refused
from tracker.mail.address import checked_address
from tracker.secret import signing_key
from tracker.services.administrators import administrators, checked_name, make_first_administrator
from tracker.services.sign_in import make_sign_in_link

_HOW = 'Ange den första administratören: tracker init --name "Eva Ek" --email eva.ek@kommun.example'


@click.command(
    cls=Command,
    help="Gör databasen, eller för den till programmets version, och den första administratören. Skriver ut en "
    "inloggningslänk som gäller en gång. Kör det två gånger, och den andra ändrar inget.",
    example='  tracker init --name "Eva Ek" --email eva.ek@kommun.example\n  tracker init --new-link',
)
@click.option("--name", metavar="NAMN", help="Administratörens namn.")
@click.option("--email", metavar="ADRESS", help="Administratörens e-postadress.")
@click.option("--new-link", is_flag=True, help="Gör en ny inloggningslänk till den administratör som finns.")
@with_session
def command(session: Session, *, name: str | None, email: str | None, new_link: bool) -> None:
    """Checks what was said before anything is made."""
    settings = session.settings
    if name is not None:
        checked_name(name)
    if email is not None:
        checked_address(email.strip())
    if not settings.database.path.exists() and not (name and email):
        name, email = _asked(name, email)
    steps = session.migrate()
    signing_key(settings)
    click.echo(f"Databasen {settings.database.path} {'är klar' if steps else 'är redan klar'}.")
    with session.opened() as db:
        present = administrators(db)
        if email is None and present:
            person = present[0]
        elif email is None and not sys.stdin.isatty():
            click.echo(f"Ingen administratör finns än. {_HOW}")
            return
        else:
            name, email = _asked(name or _name_of(present, email), email)
            person = make_first_administrator(db, name=name, email=email, actor=ACTOR, now=session.clock.now())
        is_new = person.id not in {each.id for each in present}
        click.echo(f"{'Ny administratör' if is_new else 'Administratör'}: {person.name}, {person.email}.")
        if is_new or new_link:
            url = make_sign_in_link(db, person.id, base_url=settings.site.base_url, now=session.clock.now())
            click.echo(f"Logga in en gång inom ett dygn: {url}")
        else:
            click.echo("En ny inloggningslänk: tracker init --new-link")


def _name_of(present: list[Person], email: str | None) -> str | None:
    """The name of the administrator with that address, where there is one."""
    return next((each.name for each in present if email and each.email.lower() == email.strip().lower()), None)


def _asked(name: str | None, email: str | None) -> tuple[str, str]:
    """What was not said on the line, asked for where somebody can answer."""
    if name and email:
        return name, email
    if not sys.stdin.isatty():
        raise Refused(_HOW)
    return (
        checked_name(name or click.prompt("Administratörens namn", err=True)),
        checked_address(email or click.prompt("Administratörens e-postadress", err=True).strip()),
    )
