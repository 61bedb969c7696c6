"""Forms that were refused, that show what saving would do, or that met another's change: as sound as other pages."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.full_town import COMMITTEE_URL, DOCUMENT, JUNE, LONG_WORD, SEPTEMBER, FullTown
from tests.browser.pages import values_of
from tests.browser.sound import check_sound
from tests.ludvika import JONAS, SLUG
from tests.signing_in import ADMINISTRATOR

EDIT = f"/plans/{SLUG}/edit"
PEOPLE = "/administration/people"
OWN_REPORTS = "/my/reports/social-och-utbildningsnamnden/2019-09-04"
REFUSED = [
    ("", "/sign-in", {}, "Skicka en länk"),
    ("", "/sign-in/password", {"Lösenord": "x"}, "Logga in"),
    (ADMINISTRATOR, "/account/password", {"Nytt lösenord": "kort"}, "Spara lösenordet"),
    (ADMINISTRATOR, f"{PEOPLE}/new", {}, "Lägg till personen"),
    (ADMINISTRATOR, f"{PEOPLE}/2", {"Sista dag": "snart"}, "Spara sista dag"),
    (ADMINISTRATOR, f"{PEOPLE}/import", {"Eller klistra in raderna": f"{LONG_WORD * 2};x;chef"}, "Läs in listan"),
    (ADMINISTRATOR, "/administration/site", {"Färg": "#ffaa00", "Kontakt om tillgänglighet": "x"}, "Spara"),
    (ADMINISTRATOR, f"{SEPTEMBER}/edit", {"Sammanträde": "snart"}, "Visa vad som händer"),
    (ADMINISTRATOR, f"{JUNE}/freeze", {}, "Frys en ny version"),
    (ADMINISTRATOR, f"{COMMITTEE_URL}/plans/read", {}, "Läs dokumentet"),
    (ADMINISTRATOR, f"{COMMITTEE_URL}/plans/new", {}, "Skapa planen"),
    (ADMINISTRATOR, EDIT, {"Rubrik": ""}, "Spara"),
    (ADMINISTRATOR, f"{EDIT}/targets", {"Belopp": "mycket", "Gäller per": "snart"}, "Granska"),
    (ADMINISTRATOR, f"{EDIT}/measures/new", {"Rubrik": ""}, "Granska"),
    (ADMINISTRATOR, "/plans/lund-2022/edit/measures/new?form=indicator", {"Mål 2022": "många"}, "Granska"),
    (ADMINISTRATOR, "/plans/lund-2022/edit/measures/new?form=goal", {}, "Lägg till målet"),
    (ADMINISTRATOR, "/plans/lund-2022/edit/measures/{indicator}/values", {"Värde": "många", "År": "x"}, "Granska"),
    (
        ADMINISTRATOR,
        "/plans/lund-2021/edit/measures/{ramp}/months",
        {"Till högst så många": "en och en halv"},
        "Granska",
    ),
    (ADMINISTRATOR, f"{EDIT}/presuppositions/new", {"Belopp": "mycket"}, "Granska"),
    (JONAS, "/my/absence", {}, "Spara frånvaron"),
    (JONAS, OWN_REPORTS, {"Prognos 2019": "femton"}, "Skicka återrapport"),
]


def _send(page: Page, address: str, typed: dict[str, str], button: str) -> None:
    page.goto(address)
    for label, text in typed.items():
        page.get_by_label(label, exact=True).first.fill(text)
    page.get_by_role("button", name=button, exact=True).first.click()


@pytest.mark.parametrize("form", REFUSED, ids=[each[1] for each in REFUSED])
def test_a_refused_form_is_sound_and_leads_to_what_is_wrong(
    browser: Browser, full: FullTown, form: tuple[str, str, dict[str, str], str]
) -> None:
    who, address, typed, button = form
    with full.town.window(browser, who, script=True) as page:
        _send(page, full.town.url + address.format(**values_of(full)), typed, button)
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.title().startswith("Fel: ")
        for link in page.get_by_role("alert").get_by_role("link").all():
            target = link.get_attribute("href")
            assert target is not None
            assert page.locator(target).is_visible(), target
        check_sound(page)


@pytest.mark.parametrize(
    "form",
    [
        (f"{EDIT}/targets", {"Belopp": "29-31,5", "Gäller per": "30 april"}, "Granska", "Spara uppgiften"),
        (f"{EDIT}/measures/new", {"Rubrik": LONG_WORD, "Prognos 2019": "1-1,5"}, "Granska", "Lägg till åtgärden"),
        (
            f"{EDIT}/presuppositions/new",
            {"Vad som förutsätts": LONG_WORD, "Belopp": "2"},
            "Granska",
            "Spara förutsättningen",
        ),
        ("/plans/lund-2021/edit/measures/{ramp}/months", {"Till högst så många": "80"}, "Granska", "Spara månaderna"),
        ("/plans/lund-2022/edit/measures/{indicator}/values", {"Värde": "85,5 %"}, "Granska", "Spara värdet"),
        (f"{SEPTEMBER}/edit", {"Sammanträde": "11 september 2019"}, "Visa vad som händer", "Spara ändringen"),
        (
            f"{COMMITTEE_URL}/meetings/new",
            {"Datum": f"12 juni 2020\n31 juni\n6 januari 2021\n{LONG_WORD * 2}"},
            "Läs datumen",
            "Läs datumen igen",
        ),
    ],
)
def test_what_is_shown_before_it_is_saved_is_sound(
    browser: Browser, full: FullTown, form: tuple[str, dict[str, str], str, str]
) -> None:
    address, typed, button, shown = form
    with full.town.window(browser, ADMINISTRATOR, script=True) as page:
        _send(page, full.town.url + address.format(**values_of(full)), typed, button)
        expect(page.get_by_role("button", name=shown)).to_be_visible()
        check_sound(page)


def test_what_was_reported_and_what_another_changed_meanwhile_are_sound(browser: Browser, full: FullTown) -> None:
    with full.town.window(browser, ADMINISTRATOR, script=True) as page:
        page.goto(f"{full.town.url}{EDIT}")
        page.get_by_label("Rubrik").fill("Min rubrik")
        other = page.context.new_page()
        _send(other, f"{full.town.url}{EDIT}", {"Rubrik": f"En annan rubrik: {LONG_WORD}"}, "Spara")
        page.get_by_role("button", name="Spara").click()
        expect(page.get_by_role("alert")).to_be_visible()
        check_sound(page, "conflict")
    with full.town.window(browser, JONAS, script=True) as page:
        _send(page, full.town.url + OWN_REPORTS, {}, "Oförändrat för alla")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")
        check_sound(page, "thanks")


def test_a_document_that_was_read_is_sound(browser: Browser, full: FullTown) -> None:
    with full.town.window(browser, ADMINISTRATOR, script=True) as page:
        page.goto(f"{full.town.url}{COMMITTEE_URL}/plans/read")
        page.set_input_files("#document", {"name": "p.txt", "mimeType": "text/plain", "buffer": DOCUMENT.encode()})
        page.get_by_role("button", name="Läs dokumentet").click()
        expect(page.get_by_role("heading", name="Så har p.txt förståtts")).to_be_visible()
        for each in page.locator("summary").all():
            each.click()
        page.get_by_label("Underskott, gäller per").fill("snart")
        page.get_by_role("button", name="Spara planen").click()
        expect(page.get_by_text("Här finns inget datum.").first).to_be_visible()
        check_sound(page)


def test_a_form_that_was_sent_too_late_is_sound(browser: Browser, full: FullTown) -> None:
    """Signed out in another window; and a form without its token."""
    with full.town.window(browser, JONAS, script=True) as page:
        page.goto(f"{full.town.url}/my/absence")
        page.context.clear_cookies()
        page.get_by_role("button", name="Spara frånvaron").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check_sound(page, "signed out")
        page.goto(f"{full.town.url}/sign-in")
        page.context.clear_cookies()
        page.get_by_role("button", name="Skicka en länk").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Formuläret gick inte att ta emot")
        check_sound(page, "forged")
