"""A document is read, put right and saved in a phone's window, by keyboard alone and without JavaScript."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.keyboard import go, tab_to, write
from tests.browser.town import served
from tests.ludvika import TOVE

NOW = datetime(2019, 5, 28, 8, 0, tzinfo=UTC)
READ = "/committees/social-och-utbildningsnamnden/plans/read"
DOCUMENT = """Åtgärdsplan 2019, Gatukontoret

Underskottet per 2019-03-31 är 4,0 mnkr.

1. Färre hyrbilar
Prognos utebliven kostnad: 1,2 mnkr, därav 0,3 mnkr
Återrapport 1 Nämnd 2019-06-12

2. Senare plogning
Ansvarig: Karin Sand
Prognos utebliven kostnad: 300 tkr
"""


def test_a_document_is_put_right_and_saved_on_a_phone(browser: Browser, database: Path) -> None:
    with served(database, NOW) as town, town.window(browser, TOVE, script=False) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(town.url + READ)
        page.set_input_files("#document", {"name": "p.txt", "mimeType": "text/plain", "buffer": DOCUMENT.encode()})
        go(page, "Läs dokumentet")
        expect(page.get_by_role("alert")).to_contain_text("har flera belopp")
        expect(page.get_by_text("Rad 10: ”Ansvarig: Karin Sand”")).to_have_count(0)

        box = page.get_by_label("Jag har rättat det här nedanför, eller så ska det inte med")
        tab_to(page, box.get_attribute("id") or "")
        page.keyboard.press("Space")
        write(page, **{"m5-forecast-2019": "mycket"})
        tab_to(page, "Rätta åtgärd 2")
        page.keyboard.press("Enter")
        tab_to(page, "m9-owner_id")
        page.keyboard.type("Jonas")
        write(page, **{"m9-days": "4/9, 9 oktober"})
        go(page, "Spara planen")

        expect(page.get_by_role("alert")).to_contain_text("Åtgärd 1: prognos 2019")
        expect(box).to_be_checked()
        expect(page.locator("#m9-days")).to_have_value("4/9, 9 oktober")
        page.get_by_role("alert").get_by_role("link").first.focus()
        page.keyboard.press("Enter")
        write(page, **{"m5-forecast-2019": "0,9 mnkr"})
        go(page, "Visa med rättelserna")
        expect(page.get_by_text("Inget är sparat än.")).to_be_visible()
        expect(page.locator("#corrections + .changes")).to_contain_text("från inget till 0,9 mnkr", ignore_case=True)
        expect(page.get_by_text("2,8 mnkr")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

        go(page, "Spara planen")
        expect(page.get_by_text("Planen är inläst och sparad.")).to_be_visible()
        expect(page.locator(".figure")).to_have_text("2,8 mnkr")
        go(page, "Senare plogning")
        expect(page.get_by_text("Jonas Åkerström").first).to_be_visible()
