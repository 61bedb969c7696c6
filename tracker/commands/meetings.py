"""tracker meetings: a committee's meetings, and what changing one does to the e-mails."""

from collections.abc import Callable, Sequence
from datetime import date

import click
from sqlite_utils import Database

from tracker.commands.output import counted, json_option, print_json, print_table
from tracker.commands.session import ACTOR, Session, with_session
from tracker.commands.swedish import Group
from tracker.commands.values import Day
from tracker.domain.dates import full_date
from tracker.domain.meeting import Meeting, MeetingState
from tracker.errors import Refused
from tracker.services.adding_meetings import add_meetings, read_meetings
from tracker.services.finding import find_committee, find_meeting
from tracker.services.meeting_changes import cancel_within, move_within, reinstate_within
from tracker.services.meeting_previews import MailChange, preview_change
from tracker.store import meetings, reports
from tracker.store.opening import reading, writing

_STATES = {MeetingState.PLANNED: "", MeetingState.CANCELLED: "inställt"}


@click.group(
    "meetings",
    cls=Group,
    help="Nämndens sammanträden: lista, lägg till, flytta och ställ in. Det som ändras säger vad det gör med e-breven.",
    epilog="\b\nExempel:\n  tracker meetings list social-och-utbildningsnamnden",
)
def command() -> None:
    """The group of commands about meetings."""


@command.command(
    "list",
    help="Lista nämndens sammanträden med sista dag för återrapporter, utskick och hur många som är inne.",
    example="  tracker meetings list social-och-utbildningsnamnden --json",
)
@click.argument("committee", metavar="NÄMND")
@json_option
@with_session
def list_command(session: Session, committee: str, *, as_json: bool) -> None:
    """In order of date."""
    with session.opened() as db, reading(db):
        found = find_committee(db, committee)
        listed = meetings.of_committee(db, found.id, session.settings.meetings.deadline_rule)
        counts = reports.counts_of_committee(db, found.id)
    rows = [(each, *counts.get(each.id, (0, 0))) for each in listed]
    if as_json:
        print_json(
            [
                {
                    "held_on": each.held_on.isoformat(),
                    "report_deadline": each.report_deadline.isoformat(),
                    "dispatch_on": each.dispatch_on.isoformat(),
                    "state": each.state.value,
                    "submitted": submitted,
                    "owed": owed,
                }
                for each, submitted, owed in rows
            ]
        )
        return
    if not rows:
        click.echo("Inga sammanträden än. Lägg till med: tracker meetings add NÄMND DATUM")
        return
    print_table(
        ("Sammanträde", "Återrapporter senast", "Utskick", "Inne", ""),
        [
            (str(each.held_on), str(each.report_deadline), str(each.dispatch_on), f"{n} av {owed}", _STATES[each.state])
            for each, n, owed in rows
        ],
    )


@command.command(
    "add",
    help="Lägg till sammanträden. Sista dag för återrapporter och utskick räknas fram av inställningarna.",
    example="  tracker meetings add social-och-utbildningsnamnden 2020-02-12 2020-04-15",
)
@click.argument("committee", metavar="NÄMND")
@click.argument("days", metavar="DATUM", nargs=-1, required=True, type=Day())
@with_session
def add_command(session: Session, committee: str, days: Sequence[date]) -> None:
    """All of them or none; those that are there already stay as they are."""
    text, year, now = "\n".join(map(str, days)), str(days[0].year), session.clock.now()
    with session.opened() as db:
        found = find_committee(db, committee)
        read = read_meetings(db, session.settings, found, text, year=year, today=session.clock.today())
        if read.faults:
            raise Refused(" ".join(f"{each.written}: {each.fault}" for each in read.faults))
        add_meetings(db, session.settings, found, text, year=year, actor=ACTOR, now=now)
    for each in read.rows:
        assert each.held_on is not None
        assert each.report_deadline is not None
        words = f"återrapporter senast {full_date(each.report_deadline)}" if each.new else "oförändrat"
        click.echo(f"{full_date(each.held_on)}: {words}{f'. {each.note}' if each.note else ''}")
    click.echo("Inga e-brev ändras: ett nytt sammanträde har inga återrapporter förrän en plan säger det.")


