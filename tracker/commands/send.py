"""tracker send: plan and deliver what is due now, once."""

import click

from tracker.commands.output import counted, json_option, print_json
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.errors import Refused
from tracker.services.sending import SendResult, send_due
from tracker.stopping import asked_to_stop


@click.command(
    cls=Command,
    help="Planera och skicka det som ska ut nu, en gång. Kör det två gånger, och den andra gör ingenting.",
    example="  tracker send\n  tracker send --json",
)
@json_option
@with_session
def command(session: Session, *, as_json: bool) -> None:
    """Raises Refused where the mail server cannot be used: everything stays due.

    At SIGTERM or Ctrl-C it stops between two e-mails; a second run takes up the rest.
    """
    with session.opened():
        clock = session.clock
    with asked_to_stop() as stop:
        result = send_due(session.settings, clock, stopping=lambda: stop.requested)
    if as_json:
        tally = result.tally
        print_json(
            {
                "planned": result.planned,
                "cancelled": result.cancelled + tally.cancelled,
                "frozen": result.frozen,
                "sent": tally.sent,
                "deferred": tally.deferred,
                "failed": tally.failed,
                "uncertain": tally.uncertain,
                "bounced": result.bounced,
                "stopped_by": tally.stopped_by,
            }
        )
    else:
        click.echo(_in_words(result))
    if result.tally.stopped_by:
        raise Refused(result.tally.stopped_by)


def _in_words(result: SendResult) -> str:
    tally = result.tally
    parts = [
        (result.frozen, counted(result.frozen, "uppföljning fryst", "uppföljningar frysta")),
        (result.planned, counted(result.planned, "e-brev planerat", "e-brev planerade")),
        (tally.sent, counted(tally.sent, "skickat", "skickade")),
        (tally.deferred, f"{tally.deferred} försöks igen senare"),
        (tally.uncertain, f"{tally.uncertain} osäkra försöks igen"),
        (result.bounced, f"{result.bounced} har kommit tillbaka"),
        (tally.failed, counted(tally.failed, "misslyckat", "misslyckade")),
        (result.cancelled + tally.cancelled, f"{result.cancelled + tally.cancelled} inställda"),
    ]
    said = [words for count, words in parts if count]
    return f"{', '.join(said)}." if said else "Inget att skicka nu."
