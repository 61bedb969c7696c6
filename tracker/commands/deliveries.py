"""tracker deliveries: the ledger of e-mails."""

import click

from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.commands.values import Count, OneOf
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import DeliveryState
from tracker.store import bounces

_LONGEST_WORDS = 60


@click.command(
    cls=Command,
    help="Visa utskicken, de senaste först: till vem, varför, i vilket läge, vad e-postservern sade och vad som kom "
    "tillbaka.",
    example="  tracker deliveries\n  tracker deliveries --state failed --json",
)
@click.option(
    "--state",
    type=OneOf({each.value: each for each in DeliveryState}),
    metavar="LÄGE",
    help=f"Bara de i ett läge: {', '.join(DeliveryState)}.",
)
@click.option("--limit", type=Count(), metavar="ANTAL", default=200, help="Högst så många (200).")
@json_option
@with_session
def command(session: Session, *, state: DeliveryState | None, limit: int, as_json: bool) -> None:
    """Newest first."""
    with session.opened() as db:
        listed = bounces.ledger(db, states=(state,) if state else (), limit=limit)
    found = [(each.delivery, each.bounced) for each in listed]
    if as_json:
        print_json(
            [
                {
                    "id": each.id,
                    "message": each.message.value,
                    "name": each.name,
                    "to": each.address,
                    "why": each.reason,
                    "state": each.state.value,
                    "send_after": each.send_after.isoformat(),
                    "attempts": each.attempts,
                    "next_attempt_at": None if each.state.finished else each.next_attempt_at.isoformat(),
                    "finished_at": each.finished_at.isoformat() if each.finished_at else None,
                    "message_id": each.message_id,
                    "words": each.words,
                    "bounced": bounced,
                }
                for each, bounced in found
            ]
        )
        return
    if not found:
        click.echo("Inga utskick." if state is None else f"Inga utskick är i läget {state.swedish}.")
        return
    print_table(
        ("När", "Vad", "Till", "Läge", "Varför", "Svar"),
        [
            (
                f"{each.send_after.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}",
                each.message.swedish,
                each.address,
                each.state.swedish,
                each.reason,
                _shortened(f"Kom tillbaka: {bounced}" if bounced else each.words),
            )
            for each, bounced in found
        ],
    )


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
