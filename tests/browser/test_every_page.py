"""Every page of the program in a real browser: no fault of accessibility, nothing to scroll sideways for."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.full_town import FullTown
from tests.browser.pages import EDIT, ELSEWHERE, EVERYBODY, FILES, PAGES, PLAN, values_of, who_sees
from tests.browser.sound import check_sound
from tests.ludvika import JONAS
from tests.signing_in import ADMINISTRATOR

ROUTES = (Path(__file__).parents[1] / "web" / "routes.txt").read_text(encoding="utf-8").splitlines()
SHIPPED = """performance.getEntriesByType('resource').filter(each => /\\.(css|js)$/.test(each.name))
  .reduce((sum, each) => sum + each.decodedBodySize, 0)"""
"""Bytes of style and script that the page loaded; its policy lets it have none of its own."""


def test_every_address_is_a_page_here_or_a_file_or_seen_elsewhere() -> None:
    asked = {line.removeprefix("GET ") for line in ROUTES if line.startswith("GET ")}
    assert asked == {*PAGES, *FILES, *ELSEWHERE}, "say in PAGES how to see the new page"


@pytest.fixture(scope="module")
def values(full: FullTown) -> dict[str, str]:
    return values_of(full)


@pytest.fixture(scope="module")
def windows(browser: Browser, full: FullTown) -> Iterator[dict[str, Page]]:
    """Each person's, and at "" a stranger's; no page tries what its own policy forbids."""
    forbidden: list[str] = []
    with ExitStack() as stack:
        opened = {who: stack.enter_context(full.town.window(browser, who, script=True)) for who in EVERYBODY}
        for page in opened.values():
            page.on("console", lambda said: forbidden.append(said.text) if "Security Policy" in said.text else None)
        yield opened
    assert not forbidden


@pytest.mark.parametrize("route", PAGES)
def test_the_page_is_sound(full: FullTown, windows: dict[str, Page], values: dict[str, str], route: str) -> None:
    for address in PAGES[route]:
        page = windows[who_sees(address)]
        answer = page.goto(full.town.url + address.format(**values))
        assert answer is not None
        assert answer.status == 200, address
        assert 0 < page.evaluate(SHIPPED) <= 30_000, address
        check_sound(page)


def test_pages_in_english_are_sound(browser: Browser, full: FullTown) -> None:
    """Its words are longer here and shorter there, and what the municipality wrote is marked as Swedish."""
    with full.town.window(browser, ADMINISTRATOR, script=True, locale="en-GB") as page:
        for address in (PLAN, f"{EDIT}/measures/new", "/plans/lund-2022/measures/I5"):
            page.goto(full.town.url + address)
            expect(page.locator("html")).to_have_attribute("lang", "en")
            check_sound(page)


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("", "/nope", 404),
        ("", "/reports/broken", 410),
        ("", "/sign-out", 405),
        ("", "/broken", 500),
        (JONAS, "/administration", 403),
        (JONAS, f"{EDIT}", 403),
        (JONAS, "/plans/nope", 404),
    ],
)
def test_the_page_of_an_error_is_sound(
    full: FullTown, windows: dict[str, Page], who: str, address: str, status: int
) -> None:
    answer = windows[who].goto(full.town.url + address)
    assert answer is not None
    assert answer.status == status
    check_sound(windows[who])


def test_the_pictures_keep_their_letters_on_a_phone_and_on_paper(full: FullTown, windows: dict[str, Page]) -> None:
    page = windows[ADMINISTRATOR]
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{full.town.url}{PLAN}/pictures")
    every = page.evaluate("Array.from(document.querySelectorAll('.picture text')).map(e => e.getBoundingClientRect())")
    sizes = [size for size in every if size["width"]]
    assert sizes
    assert all(size["height"] >= 14 for size in sizes)
    assert all(size["left"] >= 0 and size["right"] <= 390 for size in sizes)
    page.emulate_media(media="print")
    expect(page.locator(".bridge")).to_be_visible()
    page.emulate_media(media="screen")
