"""From an empty committee to a confirmed outcome, by keyboard alone, with JavaScript and without."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.browser.conftest import KEY
from tests.browser.keyboard import enter, go, tab_to, write
from tests.signing_in import cookie_for
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings, load_settings
from tracker.domain.person import Role
from tracker.services.report_links import LinkHolder
from tracker.services.reporting import Answer, due_reports, submit
from tracker.store import committees, meetings, people
from tracker.store.opening import opened, writing

NOW = datetime(2019, 5, 28, 8, 0, tzinfo=UTC)
CONTROLLER, OWNER = "tove.bergmark@kommun.example", "anna.berg@kommun.example"


@dataclass(frozen=True, slots=True)
class EmptyCommittee:
    """Where the program answers: a committee with two meetings, a controller and an owner, and no plan."""

    url: str
    settings: Settings
    cookie: tuple[str, str]

    def report(self) -> None:
        """The owner answers what is due from her to the first meeting."""
        with opened(self.settings.database.path) as db:
            owner = people.by_email(db, OWNER)
            meeting = meetings.on(db, 1, date(2019, 6, 12), self.settings.meetings.deadline_rule)
            assert owner is not None
            assert meeting is not None
            holder = LinkHolder(owner, meeting)
            due = due_reports(db, holder, NOW.date())
            said = Answer(status="done", forecast="1,2", outcome="0,4", text="Klart.")
            submit(db, holder, {each.report_id: said for each in due}, now=NOW, today=NOW.date())


@pytest.fixture
def committee(database: Path) -> Iterator[EmptyCommittee]:
    with opened(database) as db, writing(db):
        committee_id = committees.insert(db, slug="socialnamnden", name="Socialnämnden")
        for day in (date(2019, 6, 12), date(2019, 9, 4)):
            meetings.ensure(db, committee_id, day)
        controller = people.insert(db, name="Tove Bergmark", email=CONTROLLER)
        people.add_role(db, controller, Role.CONTROLLER, committee_id)
        people.insert(db, name="Anna Berg", email=OWNER, unit="Ekonomiskt bistånd")
    settings = load_settings(database=database, environment={})
    app = create_app(settings, standing_clock(NOW), key=KEY)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield EmptyCommittee(f"http://127.0.0.1:{server.port}", settings, cookie_for(app, database, CONTROLLER))
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def window(browser: Browser, committee: EmptyCommittee, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The controller's window, with JavaScript and without."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=request.param, locale="sv-SE"
    )
    name, value = committee.cookie
    context.add_cookies([{"name": name, "value": value, "url": committee.url}])
    yield context.new_page()
    context.close()


def test_from_an_empty_committee_to_a_confirmed_outcome(window: Page, committee: EmptyCommittee) -> None:
    page = window
    page.goto(committee.url)
    go(page, "Ny plan för hand")
    write(page, title="Åtgärdsplan 2019, Social välfärd")
    go(page, "Skapa planen")

    go(page, "Ange underskottet")
    write(page, amount="29,9 mnkr", as_of="31 mars")
    go(page, "Granska")
    expect(page.get_by_text("= 29 900 000 kr")).to_be_visible()
    go(page, "Spara uppgiften")
    expect(page.locator(".figure")).to_have_text("29,9 mnkr")

    go(page, "Lägg till en åtgärd")
    write(page, title="Färre hyrbilar", forecast="1200 tkr")
    tab_to(page, "owner_id")
    page.keyboard.type("Anna")
    go(page, "Granska")
    expect(page.get_by_text("= 1 200 000 kr")).to_be_visible()
    go(page, "Lägg till åtgärden")
    expect(page.get_by_role("heading", level=1)).to_have_text("1. Färre hyrbilar")
    expect(page.get_by_text("Anna Berg, Ekonomiskt bistånd")).to_be_visible()

    go(page, "Åtgärdsplan 2019, Social välfärd")
    expect(page.locator(".figure")).to_have_text("28,7 mnkr")
    go(page, "Förutsatta besparingar")
    go(page, "Lägg till en förutsättning")
    write(page, label="besparingskrav i strukturplanen", amount="3,6")
    go(page, "Granska")
    go(page, "Spara förutsättningen")
    expect(page.get_by_text("3,6 mnkr")).to_be_visible()

    committee.report()
    go(page, "Åtgärdsplan 2019, Social välfärd")
    go(page, "Färre hyrbilar")
    go(page, "Bekräfta utfall")
    expect(page.get_by_label("Bekräftat utfall 2019")).to_have_value("0,4")
    go(page, "Granska")
    go(page, "Bekräfta utfallet")
    expect(page.locator("dt", has_text="Bekräftat utfall")).to_be_visible()
    go(page, "Åtgärdsplan 2019, Social välfärd")
    expect(page.get_by_role("row", name="Bekräftat utfall 0,4 mnkr")).to_be_visible()
    go(page, "Planen i bild")
    expect(page.get_by_role("img", name="Från underskottet till gapet")).to_be_visible()


def test_enter_in_a_field_reviews_and_never_saves_what_was_not_seen(window: Page, committee: EmptyCommittee) -> None:
    page = window
    page.goto(committee.url)
    go(page, "Ny plan för hand")
    write(page, title="Åtgärdsplan 2019")
    enter(page)
    go(page, "Ange underskottet")
    write(page, amount="29,9", as_of="31 mars")
    enter(page)
    expect(page.get_by_text("= 29 900 000 kr")).to_be_visible()
    write(page, amount="92,9")
    enter(page)
    expect(page.get_by_text("= 92 900 000 kr")).to_be_visible()
    expect(page.get_by_role("heading", name="Tidigare uppgifter")).to_have_count(0)
