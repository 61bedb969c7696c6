"""tracker revoke: links that have come into the wrong hands."""

from datetime import date

import click

from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command
from tracker.commands.values import Day
from tracker.domain.dates import full_date
from tracker.errors import Refused
from tracker.services.calendars import revoke_feed
from tracker.services.finding import find_person
from tracker.services.report_links import revoke_report_links
from tracker.store import meetings


@click.command(
    cls=Command,
    help="Låt en persons länkar sluta gälla, om de har hamnat fel: länken i påminnelserna inför ett sammanträde, eller "
    "adressen till hennes kalender. Nästa påminnelse har nya.",
    example="  tracker revoke eva.ek@kommun.example --meeting 2019-06-12\n"
    "  tracker revoke eva.ek@kommun.example --feed",
)
@click.argument("email", metavar="ADRESS")
@click.option("--meeting", type=Day(), metavar="DATUM", help="Länkarna till sammanträden den dagen.")
@click.option("--feed", is_flag=True, help="Kalenderns adress.")
@with_session
def command(session: Session, email: str, *, meeting: date | None, feed: bool) -> None:
    """Again, it revokes what has been given since."""
    if feed == (meeting is not None):
        raise click.UsageError("Ange antingen --meeting eller --feed.", click.get_current_context())
    now = session.clock.now()
    with session.opened() as db:
        person = find_person(db, email)
        if meeting is None:
            revoke_feed(db, person, actor=ACTOR, now=now)
            click.echo(f"Adressen till kalendern för {person.name} gäller inte längre. Nästa påminnelse har en ny.")
            return
        of_day = meetings.on_day(db, meeting, session.settings.meetings.deadline_rule)
        if not of_day:
            raise Refused(f"Ingen nämnd sammanträder {full_date(meeting)}.")
        revoke_report_links(db, person, of_day, actor=ACTOR, now=now)
    what = f"Länken för {person.name} till sammanträdet {full_date(meeting)}"
    click.echo(f"{what} gäller inte längre. Nästa påminnelse har en ny.")
