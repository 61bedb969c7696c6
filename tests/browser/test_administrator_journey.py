"""An administrator's first morning: does mail get out, who is who, what is the place called; by keyboard alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import go, tab_to, write
from tests.browser.town import Town, served
from tests.signing_in import ADMINISTRATOR
from tracker.store import people
from tracker.store.opening import opened

MORNING = datetime(2019, 5, 27, 8, 0, tzinfo=UTC)


@pytest.fixture
def town(database: Path) -> Iterator[Town]:
    with served(database, MORNING) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(browser: Browser, town: Town, request: pytest.FixtureRequest) -> Iterator[Page]:
    with town.window(browser, ADMINISTRATOR, script=request.param) as window:
        yield window


def test_a_trial_letter_and_its_place_in_the_ledger(page: Page, town: Town) -> None:
    page.goto(town.url)
    go(page, "Administration")
    go(page, "Skicka ett testbrev till mig")
    expect(page.get_by_role("status")).to_contain_text("är taget emot")
    expect(page.frame_locator("iframe.mail").get_by_text("Det här är ett testbrev.")).to_be_visible()
    go(page, "Utskick")
    write(page, q="finns inte")
    go(page, "Visa")
    expect(page.get_by_text("Inget utskick passar.")).to_be_visible()
    go(page, "Visa alla")
    go(page, "Tora Testare")
    go(page, "Tora Testare")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitt konto")


def test_people_one_by_one_and_out_of_a_list(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/administration/people")
    go(page, "Lägg till en person")
    write(page, name="Åsa Ek", email="asa")
    go(page, "Lägg till personen")
    expect(page.get_by_role("alert")).to_contain_text("”asa” är ingen e-postadress.")
    expect(page.get_by_label("Namn")).to_have_value("Åsa Ek")
    write(page, email="asa.ek@kommun.example")
    go(page, "Lägg till personen")
    tab_to(page, "role")
    page.keyboard.type("Nämnd")
    go(page, "Ge rollen")
    expect(page.get_by_text("Nämndsekreterare i alla nämnder")).to_be_visible()
    write(page, last_day="30 juni 2019")
    go(page, "Spara sista dag")
    expect(page.get_by_text("Slutar söndag 30 juni 2019.")).to_be_visible()
    go(page, "Ångra, personen är kvar")

    go(page, "Personer")
    go(page, "Läs in en lista")
    write(page, text="Bo Ek;bo.ek@kommun.example;kejsare")
    go(page, "Läs in listan")
    expect(page.get_by_text("rollen ”kejsare” finns inte")).to_be_visible()
    expect(page.get_by_label("Eller klistra in raderna")).to_have_value("Bo Ek;bo.ek@kommun.example;kejsare")
    write(page, text="Bo Ek;bo.ek@kommun.example;chef")
    go(page, "Läs in listan")
    expect(page.get_by_role("status").first).to_have_text("1 nya, 0 ändrade, 0 oförändrade.")
    with opened(town.settings.database.path) as db:
        assert people.by_email(db, "bo.ek@kommun.example") is not None


def test_the_name_and_the_colour(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/administration")
    go(page, "Kommunens namn och utseende")
    write(page, name="Ludvika kommun", accent="#ffaa00")
    go(page, "Spara")
    expect(page.get_by_role("alert")).to_contain_text("Kontrasten mot ljus bakgrund är 1,6:1")
    expect(page.get_by_label("Namn")).to_have_value("Ludvika kommun")
    write(page, accent="#7a1f5c")
    go(page, "Spara")
    expect(page.get_by_role("status")).to_have_text("Sparat.")
    expect(page.locator(".municipality")).to_have_text("Ludvika kommun")
    expect(page.get_by_role("button", name="Spara")).to_have_css("background-color", "rgb(122, 31, 92)")
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_role("button", name="Spara")).not_to_have_css("background-color", "rgb(122, 31, 92)")
