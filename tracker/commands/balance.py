"""tracker balance: a plan's sums against its deficit."""

from datetime import date
from typing import Any

import click

from tracker.commands.details import details_json
from tracker.commands.figures import amount_json, balance_json
from tracker.commands.output import json_option, print_json
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.commands.values import Day
from tracker.domain.balance import Balance
from tracker.domain.dates import long_date
from tracker.domain.form import Form
from tracker.domain.measure import Standing
from tracker.domain.plan import Plan, Presupposition
from tracker.services.balances import plan_balance, standings
from tracker.services.finding import find_plan
from tracker.services.plan_details import plan_details
from tracker.services.sums_in_words import sums_in_words
from tracker.store import targets
from tracker.store.opening import reading


@click.command(
    cls=Command,
    help="Visa planens summa mot underskottet: vad åtgärderna väntas ge, hur mycket det täcker och vad som är kvar. "
    "PLAN är planens namn (se tracker plans), eller början av det.",
    example="  tracker balance atgardsplan-2019\n  tracker balance atgardsplan-2019 --as-of 2019-06-12 --json",
)
@click.argument("plan", metavar="PLAN")
@click.option("--as-of", type=Day(), metavar="DATUM", help="Så som det var känt den dagens slut. Annars i dag.")
@json_option
@with_session
def command(session: Session, plan: str, *, as_of: date | None, as_json: bool) -> None:
    """The sums as of a date."""
    day = as_of or session.clock.today()
    with session.opened() as db, reading(db):
        found = find_plan(db, plan)
        known = standings(db, found, day)
        balance = plan_balance(db, found, day, known)
        presupposed = targets.presuppositions(db, found.id)
        details = plan_details(db, found, day, known)
    if as_json:
        measures = [_measure_json(each, presupposed, known) for each in known if each.measure.parent_id is None]
        head = {"plan": found.slug, "title": found.title, "year": found.year, "as_of": day.isoformat()}
        head["kind"] = found.kind.value
        print_json({**head, **balance_json(balance), "measures": measures, **details_json(details)})
        return
    _show(found, balance, presupposed, day)


def _show(plan: Plan, balance: Balance, presupposed: list[Presupposition], day: date) -> None:
    words = sums_in_words(plan, balance)
    target = balance.target
    since = f" ({long_date(target.as_of)})" if target else ""
    click.echo(f"{plan.title}\nSå som det var känt {long_date(day)}\n")
    kind = plan.kind.words
    click.echo(f"{kind.target.capitalize():<21}{words.target}{since}")
    provisional = ", varav preliminära belopp" if balance.additional.provisional else ""
    click.echo(f"{kind.sum:<21}{words.additional}{provisional}")
    click.echo(f"{kind.covered:<21}{words.coverage}")
    click.echo(f"{kind.left:<21}{words.gap}")
    if presupposed:
        listed = "; ".join(f"{each.amount} {each.label}" for each in presupposed)
        click.echo(f"{'Redan inräknat':<21}{words.presupposed} ({listed})")
    for sentence in words.stated:
        click.echo(f"\n{sentence}")


def _measure_json(standing: Standing, presupposed: list[Presupposition], known: list[Standing]) -> dict[str, Any]:
    """With its parts, where it has any with an amount or is a heading over others."""
    parts = [each for each in known if each.measure.parent_id == standing.measure.id]
    said = [_measure_json(each, presupposed, known) for each in parts]
    telling = standing.measure.form.heads or any(each["amount"] or "parts" in each for each in said)
    return {
        "number": standing.measure.number,
        "title": standing.measure.title,
        "status": standing.status.value,
        "presupposed": standing.measure.id in {each.measure_id for each in presupposed},
        "amount": amount_json(standing.worth),
        "outcome": amount_json(standing.outcome),
        **({"form": standing.measure.form.value} if standing.measure.form is not Form.MEASURE else {}),
        **({"parts": said} if telling else {}),
    }