@command.command(
    "move",
    help="Flytta ett sammanträde. Sista dag för återrapporter och utskick följer med enligt inställningarna, om de "
    "inte anges. Samma dag igen ändrar bara dem.",
    example="  tracker meetings move social-och-utbildningsnamnden 2019-06-12 2019-06-19\n"
    "  tracker meetings move social-och-utbildningsnamnden 2019-06-12 2019-06-12 --report-by 2019-05-29",
)
@click.argument("committee", metavar="NÄMND")
@click.argument("day", metavar="DATUM", type=Day())
@click.argument("new_day", metavar="NYTT-DATUM", type=Day())
@click.option("--report-by", type=Day(), metavar="DATUM", help="Sista dag för återrapporter, i stället för regelns.")
@click.option("--dispatch", type=Day(), metavar="DATUM", help="Dag för utskicket, i stället för regelns.")
@with_session
def move_command(
    session: Session, committee: str, day: date, new_day: date, *, report_by: date | None, dispatch: date | None
) -> None:
    """Twice is an error the second time: there is no meeting on the old day any more."""
    now = session.clock.now()

    def change(db: Database, meeting: Meeting) -> None:
        move_within(db, meeting, new_day, report_by_hand=report_by, dispatch_by_hand=dispatch, actor=ACTOR, now=now)

    with session.opened() as db:
        meeting = _find(db, session, committee, day)
        if meeting.held_on == new_day and meetings.by_hand(db, meeting.id) == (report_by, dispatch):
            click.echo(f"Sammanträdet {full_date(day)} har redan de dagarna.")
            return
        after = _changed(db, session, meeting, change)
    click.echo(
        f"Sammanträdet {full_date(day)} hålls {full_date(after.held_on)}, med återrapporter senast "
        f"{full_date(after.report_deadline)} och utskick {full_date(after.dispatch_on)}."
    )


@command.command(
    "cancel",
    help="Ställ in ett sammanträde: inga fler e-brev om det, och de som har dagen i kalendern får veta.",
    example="  tracker meetings cancel social-och-utbildningsnamnden 2019-06-12",
)
@click.argument("committee", metavar="NÄMND")
@click.argument("day", metavar="DATUM", type=Day())
@with_session
def cancel_command(session: Session, committee: str, day: date) -> None:
    """One that is cancelled stays so."""
    _set_state(session, committee, day, MeetingState.CANCELLED)


@command.command(
    "reinstate",
    help="Håll ett inställt sammanträde ändå.",
    example="  tracker meetings reinstate social-och-utbildningsnamnden 2019-06-12",
)
@click.argument("committee", metavar="NÄMND")
@click.argument("day", metavar="DATUM", type=Day())
@with_session
def reinstate_command(session: Session, committee: str, day: date) -> None:
    """One that is not cancelled stays so."""
    _set_state(session, committee, day, MeetingState.PLANNED)


def _set_state(session: Session, committee: str, day: date, state: MeetingState) -> None:
    now, cancelled = session.clock.now(), state is MeetingState.CANCELLED
    words = "inställt" if cancelled else "inte inställt"

    def change(db: Database, meeting: Meeting) -> None:
        (cancel_within if cancelled else reinstate_within)(db, meeting, actor=ACTOR, now=now)

    with session.opened() as db:
        meeting = _find(db, session, committee, day)
        if meeting.state is state:
            click.echo(f"Sammanträdet {full_date(day)} är redan {words}.")
            return
        _changed(db, session, meeting, change)
    click.echo(f"Sammanträdet {full_date(day)} är nu {words}.")


def _find(db: Database, session: Session, committee: str, day: date) -> Meeting:
    found = find_committee(db, committee)
    return find_meeting(db, found.id, day, session.settings.meetings.deadline_rule)


def _changed(db: Database, session: Session, meeting: Meeting, change: Callable[[Database, Meeting], None]) -> Meeting:
    """Make the change and say what it does to the e-mails; the meeting as it is then."""
    preview = preview_change(db, session.settings, meeting, lambda: change(db, meeting), now=session.clock.now())
    with writing(db):
        change(db, meeting)
    click.echo(_in_words(preview.changes))
    return preview.meeting


def _in_words(changes: Sequence[MailChange]) -> str:
    moved = sum(len(each.names) for each in changes if each.before and each.after)
    gone = sum(len(each.names) for each in changes if each.after is None)
    come = sum(len(each.names) for each in changes if each.before is None)
    if not moved + gone + come:
        return "Inga e-brev ändras."
    parts = [
        (moved, counted(moved, "e-brev flyttas", "e-brev flyttas")),
        (gone, counted(gone, "e-brev utgår", "e-brev utgår")),
        (come, counted(come, "e-brev tillkommer", "e-brev tillkommer")),
    ]
    return f"{', '.join(words for count, words in parts if count)}."
