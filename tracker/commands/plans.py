"""tracker plans: the plans that there are, and how each stands."""

import click

from tracker.commands.figures import balance_json
from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.domain.kind import PlanKind
from tracker.services.plan_list import ListedPlan, plan_list


@click.command(
    cls=Command,
    help="Visa planerna och hur var och en står i dag.",
    example="  tracker plans\n  tracker --now 2019-06-12 plans --json",
)
@json_option
@with_session
def command(session: Session, *, as_json: bool) -> None:
    """One line a plan."""
    with session.opened() as db:
        listed = plan_list(db, session.clock.today())
    if as_json:
        print_json(
            [
                {
                    "plan": each.plan.slug,
                    "title": each.plan.title,
                    "committee": each.committee.name,
                    "committee_slug": each.committee.slug,
                    "year": each.plan.year,
                    "reference": each.plan.reference,
                    "measures": each.measures,
                    **balance_json(each.balance),
                }
                for each in listed
            ]
        )
        return
    if not listed:
        click.echo("Inga planer än. Läs in en med: tracker import FIL")
        return
    of_kind: dict[PlanKind, list[ListedPlan]] = {}
    for each in listed:
        of_kind.setdefault(each.plan.kind, []).append(each)
    for number, (kind, plans) in enumerate(of_kind.items()):
        if number:
            click.echo()
        _print(kind, plans)


def _print(kind: PlanKind, plans: list[ListedPlan]) -> None:
    """Plans of one kind under its own words; without sums where it has none."""
    words, summed = kind.words, kind.rules.in_money
    sums = (words.target.capitalize(), words.left) if summed else ()
    print_table(
        ("Plan", "År", "Nämnd", words.measures.capitalize(), *sums),
        [
            (
                each.plan.slug,
                str(each.plan.year),
                each.committee.name,
                str(each.measures),
                *((each.words.target, each.words.gap) if summed else ()),
            )
            for each in plans
        ],
    )
