"""Every page of the program in a real browser: no fault of accessibility, nothing to scroll sideways for."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.full_town import COMMITTEE_URL, JUNE, SEPTEMBER, FullTown
from tests.browser.sound import check_sound
from tests.browser.town import KEY
from tests.ludvika import JONAS, MEETINGS, SLUG, holder
from tests.services.editing import measure_id
from tests.signing_in import ADMINISTRATOR
from tracker.services.report_links import report_token
from tracker.services.sign_in import make_sign_in_link
from tracker.store.opening import opened

ROUTES = (Path(__file__).parents[1] / "web" / "routes.txt").read_text(encoding="utf-8").splitlines()
FILES = {
    "/calendar/<token>.ics",
    "/committees/<slug>/meetings.ics",
    "/committees/<slug>/meetings/<date:held_on>/summary.<any(docx, pdf):form>",
    "/committees/<slug>/meetings/<date:held_on>/summary/<int:version>.<any(docx, pdf):form>",
    "/health",
    "/look/<name>.<any(svg,png):kind>",
    "/look/<name>.css",
    "/plans/<slug>/export.<any(xlsx, csv, docx, pdf):form>",
    "/robots.txt",
    "/static/<path:filename>",
}
ELSEWHERE = {
    "/language/<code>": "leads back to where one was",
    "/administration/ledger/<int:delivery_id>/body": "a letter: test_letters.py",
    "/mailbox/<name>/body": "a letter: test_letters.py",
    "/sign-in/oidc": "leads to the provider",
    "/sign-in/oidc/back": "test_sign_in.py",
}
SHIPPED = """performance.getEntriesByType('resource').filter(each => /\\.(css|js)$/.test(each.name))
  .reduce((sum, each) => sum + each.decodedBodySize, 0)"""
"""Bytes of style and script that the page loaded; its policy lets it have none of its own."""
PLAN, EDIT = f"/plans/{SLUG}", f"/plans/{SLUG}/edit"
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("/",),
    "/accessibility": ("/accessibility",),
    "/account": ("/account",),
    "/account/password": ("/account/password",),
    "/administration": ("/administration",),
    "/administration/checks": ("/administration/checks",),
    "/administration/ledger": ("/administration/ledger", "/administration/ledger?q=finns+inte"),
    "/administration/ledger/<int:delivery_id>": ("/administration/ledger/1",),
    "/administration/people": ("/administration/people", "/administration/people?q=finns+inte"),
    "/administration/people/<int:person_id>": ("/administration/people/2",),
    "/administration/people/import": ("/administration/people/import",),
    "/administration/people/new": ("/administration/people/new",),
    "/administration/site": ("/administration/site",),
    "/clock": ("/clock",),
    "/committees/<slug>": (COMMITTEE_URL, "/committees/byggnadsnamnden"),
    "/committees/<slug>/meetings/<date:held_on>": (JUNE, SEPTEMBER, "{december}"),
    "/committees/<slug>/meetings/<date:held_on>/cancel": (f"{SEPTEMBER}/cancel",),
    "/committees/<slug>/meetings/<date:held_on>/edit": (f"{SEPTEMBER}/edit",),
    "/committees/<slug>/meetings/<date:held_on>/freeze": (f"{JUNE}/freeze",),
    "/committees/<slug>/meetings/<date:held_on>/introduction": (f"{JUNE}/introduction",),
    "/committees/<slug>/meetings/<date:held_on>/send": (f"{JUNE}/send",),
    "/committees/<slug>/meetings/<date:held_on>/summary": (f"{JUNE}/summary",),
    "/committees/<slug>/meetings/<date:held_on>/summary/<int:version>": (f"{JUNE}/summary/1",),
    "/committees/<slug>/meetings/new": (f"{COMMITTEE_URL}/meetings/new",),
    "/committees/<slug>/plans/new": (f"{COMMITTEE_URL}/plans/new",),
    "/committees/<slug>/plans/read": (f"{COMMITTEE_URL}/plans/read",),
    "/committees/<slug>/plans/read/<int:upload_id>": ("{upload}",),
    "/glossary": ("/glossary",),
    "/mailbox": ("/mailbox",),
    "/mailbox/<name>": ("/mailbox/{letter}",),
    "/my": ("/my",),
    "/my/absence": ("/my/absence",),
    "/my/calendar": ("/my/calendar",),
    "/my/reports/<slug>/<date:held_on>": ("/my/reports/social-och-utbildningsnamnden/2019-09-04",),
    "/plans/<slug>": (PLAN, "/plans/stor", "/plans/lang", "/plans/tom"),
    "/plans/<slug>/edit": (EDIT, "/plans/lang/edit"),
    "/plans/<slug>/edit/measures": (f"{EDIT}/measures", "/plans/lang/edit/measures", "/plans/tom/edit/measures"),
    "/plans/<slug>/edit/measures/<int:measure_id>": (f"{EDIT}/measures/{{two}}", f"{EDIT}/measures/{{part}}"),
    "/plans/<slug>/edit/measures/<int:measure_id>/cancel": (f"{EDIT}/measures/{{two}}/cancel",),
    "/plans/<slug>/edit/measures/<int:measure_id>/confirm": (f"{EDIT}/measures/{{two}}/confirm",),
    "/plans/<slug>/edit/measures/<int:measure_id>/effects": (f"{EDIT}/measures/{{two}}/effects",),
    "/plans/<slug>/edit/measures/<int:measure_id>/end": (f"{EDIT}/measures/{{two}}/end",),
    "/plans/<slug>/edit/measures/<int:measure_id>/replace": (f"{EDIT}/measures/{{two}}/replace",),
    "/plans/<slug>/edit/measures/new": (f"{EDIT}/measures/new",),
    "/plans/<slug>/edit/presuppositions": (f"{EDIT}/presuppositions", "/plans/tom/edit/presuppositions"),
    "/plans/<slug>/edit/presuppositions/<int:presupposition_id>": (f"{EDIT}/presuppositions/1",),
    "/plans/<slug>/edit/presuppositions/<int:presupposition_id>/end": (f"{EDIT}/presuppositions/1/end",),
    "/plans/<slug>/edit/presuppositions/new": (f"{EDIT}/presuppositions/new",),
    "/plans/<slug>/edit/targets": (f"{EDIT}/targets", "/plans/tom/edit/targets"),
    "/plans/<slug>/measures/<number>": (f"{PLAN}/measures/2", f"{PLAN}/measures/4", "/plans/lang/measures/1"),
    "/plans/<slug>/measures/<number>/hand-over": (f"{PLAN}/measures/2/hand-over",),
    "/plans/<slug>/pictures": (f"{PLAN}/pictures", "/plans/stor/pictures", "/plans/tom/pictures"),
    "/public/plans/<slug>": (f"/public/plans/{SLUG}",),
    "/public/plans/<slug>/<date:held_on>": (f"/public/plans/{SLUG}/2019-06-12",),
    "/reports/<token>": ("/reports/{report}", "/reports/{reported}", "/reports/{reported}?change=1"),
    "/sign-in": ("/sign-in",),
    "/sign-in/<token>": ("{sign_in}",),
    "/sign-in/password": ("/sign-in/password",),
    "/sign-in/sent": ("/sign-in/sent",),
}
EVERYBODY = (ADMINISTRATOR, JONAS, "")
WHO = {"/my": JONAS, "/public": "", "/reports": "", "/sign-in": "", "/glossary": "", "/accessibility": ""}
"""By the beginning of the address; the rest is seen by the administrator."""


def test_every_address_is_a_page_here_or_a_file_or_seen_elsewhere() -> None:
    asked = {line.removeprefix("GET ") for line in ROUTES if line.startswith("GET ")}
    assert asked == {*PAGES, *FILES, *ELSEWHERE}, "say in PAGES how to see the new page"


@pytest.fixture(scope="module")
def values(full: FullTown) -> dict[str, str]:
    """What stands in the addresses."""
    town = full.town
    with opened(town.settings.database.path) as db:
        june, september = (holder(db, town.settings, JONAS, day) for day in MEETINGS[:2])
        tokens = [
            report_token(db, KEY, person_id=each.person.id, meeting_id=each.meeting.id) for each in (june, september)
        ]
        return {
            "two": str(measure_id(db, "2")),
            "part": str(measure_id(db, "2a")),
            "december": f"{COMMITTEE_URL}/meetings/{MEETINGS[-1]}",
            "upload": full.upload,
            "letter": full.letter,
            "reported": tokens[0],
            "report": tokens[1],
            "sign_in": make_sign_in_link(db, june.person.id, base_url="", now=town.at),
        }


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
        email = next((who for begins, who in WHO.items() if address.startswith(begins)), ADMINISTRATOR)
        page = windows[email if address != "{sign_in}" else ""]
        answer = page.goto(full.town.url + address.format(**values))
        assert answer is not None
        assert answer.status == 200, address
        assert 0 < page.evaluate(SHIPPED) <= 30_000, address
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
