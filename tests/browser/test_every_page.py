"""Every page in light and dark, wide and narrow: no fault of accessibility, nothing to scroll sideways for."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Site
from tests.plan_on_file import ANNA, BO, COMMITTEE_SLUG, SLUG, large, save_example

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COMMITTEE = f"/committees/{COMMITTEE_SLUG}"


def _addresses(site: Site) -> list[str]:
    save_example(site.plan.path, large(30), slug="stor")
    return [
        COMMITTEE,
        f"/plans/{SLUG}",
        "/plans/stor",
        f"/plans/{SLUG}/measures/2",
        f"/plans/{SLUG}/measures/4",
        f"{COMMITTEE}/meetings/2019-09-04",
        site.form(ANNA).removeprefix(site.url),
        site.form(BO).removeprefix(site.url),
        f"{site.form(BO).removeprefix(site.url)}?change=1",
        "/mailbox",
        "/clock",
        "/sign-in",
        "/sign-in/sent",
        "/sign-in/password",
        "/sign-in/token",
        "/account",
        "/account/password",
        "/reports/broken",
        "/nope",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_sound(browser: Browser, site: Site, scheme: Literal["light", "dark"], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    site.sign_in(context)
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text) if "Security Policy" in message.text else None)
    for address in _addresses(site):
        page.goto(site.url + address)
        found = Axe().run(page, options=OPTIONS)
        assert not found.response["violations"], f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} scrolls sideways"
    assert not messages
    context.close()


def test_a_wrong_form_is_sound_too(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900})
    site.sign_in(context)
    page = context.new_page()
    page.goto(site.form(ANNA))
    page.get_by_label("Prognos 2019").first.fill("femton")
    page.get_by_role("button", name="Skicka återrapport").click()
    found = Axe().run(page, options=OPTIONS)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_letters_link_leads_from_the_mailbox_to_the_form(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    site.sign_in(context)
    page = context.new_page()
    page.goto(f"{site.url}/mailbox")
    page.locator(".rows a").first.click()
    letter = page.frame_locator("iframe.mail")
    link = letter.get_by_role("link").first
    address = link.get_attribute("href")
    assert address is not None
    assert "/reports/" in address
    page.route("http://127.0.0.1:8019/**", lambda route: route.fulfill(body="the form", content_type="text/plain"))
    link.click()
    page.wait_for_url(address)
    context.close()
