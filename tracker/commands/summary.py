"""tracker summary: a plan's follow-up to a meeting, as the committee gets it."""

from datetime import date

import click

from tracker.commands.files import STDOUT, deliver
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command, Option
from tracker.commands.values import Day, OneOf
from tracker.domain.dates import date_and_time
from tracker.services.exporting import Exported, SummaryForm, plan_summary_at, summary_file
from tracker.services.municipality import with_own_name
from tracker.services.summary_letters import summary_letter

_TEXT, _HTML = "text", "html"
_FORMS = {each: each for each in (_TEXT, _HTML, *(form.value for form in SummaryForm))}


@click.command(
    cls=Command,
    help="Skriv planens uppföljning till ett sammanträde: den som frystes då, annars så som den skulle se ut nu.",
    example="  tracker summary atgardsplan-2019 --meeting 2019-06-12\n"
    "  tracker summary atgardsplan-2019 --meeting 2019-06-12 --format docx --output uppfoljning.docx",
)
@click.argument("plan", metavar="PLAN")
@click.option("--meeting", cls=Option, type=Day(), metavar="DATUM", required=True, help="Sammanträdets dag.")
@click.option("--format", "form", type=OneOf(_FORMS), metavar="FORM", default=_TEXT, help=f"{', '.join(_FORMS)}.")
@click.option("--output", metavar="FIL", help="Filen som skrivs; - är stdout. Annars skrivs text och html till stdout.")
@with_session
def command(session: Session, plan: str, *, meeting: date, form: str, output: str | None) -> None:
    """Changes nothing in the database."""
    clock = session.clock
    with session.opened() as db:
        settings = with_own_name(db, session.settings)
        found = plan_summary_at(db, settings, plan, meeting, today=clock.today())
    if found.frozen_at is not None:
        click.echo(f"Fryst {date_and_time(found.frozen_at)}.", err=True)
    else:
        click.echo("Inte fryst än: så som det ser ut nu.", err=True)
    if form not in (_TEXT, _HTML):
        deliver(summary_file(settings, found.summary, SummaryForm(form), stamp=found.frozen_at or clock.now()), output)
        return
    letter = summary_letter(settings, found.summary)
    words = (letter.html if form == _HTML else letter.text).strip()
    if output in (None, STDOUT):
        click.echo(words)
    else:
        deliver(Exported("", "", f"{words}\n".encode()), output)
