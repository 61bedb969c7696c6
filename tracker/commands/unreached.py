"""tracker unreached: whom no mail reaches, and what to do about it."""

import click

from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.services.finding import find_committee
from tracker.services.unreached import unreached


@click.command(
    cls=Command,
    help="Visa vilka som inte går att nå: vars senaste brev inte gick att skicka eller kom tillbaka, vad som är fel "
    "och vad som kan göras. De står kvar tills ett senare brev har gått fram eller adressen är ändrad.",
    example="  tracker unreached\n  tracker unreached --committee social-och-utbildningsnamnden --json",
)
@click.option("--committee", metavar="NÄMND", help="Bara de som har med den nämnden att göra.")
@json_option
@with_session
def command(session: Session, *, committee: str | None, as_json: bool) -> None:
    """In order of name."""
    with session.opened() as db:
        chosen = find_committee(db, committee).id if committee else None
        found = unreached(db, chosen, today=session.clock.today())
    if as_json:
        print_json(
            [
                {
                    "name": each.person.name,
                    "address": each.address,
                    "since": each.since.isoformat(),
                    "reason": each.reason,
                    "what_to_do": each.what_to_do,
                    "meeting": each.meeting.isoformat() if each.meeting else None,
                    "words": each.words,
                }
                for each in found
            ]
        )
        return
    if not found:
        click.echo("Alla går att nå.")
        return
    print_table(
        ("Namn", "Adress", "Sedan", "Vad som är fel", "Att göra"),
        [(each.person.name, each.address, each.since.isoformat(), each.reason, each.what_to_do) for each in found],
    )
