"""Ludvika's plan on file, with its invented people: the example of the program, saved without its clock."""

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlite_utils import Database

from tracker.clock import Clock, standing_clock
from tracker.config import Settings, load_settings
from tracker.domain.dates import STOCKHOLM
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from
from tracker.services.plan_saving import save_plan
from tracker.services.report_links import LinkHolder
from tracker.store import meetings, people, plans
from tracker.store.opening import opened, writing

SLUG = "ludvika-2019"
JONAS = "jonas.akerstrom@kommun.example"
SAMIRA = "samira.haddad@kommun.example"
EBBA = "ebba.lindqvist@kommun.example"
TOVE = "tove.bergmark@kommun.example"
MATS = "mats.wiklund@kommun.example"
OWNERS = {JONAS, SAMIRA, "per-olof.oberg@kommun.example", "karin.sjodin@kommun.example"}
MEETINGS = [date(2019, 6, 12), date(2019, 9, 4), date(2019, 10, 9), date(2019, 11, 6), date(2019, 12, 11)]
DECIDED = datetime(2019, 5, 8, 10, tzinfo=UTC)


def settings_for(database: Path, *, smtp_port: int | None = None) -> Settings:
    """The default settings on a database, with an SMTP server on loopback where a port is given."""
    settings = load_settings(database=database, environment={"TRACKER_SECRET": "only-for-tests"})
    if smtp_port is None:
        return settings
    mail = settings.mail.model_copy(update={"host": "127.0.0.1", "port": smtp_port, "timeout_seconds": 5.0})
    return settings.model_copy(update={"mail": mail})


def save_ludvika(database: Path) -> Settings:
    """Fill a migrated database; returns settings for it without a mail server."""
    values = tomllib.loads((EXAMPLES / f"{SLUG}.toml").read_text(encoding="utf-8"))
    with opened(database) as db, writing(db):
        ids: dict[str, int] = {}
        for each in values["people"]:
            ids[each["email"]] = people.insert(
                db,
                name=each["name"],
                email=each["email"],
                unit=each.get("unit", ""),
                manager_id=ids.get(each.get("manager", "")),
            )
            people.add_role(db, ids[each["email"]], Role(each["role"]), None)
        plan_id = save_plan(db, draft_from(values["plan"]), slug=SLUG, source=None, actor=PROGRAM, now=DECIDED)
        plans.set_controller(db, plan_id, ids[TOVE])
    return settings_for(database)


def noon(day: date) -> Clock:
    """A clock at noon, Stockholm time."""
    return standing_clock(datetime.combine(day, time(12), STOCKHOLM))


def holder(db: Database, settings: Settings, email: str, meeting: date) -> LinkHolder:
    """Somebody with the link to a meeting of the only committee."""
    person = people.by_email(db, email)
    found = meetings.on(db, 1, meeting, settings.meetings.deadline_rule)
    assert person is not None
    assert found is not None
    return LinkHolder(person, found)
