"""A manager's own page: report, take back, be away, hand over, by keyboard alone, with JavaScript and without."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import go, tab_to, write
from tests.browser.town import Town, served
from tests.ludvika import JONAS
from tracker.store import reports
from tracker.store.opening import opened

MORNING = datetime(2019, 5, 27, 8, 0, tzinfo=UTC)


@pytest.fixture
def town(database: Path) -> Iterator[Town]:
    with served(database, MORNING) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(browser: Browser, town: Town, request: pytest.FixtureRequest) -> Iterator[Page]:
    with town.window(browser, JONAS, script=request.param) as window:
        yield window


def _in(town: Town) -> int:
    with opened(town.settings.database.path) as db:
        return len(reports.newest_versions(db, 1))


def test_from_what_is_due_to_a_report_and_back(page: Page, town: Town) -> None:
    page.goto(town.url)
    go(page, "Mina återrapporter")
    expect(page.get_by_text("Senast fredag 31 maj 2019")).to_be_visible()
    go(page, "Lämna 2 återrapporter")
    status = page.get_by_label("Status").first.get_attribute("id")
    assert status is not None
    report = status.removeprefix("status-")
    tab_to(page, status)
    page.keyboard.type("Försenad")
    write(page, **{f"forecast-{report}": "1,0", f"text-{report}": "Rekryteringen drar ut på tiden."})
    go(page, "Skicka återrapport")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")
    expect(page.get_by_text("Rekryteringen drar ut på tiden.")).to_be_visible()
    assert _in(town) == 2
    go(page, "Ta tillbaka återrapporten")
    expect(page.get_by_role("status")).to_contain_text("tillbakatagen")
    assert _in(town) == 0
    go(page, "Oförändrat för alla")
    assert _in(town) == 2


def test_away_with_a_substitute_and_back(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/my")
    go(page, "Ange frånvaro och ersättare")
    write(page, first_day="8 juli", last_day="1 juli")
    go(page, "Spara frånvaron")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Första dag borta")).to_have_value("8 juli")
    write(page, last_day="2 augusti")
    tab_to(page, "substitute")
    page.keyboard.type("Samira")
    go(page, "Spara frånvaron")
    expect(page.get_by_text("Måndag 8 juli 2019 till fredag 2 augusti 2019")).to_be_visible()
    go(page, "Ta bort")
    expect(page.get_by_role("status")).to_contain_text("Frånvaron är borttagen.")


def test_a_measure_gets_a_new_owner_and_the_calendar_a_new_address(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/my")
    go(page, "Lämna över")
    tab_to(page, "to")
    page.keyboard.type("Samira")
    go(page, "Lämna över")
    expect(page.get_by_role("status")).to_contain_text("Samira Haddad ansvarar nu")
    go(page, "Mina återrapporter")
    expect(page.get_by_role("link", name="Lämna återrapporten")).to_be_visible()
    go(page, "Få dina sista dagar i kalendern")
    before = page.get_by_label("Adress", exact=True).input_value()
    go(page, "Byt adress")
    assert page.get_by_label("Adress", exact=True).input_value() != before
