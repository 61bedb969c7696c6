"""tracker reminders: what would go out, to whom, when and why."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command, Option
from tracker.commands.values import Day
from tracker.domain.dates import STOCKHOLM
from tracker.errors import Refused
from tracker.services.foretelling import ForetoldMails, foretell_mails


@click.command(
    cls=Command,
    help="Visa vilka e-brev som skulle skickas till och med en dag, till vem, när och varför, om ingen återrapporterar "
    "dessförinnan. Inget skickas och inget ändras.",
    example="  tracker reminders --until 2019-12-31\n  tracker --now 2019-05-20 reminders --until 2019-06-30 --json",
)
@click.option("--until", cls=Option, type=Day(), metavar="DATUM", required=True, help="Till och med den dagen.")
@json_option
@with_session
def command(session: Session, *, until: date, as_json: bool) -> None:
    """Changes nothing."""
    now = session.clock.now()
    if until < session.clock.today():
        raise Refused(f"{until.isoformat()} har redan varit. Ange en dag från och med {session.clock.today()}.")
    with _nothing_collected():
        with session.opened() as db:
            foretold = foretell_mails(db, session.settings, now=now, until=until)
        _show(foretold, until, as_json=as_json)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """A year of a large installation is a million small objects, none of which goes away before the end.

    Looking for cycles among them took as long as all the rest.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _show(foretold: ForetoldMails, until: date, *, as_json: bool) -> None:
    if as_json:
        # Thousands go out at the same moment.
        moments = {at: at.isoformat() for at in {each.at for each in foretold.mails}}
        print_json(
            {
                "until": until.isoformat(),
                "mails": [
                    {
                        "at": moments[each.at],
                        "message": each.message,
                        "name": each.name,
                        "to": each.address,
                        "why": each.why,
                    }
                    for each in foretold.mails
                ],
                "unreachable": [
                    {
                        "plan": each.plan,
                        "measure": each.measure,
                        "meetings": [day.isoformat() for day in each.meetings],
                    }
                    for each in foretold.unreachable
                ],
            }
        )
        return
    if foretold.mails:
        print_table(
            ("När", "Vad", "Till", "Varför"),
            [
                (f"{each.at.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}", each.message.swedish, each.address, each.why)
                for each in foretold.mails
            ],
        )
    else:
        click.echo("Inget skulle skickas.")
    for each in foretold.unreachable:
        click.echo(f"Når ingen: {each.measure} ({each.plan}). Utse en ansvarig med: tracker assign")
