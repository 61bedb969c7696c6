"""From the link to a saved report, in a real browser, on a phone."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.plan_on_file import ANNA, SLUG
from tracker.domain.report import ReportVersion
from tracker.store import reports
from tracker.store.opening import opened


def _saved(site: Site) -> list[ReportVersion]:
    """What Anna has reported to the meeting on 4 September."""
    with opened(site.plan.path) as db:
        return [each for each in reports.newest_versions(db, 2).values() if each.author == "Anna Berg"]


def test_from_link_to_saved_report(page: Page, site: Site) -> None:
    page.goto(site.form(ANNA))
    page.get_by_label("Status").first.select_option("Pågår")
    page.get_by_label("Prognos 2019").first.fill("1,5")
    page.get_by_label("Kommentar").first.fill("Utbildningen är klar.")
    page.get_by_role("button", name="Skicka återrapport").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")
    expect(page.get_by_text("Utbildningen är klar.")).to_be_visible()
    assert [each.unchanged for each in _saved(site)] == [False, False]
    page.goto(f"{site.url}/plans/{SLUG}/measures/2")
    expect(page.get_by_text("Utbildningen är klar.")).to_be_visible()


def test_no_change_is_one_press(page: Page, site: Site) -> None:
    page.goto(site.form(ANNA))
    page.get_by_role("button", name="Oförändrat för alla").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")
    assert [each.unchanged for each in _saved(site)] == [True, True]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(page: Page, site: Site) -> None:
    page.goto(site.form(ANNA))
    page.get_by_label("Prognos 2019").first.fill("femton")
    page.get_by_label("Kommentar").last.fill("Behåll det här.")
    page.get_by_role("button", name="Skicka återrapport").click()
    expect(page.get_by_label("Prognos 2019").first).to_have_value("femton")
    expect(page.get_by_label("Kommentar").last).to_have_value("Behåll det här.")
    page.get_by_role("alert").get_by_role("link").click()
    assert page.url.endswith("#forecast-2")
    assert not _saved(site)


def test_the_form_can_be_filled_in_with_the_keyboard_alone_and_focus_is_seen(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site.form(ANNA))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Till innehållet"
    page.keyboard.press("Enter")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            "return [e.name || e.textContent.trim(), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert focus[1] != "none", f"focus cannot be seen on {focus[0]}"
        assert focus[2] >= 2, f"focus cannot be seen on {focus[0]}"
        seen.append(focus[0])
        if focus[0] == "forecast-2":
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type("1,4")
        if focus[0] == "Skicka återrapport":
            page.keyboard.press("Enter")
            break
    assert seen[:4] == ["Oförändrat för alla", "status-2", "forecast-2", "text-2"]
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")
    expect(page.get_by_text("prognos 1,4 mnkr")).to_be_visible()
    context.close()


def test_fields_are_large_enough_for_a_thumb(page: Page, site: Site) -> None:
    page.goto(site.form(ANNA))
    for field in page.get_by_role("main").locator("input:visible, select, textarea, button, summary").all():
        box = field.bounding_box()
        assert box is not None
        assert box["height"] >= 44, field.inner_text()


def test_a_letters_link_leads_from_the_mailbox_to_the_form(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/mailbox")
    page.locator(".rows a").first.click()
    link = page.frame_locator("iframe.mail").get_by_role("link").first
    address = link.get_attribute("href")
    assert address is not None
    assert "/reports/" in address
    page.route("http://127.0.0.1:8019/**", lambda route: route.fulfill(body="the form", content_type="text/plain"))
    link.click()
    page.wait_for_url(address)
