"""The controller's pages as they are, with faults, in review, in conflict: sound in light and dark, wide and narrow."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.browser.test_every_page import OPTIONS
from tests.plan_on_file import COMMITTEE_SLUG, SLUG, large, save_example
from tests.services.editing import measure_id
from tracker.domain.draft import PlanDraft
from tracker.store.opening import opened

COMMITTEE = f"/committees/{COMMITTEE_SLUG}"
EDIT = f"/plans/{SLUG}/edit"


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")], ids=lambda p: f"{p[0]} {p[1]}")
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    width: int
    scheme: Literal["light", "dark"]
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    site.sign_in(context)
    yield context.new_page()
    context.close()


def sound(page: Page, what: str) -> None:
    found = Axe().run(page, options=OPTIONS)
    assert not found.response["violations"], f"{what}: {found.generate_report()}"
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{what} scrolls sideways"


def test_every_page_of_the_controller_is_sound(page: Page, site: Site) -> None:
    save_example(site.plan.path, large(60), slug="stor")
    save_example(site.plan.path, PlanDraft("Tom plan", "Byggnadsnämnden", 2019), slug="tom")
    with opened(site.plan.path) as db:
        two = f"{EDIT}/measures/{measure_id(db, '2')}"
        part = f"{EDIT}/measures/{measure_id(db, '2a')}"
    for address in (
        f"{COMMITTEE}/plans/new", f"{COMMITTEE}/plans/read", EDIT, f"{EDIT}/measures", f"{EDIT}/measures/new",
        two, part, f"{two}/end", f"{two}/cancel", f"{two}/replace", f"{two}/effects", f"{two}/confirm",
        f"{EDIT}/targets", f"{EDIT}/presuppositions", f"{EDIT}/presuppositions/new", f"{EDIT}/presuppositions/1",
        f"{EDIT}/presuppositions/1/end", f"/plans/{SLUG}/pictures", "/plans/stor/pictures", "/plans/tom",
        "/plans/tom/pictures", "/plans/tom/edit/targets", "/plans/tom/edit/measures", "/plans/tom/edit/presuppositions",
    ):  # fmt: skip
        response = page.goto(site.url + address)
        assert response is not None
        assert response.status == 200, address
        sound(page, address)


def test_a_form_with_faults_in_review_and_in_conflict_is_sound(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{EDIT}/targets")
    page.get_by_label("Belopp").fill("mycket")
    page.get_by_label("Gäller per").fill("snart")
    page.get_by_role("button", name="Granska").click()
    sound(page, "faults")
    page.get_by_label("Belopp").fill("29-31,5")
    page.get_by_label("Gäller per").fill("31 juli")
    page.get_by_role("button", name="Granska").click()
    sound(page, "review")
    page.get_by_role("button", name="Spara uppgiften").click()
    page.goto(f"{site.url}{EDIT}")
    page.get_by_label("Rubrik").fill("Min rubrik")
    other = page.context.new_page()
    other.goto(f"{site.url}{EDIT}")
    other.get_by_label("Rubrik").fill("En annan rubrik som är så lång att den inte ryms på en rad i en telefon")
    other.get_by_role("button", name="Spara").click()
    page.get_by_role("button", name="Spara").click()
    assert page.get_by_role("alert").is_visible()
    sound(page, "conflict")


def test_a_document_that_was_read_is_sound(page: Page, site: Site) -> None:
    text = (
        "Åtgärdsplan 2020, Gatukontoret\n\nUnderskottet per 2020-03-31 är 4,0 mnkr.\n\n"
        "1. Verksamhetsområdesövergripande lokalförsörjning\nPrognos utebliven kostnad: 1,2 mnkr\n"
        "Återrapport 1 Nämnd 2020-06-10\n\nNågot som inte hör dit.\n"
    )
    page.goto(f"{site.url}{COMMITTEE}/plans/read")
    page.set_input_files("#document", {"name": "plan.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.get_by_role("button", name="Läs dokumentet").click()
    assert page.get_by_role("heading", name="Så har plan.txt förståtts").is_visible()
    sound(page, "document")


def test_the_pictures_keep_their_letters_and_print(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    site.sign_in(context)
    page = context.new_page()
    page.goto(f"{site.url}/plans/{SLUG}/pictures")
    every = page.evaluate("Array.from(document.querySelectorAll('.picture text')).map(e => e.getBoundingClientRect())")
    sizes = [size for size in every if size["width"]]
    assert sizes
    assert all(size["height"] >= 14 for size in sizes)
    assert all(size["left"] >= 0 and size["right"] <= 390 for size in sizes)
    page.emulate_media(media="print")
    assert page.locator(".bridge").is_visible()
    context.close()
