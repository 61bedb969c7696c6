"""Plans of three kinds made by hand out of an empty committee; the forms have no script, so none is run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_controller_journey import EmptyCommittee, committee

__all__ = ["committee"]


@pytest.fixture
def page(browser: Browser, committee: EmptyCommittee) -> Iterator[Page]:
    """The controller's window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False, locale="sv-SE")
    name, value = committee.cookie
    context.add_cookies([{"name": name, "value": value, "url": committee.url}])
    yield context.new_page()
    context.close()


def _make(page: Page, home: str, kind: str, title: str) -> None:
    page.goto(home)
    page.get_by_role("link", name="Ny plan för hand").click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Rubrik").fill(title)
    page.get_by_label("Enhet").select_option("tkr")
    page.get_by_role("button", name="Skapa planen").click()


def _fill(page: Page, save: str, **typed: str) -> None:
    """Type into the fields of these names; review, where the form has that, and save."""
    for name, text in typed.items():
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value={text}]").check()
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    review = page.get_by_role("button", name="Granska", exact=True)
    if review.count():
        review.click()
    page.get_by_role("button", name=save, exact=True).click()


def test_an_allocation_needs_and_an_operational_plan_from_nothing(page: Page, committee: EmptyCommittee) -> None:
    _make(page, committee.url, "Fördelning", "Fördelning 2019")
    plan_url = page.url
    page.get_by_role("link", name="Ange ramen").click()
    _fill(page, "Spara uppgiften", amount="10 000", as_of="31 mars")
    for title, amount in (("Anställningar", "6000"), ("Central reserv", "3000")):
        page.goto(f"{plan_url}/edit/measures")
        page.get_by_role("link", name="Lägg till en post").click()
        _fill(page, "Lägg till posten", title=title, decided=amount)
    page.get_by_role("link", name="Ändra uppgifter").click()
    page.get_by_role("link", name="Vart det som inte används faller").click()
    page.get_by_label("Faller till").select_option(label="1. Anställningar")
    page.get_by_role("button", name="Granska").click()
    expect(page.get_by_text("som då har 6 000–9 000 tkr")).to_be_visible()
    page.get_by_role("button", name="Spara", exact=True).click()
    page.goto(plan_url)
    expect(page.locator(".figure")).to_have_text("1 000 tkr")
    expect(page.locator("tfoot")).to_contain_text("9 000")
    expect(page.get_by_text("2. Central reserv håller 3 000 tkr")).to_be_visible()

    _make(page, committee.url, "Behov och prioriteringar", "Behov 2019")
    plan_url = page.url
    page.get_by_role("link", name="Lägg till ett behov").click()
    _fill(page, "Lägg till behovet", title="Fler tolkar", forecast="1000-1500")
    page.get_by_role("link", name="Ändra belopp").click()
    _fill(page, "Spara beloppen", decided="800")
    page.get_by_role("link", name="Ändra belopp").click()
    page.get_by_role("link", name="2020", exact=True).click()
    _fill(page, "Spara beloppen", forecast="1200")
    page.goto(plan_url)
    expect(page.locator(".figure")).to_have_text("200–700 tkr")
    expect(page.get_by_role("row", name="Fler tolkar").filter(has_text="1 200").first).to_be_attached()

    _make(page, committee.url, "Verksamhetsplan", "Verksamhetsplan 2019")
    plan_url = page.url
    page.goto(f"{plan_url}/edit/measures")
    page.get_by_role("link", name="Lägg till ett mål").click()
    _fill(page, "Lägg till målet", title="Tryggt stöd")
    page.get_by_role("link", name="Tryggt stöd").click()
    page.get_by_role("link", name="Lägg till en indikator").click()
    indicator = {"number": "I1", "title": "Väntetid", "measured": "days", "better": "lower", "target": "180"}
    _fill(page, "Lägg till indikatorn", **indicator, outcome_1="210")
    page.get_by_role("link", name="Mål och utfall år för år").click()
    _fill(page, "Spara värdet", said="outcome", value="190")
    expect(page.get_by_role("row", name="2019").first).to_contain_text("målet är inte nått")
    _fill(page, "Spara värdet", said="outcome", value="170 dagar")
    page.goto(plan_url)
    expect(page.locator(".figure")).to_have_text("1 av 1")
    expect(page.get_by_role("row", name="Väntetid").first).to_contain_text("170 dagar")
