"""tracker overview: the plans of a committee or of all, with the sums that may be added."""

from typing import Any

import click

from tracker.commands.figures import amount_json, balance_json, total_json
from tracker.commands.output import json_option, print_json, print_table
from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command
from tracker.domain.amount import format_span
from tracker.domain.money import Unit, sum_decimals
from tracker.domain.overview import KindSums, PlanSums
from tracker.services.overview import CommitteeOverview, committee_overview, municipality_overview
from tracker.services.sums_in_words import coverage_in_words


@click.command(
    cls=Command,
    help="Visa alla nämnders planer tillsammans, eller en nämnds. Planer av samma slag och år läggs ihop; andra belopp "
    "står bredvid varandra.",
    example="  tracker overview\n  tracker overview --committee socialnamnden --json",
)
@click.option("--committee", metavar="NÄMND", help="Bara den nämndens planer (namnet i adresser).")
@click.option("--year", type=int, metavar="ÅR", help="Bara det årets planer.")
@json_option
@with_session
def command(session: Session, *, committee: str | None, year: int | None, as_json: bool) -> None:
    """As it is known today."""
    today = session.clock.today()
    with session.opened() as db:
        only = None if committee is None else [committee_overview(db, committee, today=today).committee.id]
        found = municipality_overview(db, today=today, only=only, year=year)
    if as_json:
        print_json(
            {
                "as_of": today.isoformat(),
                "committees": [_committee_json(each) for each in found.committees],
                "sums": [_sums_json(each) for each in found.sums],
            }
        )
        return
    if not found.sums:
        click.echo("Inga planer än. Läs in en med: tracker import FIL")
        return
    print_table(
        ("År", "Slag", "Planer", "Mot", "Kvar", "Andel"),
        [
            (
                str(each.year),
                each.kind.words.name,
                str(each.plans),
                "" if each.target is None else _span(each.unit, each.target.low_kr or 0, each.target.high_kr or 0),
                "" if each.gap is None else _span(each.unit, each.gap.low_kr, each.gap.high_kr),
                "" if each.coverage is None else coverage_in_words(each.coverage),
            )
            for each in found.sums
        ],
    )


def _span(unit: Unit, low_kr: int, high_kr: int) -> str:
    return format_span(low_kr, high_kr, unit, sum_decimals(unit, low_kr, high_kr))


def _committee_json(each: CommitteeOverview) -> dict[str, Any]:
    return {
        "committee": each.committee.name,
        "committee_slug": each.committee.slug,
        "plans": [_plan_json(plan) for plan in each.plans],
        "sums": [_sums_json(sums) for sums in each.sums],
    }


def _plan_json(each: PlanSums) -> dict[str, Any]:
    plan = each.plan
    head = {"plan": plan.slug, "title": plan.title, "year": plan.year, "kind": plan.kind.value}
    return {**head, **balance_json(each.balance), "indicators": {state.value: n for state, n in each.reached.items()}}


def _sums_json(each: KindSums) -> dict[str, Any]:
    coverage = each.coverage
    return {
        "kind": each.kind.value,
        "year": each.year,
        "plans": each.plans,
        "without_target": each.open,
        "target": amount_json(each.target),
        "additional": total_json(each.additional),
        "outcome": total_json(each.outcome),
        "gap": None if each.gap is None else {"low_kr": each.gap.low_kr, "high_kr": each.gap.high_kr},
        "coverage_percent": None
        if coverage is None
        else {"low": coverage.low_per_mille / 10, "high": coverage.high_per_mille / 10},
        "indicators": {state.value: many for state, many in each.reached.items()},
    }
