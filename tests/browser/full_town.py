"""A town where everything has happened at least once, so that every page has something to show."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database

from tests.browser.town import Town, served
from tests.ludvika import EBBA, JONAS, MEETINGS, SAMIRA, SLUG, holder
from tests.plan_on_file import COMMITTEE, large, save_example
from tests.plan_on_file import MEETINGS as DAYS
from tests.signing_in import ADMINISTRATOR, token_for
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.draft import MeasureDraft, PlanDraft
from tracker.domain.event import PROGRAM, Actor
from tracker.services.absences import set_absence
from tracker.services.dispatching import dispatch_due
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from
from tracker.services.finding import find_meeting, find_person
from tracker.services.freezing import freeze_anew
from tracker.services.introducing import write_introduction
from tracker.services.meeting_changes import cancel
from tracker.services.plan_saving import Source, save_plan
from tracker.services.plan_uploads import keep_upload
from tracker.services.publishing import set_public
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import mailbox_folder, send_due
from tracker.store import municipality, people
from tracker.store.municipality import MunicipalityRow
from tracker.store.opening import opened, writing
from tracker.web.access import open_to_all

NOW = datetime(2019, 6, 5, 8, 0, tzinfo=UTC)
LONG_WORD = "Verksamhetsområdesövergripande lokalförsörjningsutredningsuppföljning"
LONG_TITLE = f"{LONG_WORD} med samordnad gemensamhetsanläggningsförvaltning, ".ljust(199, "å") + "."
COMMITTEE_URL = "/committees/social-och-utbildningsnamnden"
JUNE, SEPTEMBER = f"{COMMITTEE_URL}/meetings/2019-06-12", f"{COMMITTEE_URL}/meetings/2019-09-04"
OTHER_KINDS = ("lund-2021", "lund-2022", "eskilstuna-2024")
DOCUMENT = f"""Åtgärdsplan 2020, Gatukontoret

Underskottet per 2020-03-31 är 4,0 mnkr.

1. {LONG_WORD}
Prognos utebliven kostnad: 1,2 mnkr
Återrapport 1 Nämnd 2020-06-10

Något som inte hör dit.
"""


@dataclass(frozen=True, slots=True)
class FullTown:
    """upload: the address of a document that waits to be saved. letter: the name of a letter in the mailbox."""

    town: Town
    upload: str
    letter: str


@contextmanager
def full_town(database: Path) -> Iterator[FullTown]:
    """On the dispatch date of the June meeting, whose follow-up is frozen twice and public."""
    with served(database, NOW) as town:
        town.app.add_url_rule("/broken", view_func=open_to_all(_broken))
        settings = town.settings
        token_for(database)
        save_example(database, large(30), slug="stor")
        save_example(database, PlanDraft("Tom plan", "Byggnadsnämnden", 2019), slug="tom")
        _other_kinds(database)
        titles = tuple(MeasureDraft(str(each), LONG_TITLE, LONG_TITLE, report_dates=DAYS) for each in range(1, 4))
        save_example(database, PlanDraft(LONG_TITLE, COMMITTEE, 2019, measures=titles), slug="lang")
        send_due(settings, standing_clock(datetime(2019, 5, 16, 8, 0, tzinfo=UTC)))
        with opened(database) as db:
            _report(db, settings)
            _follow_up(db, settings)
            upload = _upload(db)
            municipality.write(db, MunicipalityRow(name="Ludvika kommun", accent="#7a1f5c"))
            jonas, samira = find_person(db, JONAS), find_person(db, SAMIRA)
            days = {"first_day": date(2019, 7, 8), "last_day": date(2019, 8, 2)}
            set_absence(db, jonas, samira, **days, actor=PROGRAM, now=NOW)
            last = find_meeting(db, 1, MEETINGS[-1], settings.meetings.deadline_rule)
            cancel(db, last, actor=PROGRAM, now=NOW)
            db.execute(
                "UPDATE delivery SET state = 'failed', words = ? WHERE person_id = ?", ("552 5.2.2 full", samira.id)
            )
        letter = next(mailbox_folder(settings).glob("*.eml")).name
        yield FullTown(town, upload, letter)


def _broken() -> str:
    """A page with a fault of ours in it."""
    raise ZeroDivisionError


def _other_kinds(database: Path) -> None:
    """An allocation, an operational plan with indicators, and needs for several years."""
    with opened(database) as db, writing(db):
        for name in OTHER_KINDS:
            values = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
            for each in values["people"]:
                if people.by_email(db, each["email"]) is None:
                    people.insert(db, name=each["name"], email=each["email"], unit=each.get("unit", ""))
            save_plan(db, draft_from(values["plan"]), slug=name, source=None, actor=PROGRAM, now=NOW)


def _report(db: Database, settings: Settings) -> None:
    who, day = holder(db, settings, JONAS, MEETINGS[0]), date(2019, 5, 29)
    said = Answer(status="delayed", forecast="0,4-1,0", outcome="0,1", text=f"{LONG_WORD}.\n\nTvå personer söks.")
    due = due_reports(db, who, day)
    now = datetime(2019, 5, 29, 8, tzinfo=UTC)
    submit(db, who, {each.report_id: said for each in due}, now=now, today=day)


def _follow_up(db: Database, settings: Settings) -> None:
    meeting = find_meeting(db, 1, MEETINGS[0], settings.meetings.deadline_rule)
    author = find_person(db, EBBA)
    write_introduction(db, meeting, f"{LONG_WORD}.\n\nTvå frågor.", seen=0, author=author, now=NOW)
    dispatch_due(db, settings, now=NOW)
    freeze_anew(db, settings, meeting, reason="Kom sent.", actor=Actor(author.id, author.name), now=NOW)
    set_public(db, SLUG, public=True, actor=PROGRAM, now=NOW)


def _upload(db: Database) -> str:
    person = find_person(db, ADMINISTRATOR)
    source = Source("plan.txt", DOCUMENT.encode())
    kept = keep_upload(db, COMMITTEE_URL.rpartition("/")[2], source, person_id=person.id, now=NOW)
    return f"{COMMITTEE_URL}/plans/read/{kept}"
