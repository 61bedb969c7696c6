"""Examples to try: a plan with its people, on a clock that stands still until it is moved to the next event."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tracker.clock import Clock, parse_now, standing_clock
from tracker.config import Settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.delivery import MessageKind
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.domain.words import said
from tracker.errors import NotFound, Refused
from tracker.language import gettext as _
from tracker.services.example_file import draft_from
from tracker.services.example_reports import ExampleReport, reports_from, send_report
from tracker.services.plan_saving import save_plan
from tracker.services.rehearsing import foretell
from tracker.services.sending import send_due
from tracker.spoken import day_and_month, listed
from tracker.store import example_clock, meetings, people, plans, summaries
from tracker.store.migrating import migrate
from tracker.store.opening import opened, writing

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_MEETING_ENDS = time(17, 0)
_WORDS = {
    MessageKind.REMINDER: said("påminnelser"),
    MessageKind.ESCALATION: said("besked om det som saknas"),
    MessageKind.SUMMARY: said("uppföljningen till nämnden"),
}


def example_names() -> list[str]:
    """The names that can be given to load_example."""
    return sorted(file.stem for file in EXAMPLES.glob("*.toml"))


@dataclass(frozen=True, slots=True)
class ListedExample:
    """An example that there is, and the title of its plan."""

    name: str
    title: str


def listed_examples() -> list[ListedExample]:
    """In order of name."""
    return [ListedExample(name, _values(name)["plan"]["title"]) for name in example_names()]


def check_example_name(name: str) -> None:
    """Raises NotFound for a name that is none."""
    if name not in example_names():
        raise NotFound(
            _(
                "Exemplet ”%(name)s” finns inte. Exempel som finns: %(known)s.",
                name=name,
                known=", ".join(example_names()),
            )
        )


def _values(name: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))


def load_example(settings: Settings, name: str) -> str:
    """Make the example's database, live through what came before its first day, and leave the clock there.

    Returns the plan's slug. An example that is there already stays as it is. Raises NotFound for a name that is none,
    and Refused where the database holds something else.
    """
    check_example_name(name)
    values = _values(name)
    migrate(settings.database.path, busy_seconds=settings.database.busy_seconds)
    with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db:
        if example_clock.stands_at(db) is not None and plans.by_slug(db, name):
            return name
        if plans.every(db) or people.every(db):
            raise Refused(
                _("Databasen %(path)s används redan. Välj en annan fil med --database.", path=settings.database.path)
            )
        with writing(db):
            _fill(db, values, name)
    _live_until(settings, parse_now(values["clock"]["starts"]), reports_from(values))
    return name


def _fill(db: Database, values: dict[str, Any], name: str) -> None:
    decided = parse_now(values["clock"]["decided"])
    ids: dict[str, int] = {}
    for each in values["people"]:
        manager_id = ids[each["manager"]] if "manager" in each else None
        ids[each["email"]] = people.insert(
            db, name=each["name"], email=each["email"], unit=each.get("unit", ""), manager_id=manager_id
        )
        people.add_role(db, ids[each["email"]], Role(each["role"]), None)
    plan_id = save_plan(db, draft_from(values["plan"]), slug=name, source=None, actor=PROGRAM, now=decided)
    plans.set_controller(db, plan_id, ids[values["plan"]["controller"]])
    example_clock.set_to(db, decided)


def _live_until(settings: Settings, end: datetime, waiting: list[ExampleReport]) -> None:
    """Let every event before that instant happen, each at its own time, as it would have.

    waiting: what the owners report on the way, in order of time.
    """
    while True:
        with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db:
            clock = clock_in(db)
            assert clock is not None
            upcoming = next_event(db, settings, clock)
            if waiting and waiting[0].at < min(end, upcoming.at if upcoming else end):
                report = waiting.pop(0)
                example_clock.set_to(db, report.at)
                send_report(db, settings, report)
                continue
            if upcoming is None or upcoming.at >= end:
                example_clock.set_to(db, end)
                return
        move_to(settings, upcoming.at)


def is_example(db: Database, settings: Settings) -> bool:
    """Whether the database holds an example and no mail leaves it: only then anybody may be anyone in it."""
    return not settings.mail.host and example_clock.stands_at(db) is not None


def clock_in(db: Database) -> Clock | None:
    """The clock of the example that the database holds, standing where it stands now; None where it holds none."""
    instant = example_clock.stands_at(db)
    return None if instant is None else standing_clock(instant)


@dataclass(frozen=True, slots=True)
class NextEvent:
    """What happens next in the example: when (UTC), and what, as "påminnelser 27 maj"."""

    at: datetime
    label: str


def next_event(db: Database, settings: Settings, clock: Clock) -> NextEvent | None:
    """The nearest reminder, escalation, follow-up or meeting after now; None when the year's meetings are over."""
    now = clock.now()
    ahead = [
        meeting
        for meeting in meetings.from_date(db, clock.today(), settings.meetings.deadline_rule)
        if plans.reported_to(db, meeting.id)
    ]
    if not ahead:
        return None
    found: list[tuple[datetime, str]] = []
    frozen = summaries.frozen_meetings(db, clock.today())
    ladder = settings.reminders.ladder
    for meeting in ahead:
        if meeting.id not in frozen:
            found.append((ladder.instant(meeting.dispatch_on), _WORDS[MessageKind.SUMMARY]))
        found.append((datetime.combine(meeting.held_on, _MEETING_ENDS, STOCKHOLM), said("sammanträdet")))
    foretold = foretell(db, settings, now=now, until=ahead[-1].held_on)
    found.extend((mail.at, _WORDS[mail.message]) for mail in foretold)
    later = sorted((at.astimezone(UTC), words) for at, words in found if at > now)
    if not later:
        return None
    at = later[0][0]
    happening = dict.fromkeys(words for when, words in later if when == at)
    what = listed([_(words) for words in happening])
    return NextEvent(at, _("%(events)s %(day)s", events=what, day=day_and_month(_day(at))))


def _day(at: datetime) -> date:
    return at.astimezone(STOCKHOLM).date()


def move_to_next_event(settings: Settings) -> NextEvent | None:
    """Move the example's clock to its next event and let it happen; None where nothing is left.

    Raises Refused where the database holds no example.
    """
    with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db:
        clock = clock_in(db)
        if clock is None:
            raise Refused(_("Klockan går bara att flytta i ett exempel."))
        upcoming = next_event(db, settings, clock)
    if upcoming is not None:
        move_to(settings, upcoming.at)
    return upcoming


def move_to(settings: Settings, at: datetime) -> None:
    """Set the example's clock and do at once what is due then. at: aware."""
    with opened(settings.database.path, busy_seconds=settings.database.busy_seconds) as db, writing(db):
        example_clock.set_to(db, at)
    send_due(settings, standing_clock(at))
