"""tracker people: the people that plans are about."""

from pathlib import Path

import click

from tracker.commands.import_plan import read_bytes
from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Group
from tracker.documents.reading.encoding import decoded
from tracker.documents.reading.findings import Findings
from tracker.domain.person import Role
from tracker.services.finding import find_committee
from tracker.services.people_import import import_people, list_people
from tracker.store import committees


@click.group(
    "people",
    cls=Group,
    help="Personerna: läs in dem ur en fil, eller lista dem.",
    epilog="\b\nExempel:\n  tracker people import personer.csv",
)
def command() -> None:
    """The group of commands about people."""


@command.command(
    "import",
    help="Läs in personer ur en CSV-fil med kolumnerna namn, e-post, roll, enhet, chefens e-post och språk. Rollen är "
    "administratör, controller, nämndsekreterare, chef eller ledamot. Är en rad fel sparas ingen. En person som finns "
    "får sina uppgifter ändrade; en tom cell lämnar dem som de är.",
    example="  tracker people import personer.csv\n"
    "  tracker people import ledamoter.csv --committee social-och-utbildningsnamnden",
)
@click.argument("file", metavar="FIL.csv")
@click.option("--committee", metavar="NÄMND", help="Rollerna gäller bara i den nämnden. Annars i alla.")
@with_session
def import_command(session: Session, file: str, *, committee: str | None) -> None:
    """All the rows or none."""
    text = decoded(read_bytes(Path(file)), Findings())
    with session.opened() as db:
        found = find_committee(db, committee) if committee else None
        done = import_people(db, text, committee=found, actor=ACTOR, now=session.clock.now())
    click.echo(f"{done.added} nya, {done.changed} ändrade, {done.unchanged} oförändrade.")


@command.command(
    "list",
    help="Lista personerna med roller och chefer.",
    example="  tracker people list\n  tracker people list --json",
)
@json_option
@with_session
def list_command(session: Session, *, as_json: bool) -> None:
    """In order of name."""
    with session.opened() as db:
        found = list_people(db)
        names = {each.id: each.slug for each in committees.every(db)}
    if as_json:
        print_json(
            [
                {
                    "name": each.person.name,
                    "email": each.person.email,
                    "unit": each.person.unit,
                    "manager": each.manager.email if each.manager else None,
                    "left_on": each.person.left_on.isoformat() if each.person.left_on else None,
                    "roles": [
                        {"role": role.value, "committee": names.get(committee_id or 0)}
                        for role, committee_id in each.roles
                    ],
                }
                for each in found
            ]
        )
        return
    if not found:
        click.echo("Inga personer än. Läs in dem med: tracker people import FIL.csv")
        return
    print_table(
        ("Namn", "E-post", "Roll", "Enhet", "Chef"),
        [
            (
                each.person.name,
                each.person.email,
                ", ".join(_role(role, names.get(committee_id or 0)) for role, committee_id in each.roles),
                each.person.unit,
                each.manager.name if each.manager else "",
            )
            for each in found
        ],
    )


def _role(role: Role, committee: str | None) -> str:
    return f"{role.swedish} ({committee})" if committee else role.swedish
