"""Signing in in a real browser: by link and password, with script and without, by keyboard alone, in the example."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.browser.conftest import NOW, Site
from tests.browser.sound import check_sound
from tests.plan_on_file import ANNA, SLUG
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import load_settings
from tracker.services.example import load_example
from tracker.services.example_time import example_clock_of
from tracker.services.sending import send_due


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def stranger(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone's window in which nobody is signed in."""
    context = browser.new_context(
        locale="sv-SE", viewport={"width": 390, "height": 844}, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def _link(site: Site) -> str:
    """What the newest letter to sign in with says, at the address where the test's program answers."""
    send_due(load_settings(database=site.plan.path, environment={}), standing_clock(NOW))
    for file in sorted(Path(f"{site.plan.path}.mailbox").glob("*.eml"), reverse=True):
        found = re.search(r"/sign-in/[A-Za-z0-9_-]{43}", file.read_text().replace("=\n", ""))
        if found:
            return site.url + found[0]
    pytest.fail("no letter with a link")


def test_from_a_page_over_the_letter_to_the_page(stranger: Page, site: Site) -> None:
    stranger.goto(f"{site.url}/plans/{SLUG}")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Logga in")
    stranger.get_by_label("E-postadress").fill(ANNA)
    stranger.get_by_role("button", name="Skicka en länk").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Titta i din e-post")
    stranger.goto(_link(site))
    stranger.get_by_role("button", name="Logga in").click()
    expect(stranger).to_have_url(f"{site.url}/plans/{SLUG}")
    expect(stranger.get_by_text("Du är inloggad som Anna Berg.")).to_be_visible()
    stranger.get_by_role("button", name="Logga ut").click()
    expect(stranger.get_by_text("Du är utloggad.")).to_be_visible()


def test_what_is_no_address_is_said_by_the_page_and_not_by_the_browser(stranger: Page, site: Site) -> None:
    stranger.goto(f"{site.url}/sign-in")
    stranger.get_by_label("E-postadress").fill("anna")
    stranger.get_by_role("button", name="Skicka en länk").click()
    expect(stranger.get_by_role("alert")).to_contain_text("Skriv din e-postadress")
    expect(stranger.get_by_label("E-postadress")).to_have_value("anna")


def test_a_password_is_set_used_and_removed(stranger: Page, site: Site) -> None:
    site.sign_in(stranger.context)
    stranger.goto(f"{site.url}/account")
    stranger.get_by_role("link", name="Välj ett lösenord").click()
    stranger.get_by_label("Nytt lösenord").fill("sju sorters kakor")
    stranger.get_by_role("button", name="Spara lösenordet").click()
    stranger.get_by_role("button", name="Logga ut", exact=True).click()
    stranger.get_by_role("link", name="Logga in med lösenord").click()
    stranger.get_by_label("E-postadress").fill("tora.testare@kommun.example")
    stranger.get_by_label("Lösenord").fill("sju sorters kakor")
    stranger.get_by_role("button", name="Logga in").click()
    stranger.goto(f"{site.url}/account/password")
    stranger.get_by_role("button", name="Ta bort lösenordet").click()
    expect(stranger.get_by_text("Lösenordet är borttaget.")).to_be_visible()


def _press_tab_until(page: Page, words: str) -> None:
    """Focus is seen all the way."""
    for _ in range(30):
        page.keyboard.press("Tab")
        said, style, width = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            "return [e.name || e.textContent.trim(), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        assert style != "none", f"focus cannot be seen on {said}"
        assert width >= 2, f"focus cannot be seen on {said}"
        if said == words:
            return
    pytest.fail(f"{words} cannot be reached")


def test_by_keyboard_alone(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site.url}/sign-in")
    _press_tab_until(page, "email")
    page.keyboard.type(ANNA)
    _press_tab_until(page, "Skicka en länk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Titta i din e-post")
    page.goto(_link(site))
    _press_tab_until(page, "Logga in")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Du är inloggad som Anna Berg.")).to_be_visible()
    _press_tab_until(page, "Logga ut")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()
    context.close()


@pytest.fixture
def example(tmp_path: Path) -> Iterator[str]:
    """The address of the example as a newcomer meets it, with another way to sign in beside."""
    settings = load_settings(database=tmp_path / "example.sqlite", environment={})
    load_example(settings, "ludvika-2019")
    clock = example_clock_of(settings)
    assert clock is not None
    oidc = settings.oidc.model_copy(update={"issuer": "http://127.0.0.1:9", "client_id": "tracker"})
    server = make_server("127.0.0.1", 0, create_app(settings.model_copy(update={"oidc": oidc}), clock), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_newcomer_to_the_example_is_two_presses_from_being_somebody_else(stranger: Page, example: str) -> None:
    stranger.goto(example)
    stranger.get_by_role("button", name="Tove Bergmark").click()
    expect(stranger.get_by_role("link", name="Tove Bergmark")).to_be_visible()
    expect(stranger.get_by_text("Kvar att täcka").first).to_be_visible()
    stranger.get_by_role("link", name="Byt person").click()
    stranger.get_by_role("button", name="Mats Wiklund").click()
    expect(stranger.get_by_role("link", name="Mats Wiklund")).to_be_visible()


def test_what_only_an_example_and_another_way_in_show_is_sound(browser: Browser, example: str) -> None:
    """Signing in as one of its people, the municipality's own way in, and that it was refused."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    for address in ("/", "/sign-in/oidc/back?error=access_denied", "/clock"):
        page.goto(example + address)
        check_sound(page)
    context.close()
