"""The secretary's, manager's, administrator's and the public's pages, as they are, filled in and refused: all sound."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.town import Town, check_sound, served
from tests.ludvika import JONAS, SLUG
from tests.signing_in import ADMINISTRATOR
from tracker.clock import standing_clock
from tracker.domain.event import PROGRAM, Actor
from tracker.services.dispatching import dispatch_due
from tracker.services.finding import find_meeting, find_person
from tracker.services.freezing import freeze_anew
from tracker.services.introducing import write_introduction
from tracker.services.publishing import set_public
from tracker.services.sending import send_due
from tracker.store.opening import opened

NOW = datetime(2019, 6, 5, 8, 0, tzinfo=UTC)
COMMITTEE = "/committees/social-och-utbildningsnamnden"
JUNE, SEPTEMBER = f"{COMMITTEE}/meetings/2019-06-12", f"{COMMITTEE}/meetings/2019-09-04"
LONG = "Verksamhetsområdesövergripande lokalförsörjningsutredning"


@pytest.fixture
def town(database: Path) -> Iterator[Town]:
    """On the dispatch date: letters are out, the June follow-up is frozen twice and public."""
    with served(database, NOW) as found:
        settings = found.settings
        send_due(settings, standing_clock(datetime(2019, 5, 16, 8, 0, tzinfo=UTC)))
        with opened(database) as db:
            meeting = find_meeting(db, 1, datetime(2019, 6, 12, tzinfo=UTC).date(), settings.meetings.deadline_rule)
            author = find_person(db, JONAS)
            write_introduction(db, meeting, f"{LONG}.\n\nTvå frågor.", seen=0, author=author, now=NOW)
            dispatch_due(db, settings, now=NOW)
            freeze_anew(db, settings, meeting, reason="Kom sent.", actor=Actor(author.id, author.name), now=NOW)
            set_public(db, SLUG, public=True, actor=PROGRAM, now=NOW)
        yield found


@pytest.fixture
def page(browser: Browser, town: Town) -> Iterator[Page]:
    with town.window(browser, ADMINISTRATOR, script=True) as window:
        yield window


@pytest.mark.parametrize(
    "addresses",
    [
        (COMMITTEE, JUNE, SEPTEMBER, f"{COMMITTEE}/meetings/new", f"{SEPTEMBER}/edit", f"{SEPTEMBER}/cancel"),
        (f"{JUNE}/introduction", f"{JUNE}/freeze", f"{JUNE}/send", f"{JUNE}/summary", f"{JUNE}/summary/1"),
        ("/administration", "/administration/people", "/administration/people/new", "/administration/people/2"),
        ("/administration/people/import", "/administration/site", "/administration/checks"),
        ("/administration/ledger", "/administration/ledger?q=finns+inte", "/administration/ledger/1"),
        (f"/plans/{SLUG}", f"/public/plans/{SLUG}", f"/plans/{SLUG}/measures/2/hand-over"),
    ],
    ids=["meetings", "follow-up", "people", "site", "ledger", "public"],
)
def test_every_page_is_sound(page: Page, town: Town, addresses: tuple[str, ...]) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text) if "Security Policy" in message.text else None)
    for address in addresses:
        answer = page.goto(town.url + address)
        assert answer is not None
        assert answer.status == 200, address
        check_sound(page)
    assert not messages


def test_a_managers_pages_are_sound(browser: Browser, town: Town) -> None:
    with town.window(browser, JONAS, script=True) as page:
        for address in ("/my", "/my/absence", "/my/calendar", f"/my/reports{COMMITTEE[11:]}/2019-09-04"):
            page.goto(town.url + address)
            check_sound(page)
        page.goto(f"{town.url}/my/absence")
        page.get_by_role("button", name="Spara frånvaron").click()
        check_sound(page)
        page.goto(f"{town.url}/my/reports{COMMITTEE[11:]}/2019-09-04")
        page.get_by_role("button", name="Oförändrat för alla").click()
        check_sound(page)


def test_what_is_shown_before_it_is_saved_is_sound_and_so_is_what_is_refused(page: Page, town: Town) -> None:
    page.goto(f"{town.url}{COMMITTEE}/meetings/new")
    page.get_by_label("Datum", exact=True).fill(f"12 juni 2020\n31 juni\n6 januari 2021\n{LONG}{LONG}")
    page.get_by_role("button", name="Läs datumen").click()
    check_sound(page)
    page.goto(f"{town.url}{SEPTEMBER}/edit")
    page.get_by_label("Sammanträde", exact=True).fill("11 september 2019")
    page.get_by_role("button", name="Visa vad som händer").click()
    check_sound(page)
    page.get_by_label("Sammanträde", exact=True).fill("snart")
    page.get_by_role("button", name="Visa på nytt").click()
    check_sound(page)
    page.goto(f"{town.url}{JUNE}/freeze")
    page.get_by_role("button", name="Frys en ny version").click()
    check_sound(page)


def test_refused_forms_of_the_administrator_are_sound(page: Page, town: Town) -> None:
    page.goto(f"{town.url}/administration/people/new")
    page.get_by_role("button", name="Lägg till personen").click()
    check_sound(page)
    page.goto(f"{town.url}/administration/people/import")
    page.get_by_label("Eller klistra in raderna").fill(f"{LONG}{LONG};{LONG}@kommun.example;kejsare\nBo;bo;chef")
    page.get_by_role("button", name="Läs in listan").click()
    check_sound(page)
    page.goto(f"{town.url}/administration/site")
    page.get_by_label("Färg", exact=True).fill("#ffaa00")
    page.get_by_role("button", name="Spara").click()
    check_sound(page)
