"""tracker absence: somebody is away, and somebody else is asked instead."""

from datetime import date

import click

from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Command
from tracker.commands.values import Day
from tracker.domain.dates import long_date
from tracker.services.absences import end_absence, set_absence
from tracker.services.finding import find_person
from tracker.store import absences


@click.command(
    cls=Command,
    help="Någon är borta: från och med en dag till och med en annan går påminnelserna till en ersättare. --end tar "
    "tillbaka den frånvaro som pågår eller ska börja.",
    example="  tracker absence eva.ek@kommun.example --substitute mats.lind@kommun.example --from 2019-07-01 "
    "--to 2019-07-31\n  tracker absence eva.ek@kommun.example --end",
)
@click.argument("email", metavar="ADRESS")
@click.option("--substitute", metavar="ADRESS", help="Vem som tillfrågas i stället.")
@click.option("--from", "first_day", type=Day(), metavar="DATUM", help="Första dagen.")
@click.option("--to", "last_day", type=Day(), metavar="DATUM", help="Sista dagen.")
@click.option("--end", is_flag=True, help="Ta tillbaka frånvaron.")
@with_session
def command(
    session: Session,
    email: str,
    *,
    substitute: str | None,
    first_day: date | None,
    last_day: date | None,
    end: bool,
) -> None:
    """The same absence again changes nothing."""
    if end == any((substitute, first_day, last_day)):
        raise click.UsageError("Ange antingen --end, eller --substitute, --from och --to.", click.get_current_context())
    with session.opened() as db:
        person = find_person(db, email)
        today, now = session.clock.today(), session.clock.now()
        known = [each for each in absences.from_day(db, today) if each.person_id == person.id]
        if end:
            if not known:
                click.echo(f"{person.name} har ingen frånvaro.")
                return
            end_absence(db, person, today=today, actor=ACTOR, now=now)
            click.echo(f"{person.name} är tillbaka och får sina påminnelser själv.")
            return
        if substitute is None or first_day is None or last_day is None:
            words = "Flaggorna --substitute, --from och --to hör ihop: ange alla tre."
            raise click.UsageError(words, click.get_current_context())
        instead = find_person(db, substitute)
        if (instead.id, first_day, last_day) in {(each.substitute_id, each.first_day, each.last_day) for each in known}:
            click.echo(f"{person.name} har redan den frånvaron.")
            return
        set_absence(db, person, instead, first_day=first_day, last_day=last_day, actor=ACTOR, now=now)
    days = f"{long_date(first_day)} till {long_date(last_day)}"
    click.echo(f"{instead.name} tillfrågas i stället för {person.name} {days}.")
