"""From a year's dates to a corrected follow-up, by keyboard alone, with JavaScript and without."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import enter, go, tab_to, write
from tests.browser.town import Town, served
from tests.ludvika import MATS
from tracker.store import deliveries, summaries
from tracker.store.opening import opened

MORNING = datetime(2019, 5, 27, 8, 0, tzinfo=UTC)
DEADLINE = datetime(2019, 6, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def town(database: Path) -> Iterator[Town]:
    with served(database, MORNING) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(browser: Browser, town: Town, request: pytest.FixtureRequest) -> Iterator[Page]:
    with town.window(browser, MATS, script=request.param) as window:
        yield window


def test_before_the_meeting(page: Page, town: Town) -> None:
    page.goto(town.url)
    go(page, "Lägg in sammanträden")
    write(page, dates="onsdag 12 februari, 31 februari")
    write(page, year="2020")
    go(page, "Läs datumen")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("Den dagen finns inte.")).to_be_visible()
    write(page, dates="onsdag 12 februari, 4/3")
    go(page, "Läs datumen igen")
    expect(page.get_by_text("Onsdag 4 mars 2020")).to_be_visible()
    go(page, "Spara 2 sammanträden")
    expect(page.get_by_role("status")).to_have_text("2 sammanträden är inlagda.")

    go(page, "Onsdag 12 juni 2019")
    go(page, "Påminn nu")
    expect(page.get_by_role("status")).to_contain_text("En påminnelse går till Jonas Åkerström")
    go(page, "Skriv en inledning")
    write(page, text="Nämnden har tre frågor.")
    go(page, "Spara inledningen")
    expect(page.get_by_text("Nämnden har tre frågor.")).to_be_visible()
    go(page, "Ändra datum eller ställ in")
    write(page, held_on="torsdag 13 juni 2019")
    enter(page)
    expect(page.get_by_text("torsdag 13 juni 2019", exact=True)).to_be_visible()
    expect(page.get_by_text("flyttas").first).to_be_visible()
    go(page, "Spara ändringen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sammanträde torsdag 13 juni 2019")


def test_from_freezing_to_a_corrected_version(page: Page, town: Town) -> None:
    town.at = DEADLINE
    page.goto(f"{town.url}/committees/social-och-utbildningsnamnden/meetings/2019-06-12")
    go(page, "Granska och frys")
    expect(page.get_by_text("Förhandsvisning")).to_be_visible()
    go(page, "Frys uppföljningen")
    go(page, "Skicka till nämnden")
    expect(page.get_by_text("Leila Karimi")).to_be_visible()
    go(page, "Skicka till nämnden")
    expect(page.get_by_role("status")).to_have_text("Uppföljningen går ut till 4 personer.")
    go(page, "Rätta den i en ny version")
    tab_to(page, "reason")
    page.keyboard.type("En återrapport kom sent.")
    go(page, "Frys en ny version")
    go(page, "Läs uppföljningen")
    expect(page.get_by_text("Rättad: En återrapport kom sent.")).to_be_visible()
    go(page, "Version 1")
    expect(page.get_by_text("Det här är en tidigare version.")).to_be_visible()
    with opened(town.settings.database.path) as db:
        assert [each.version for each in summaries.versions(db, 1)] == [1, 2]
        assert len(deliveries.all_deliveries(db)) == 4


def test_a_cancelled_meeting_is_held_after_all(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/committees/social-och-utbildningsnamnden/meetings/2019-09-04/edit")
    go(page, "Ställ in sammanträdet")
    expect(page.get_by_text("ställs in").first).to_be_visible()
    go(page, "Ställ in sammanträdet")
    expect(page.get_by_role("status")).to_have_text("Sammanträdet är inställt.")
    go(page, "Håll det ändå")
    expect(page.get_by_role("status")).to_have_text("Sammanträdet är återställt.")
