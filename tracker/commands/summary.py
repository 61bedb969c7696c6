"""tracker summary: a plan's follow-up to a meeting, as the committee gets it."""

from dataclasses import replace
from datetime import date

import click

from tracker.commands.session import Session, with_session
from tracker.commands.swedish import Command, Option
from tracker.commands.values import Day, OneOf
from tracker.domain.dates import date_and_time
from tracker.domain.delivery import MessageKind
from tracker.mail.letters import Letters
from tracker.services.finding import find_meeting, find_plan
from tracker.services.summarising import build_summary
from tracker.store import summaries
from tracker.store.opening import reading


@click.command(
    cls=Command,
    help="Skriv planens uppföljning till ett sammanträde: den som frystes då, annars så som den skulle se ut nu.",
    example="  tracker summary atgardsplan-2019 --meeting 2019-06-12\n"
    "  tracker summary atgardsplan-2019 --meeting 2019-06-12 --format html > uppfoljning.html",
)
@click.argument("plan", metavar="PLAN")
@click.option("--meeting", cls=Option, type=Day(), metavar="DATUM", required=True, help="Sammanträdets dag.")
@click.option(
    "--format", "form", type=OneOf({"text": "text", "html": "html"}), metavar="FORM", default="text", help="text, html."
)
@with_session
def command(session: Session, plan: str, *, meeting: date, form: str) -> None:
    """Changes nothing."""
    settings = session.settings
    with session.opened() as db, reading(db):
        found = find_plan(db, plan)
        held = find_meeting(db, found.committee_id, meeting, settings.meetings.deadline_rule)
        frozen = summaries.newest(db, held.id)
        kept = tuple(each for each in frozen.summary.plans if each.slug == found.slug) if frozen else ()
        if frozen is not None and kept:
            summary = replace(frozen.summary, plans=kept)
            click.echo(f"Fryst {date_and_time(frozen.frozen_at)}.", err=True)
        else:
            summary = build_summary(db, settings, held, today=session.clock.today(), only=found)
            click.echo("Inte fryst än: så som det ser ut nu.", err=True)
    letter = Letters().compose(
        MessageKind.SUMMARY,
        {
            "name": "",
            "summary": summary,
            "url": f"{settings.site.base_url}/committees/{summary.committee_slug}/meetings/{summary.held_on}/summary",
            "municipality": settings.site.municipality,
        },
    )
    click.echo((letter.html if form == "html" else letter.text).strip())
