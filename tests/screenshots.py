"""Pictures of the main pages, on a desk and on a phone, for the README and the docs: python -m tests.screenshots

A year of Ludvika's plan is lived until the day before the October deadline, so that there is something to see; the
other kinds of plan are as their examples begin.
"""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.town import Town, served
from tests.ludvika import JONAS, MEETINGS, SAMIRA, SLUG, TOVE, holder, settings_for
from tracker.clock import standing_clock
from tracker.mail.mailbox import list_mailbox
from tracker.services.example import load_example
from tracker.services.example_time import example_clock_of
from tracker.services.report_links import report_token
from tracker.services.reporting import Answer, due_reports, submit
from tracker.services.sending import mailbox_folder, send_due
from tracker.store.migrating import migrate
from tracker.store.opening import opened

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
KARIN, OLOF = "karin.sjodin@kommun.example", "per-olof.oberg@kommun.example"
MATS, LEILA, YUSUF = "mats.wiklund@kommun.example", "leila.karimi@kommun.example", "yusuf.lundin@kommun.example"
BEGINS, NOW = datetime(2019, 5, 16, 8, tzinfo=UTC), datetime(2019, 9, 27, 8, tzinfo=UTC)
COMMITTEE = "/committees/social-och-utbildningsnamnden"
OTHERS = {
    "allocation": ("lund-2021", "ylva.hedberg@kommun.example"),
    "needs": ("eskilstuna-2024", "olle.granath@kommun.example"),
    "operational-plan": ("lund-2022", "ture.blomkvist@kommun.example"),
}
SAID = [
    (date(2019, 5, 29), JONAS, "2", "in_progress", "1,2", "", "Alla handläggare har gått utbildningen."),
    (date(2019, 5, 29), JONAS, "6", "in_progress", "5,5", "0,4", "Modellen prövas i två team sedan april."),
    (date(2019, 5, 30), SAMIRA, "3", "in_progress", "1,0", "0,2", "Schemat är nytt från 1 maj."),
    (date(2019, 5, 31), OLOF, "4", "in_progress", "0,8", "", "Analysen är klar: fyra placeringar kan avslutas."),
    (date(2019, 8, 21), JONAS, "2", "delayed", "0,9", "0,2", "Två tjänster är vakanta till oktober."),
    (date(2019, 8, 21), JONAS, "6", "in_progress", "5,0", "1,6", "Färre nya ärenden än väntat."),
    (date(2019, 8, 23), SAMIRA, "3", "done", "1,1", "0,6", "Genomfört. Besparingen syns från juni."),
    (date(2019, 8, 26), KARIN, "5", "in_progress", "0,3-0,5", "", "Två familjehem är kontrakterade."),
    (date(2019, 9, 26), JONAS, "2", "delayed", "0,9", "0,3", "En tjänst är tillsatt, en återstår."),
    (date(2019, 9, 26), JONAS, "6", "in_progress", "5,0", "2,1", "Enligt plan."),
]


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        database = Path(folder) / "tracker.sqlite"
        migrate(database)
        with served(database, NOW) as town:
            _live(town)
            for name, (who, address) in _pages(town).items():
                _take(browser, town, name, who, address)
        for name, (example, who) in OTHERS.items():
            settings = settings_for(Path(folder) / f"{example}.sqlite")
            load_example(settings, example)
            clock = example_clock_of(settings)
            assert clock is not None
            with served(settings.database.path, clock.now()) as town:
                _take(browser, town, name, who, f"/plans/{example}")
    print(f"{sum(each.stat().st_size for each in FOLDER.glob('*.png')) / 1000:.0f} kB in {FOLDER}")  # noqa: T201


def _pages(town: Town) -> dict[str, tuple[str, str]]:
    """By the picture's name: who looks, at which address."""
    with opened(town.settings.database.path) as db:
        who = holder(db, town.settings, KARIN, MEETINGS[2])
        token = report_token(db, town.settings.secret, person_id=who.person.id, meeting_id=who.meeting.id)
    letter = next(each for each in list_mailbox(mailbox_folder(town.settings)) if KARIN in each.to)
    return {
        "plan": (TOVE, f"/plans/{SLUG}"),
        "pictures": (TOVE, f"/plans/{SLUG}/pictures"),
        "committee": (TOVE, COMMITTEE),
        "report": ("", f"/reports/{token}"),
        "own-measures": (JONAS, "/my"),
        "meeting": (MATS, f"{COMMITTEE}/meetings/{MEETINGS[2]}"),
        "follow-up": (LEILA, f"{COMMITTEE}/meetings/{MEETINGS[1]}/summary"),
        "ledger": (YUSUF, "/administration/ledger"),
        "letter": (YUSUF, f"/mailbox/{letter.name}/body"),
    }


def _live(town: Town) -> None:
    """Each day in turn: what was said on it, and the letters that leave."""
    for day in sorted({BEGINS.date(), *(said[0] for said in SAID), *_EVENTS, NOW.date()}):
        at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
        for _, email, number, status, forecast, outcome, text in (said for said in SAID if said[0] == day):
            _say(town, at, email, number, Answer(status, forecast, outcome, text))
        send_due(town.settings, standing_clock(at))


_EVENTS = (date(2019, 5, 27), date(2019, 6, 5), date(2019, 8, 19), date(2019, 8, 29), date(2019, 9, 16))


def _say(town: Town, at: datetime, email: str, number: str, answer: Answer) -> None:
    with opened(town.settings.database.path) as db:
        held_on = next(each for each in MEETINGS if each > at.date())
        who = holder(db, town.settings, email, held_on)
        due = {each.measure.number: each.report_id for each in due_reports(db, who, at.date())}
        submit(db, who, {due[number]: answer}, now=at, today=at.date())


def _take(browser: Browser, town: Town, name: str, who: str, address: str) -> None:
    for size, (width, height) in WIDTHS.items():
        with town.window(browser, who, script=False) as page:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(town.url + address)
            page.screenshot(path=FOLDER / f"{name}-{size}.png")


if __name__ == "__main__":
    main()
