"""All five kinds of user, from the first mail to the frozen follow-up: by keyboard alone, with JavaScript and without.

Each comes as she would: by the link in her letter, and signed in by another letter where the page asks for it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import go, tab_to, write
from tests.browser.town import Town, come, link_in_mail, served
from tests.ludvika import JONAS, SLUG, TOVE
from tracker.store import summaries
from tracker.store.opening import opened

FIRST_MAIL = datetime(2019, 5, 16, 8, 0, tzinfo=UTC)
LATE = datetime(2019, 6, 3, 8, 0, tzinfo=UTC)
MISSING = datetime(2019, 6, 4, 8, 0, tzinfo=UTC)
MATS, LEILA, YUSUF = "mats.wiklund@kommun.example", "leila.karimi@kommun.example", "yusuf.lundin@kommun.example"


@pytest.fixture
def town(database: Path) -> Iterator[Town]:
    with served(database, FIRST_MAIL) as found:
        yield found


def _sign_in(page: Page, town: Town, email: str) -> None:
    """From the page that asks who she is, over the letter, back to the page that she came for."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    write(page, email=email)
    go(page, "Skicka en länk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Titta i din e-post")
    come(town, town.at)
    page.goto(link_in_mail(town, email, "/sign-in/"))
    go(page, "Logga in")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_first_mail_to_the_frozen_follow_up(browser: Browser, town: Town, script: bool) -> None:
    come(town, FIRST_MAIL)
    for does in (_manager_reports, _controller_looks_in):
        with town.window(browser, "", script=script) as page:
            does(page, town)
    for at in (LATE, MISSING):
        come(town, at)
    with town.window(browser, "", script=script) as page:
        _secretary_freezes_and_sends(page, town)
    come(town, MISSING)
    for does in (_member_reads, _administrator_looks_it_up):
        with town.window(browser, "", script=script) as page:
            does(page, town)
    with opened(town.settings.database.path) as db:
        assert [each.version for each in summaries.versions(db, 1)] == [1]


def _manager_reports(page: Page, town: Town) -> None:
    """She needs no password."""
    page.goto(link_in_mail(town, JONAS, "/reports/"))
    status = page.get_by_label("Status").first.get_attribute("id") or ""
    report = status.removeprefix("status-")
    tab_to(page, status)
    page.keyboard.type("Försenad")
    write(page, **{f"forecast-{report}": "1,0", f"text-{report}": "Två tjänster är vakanta."})
    go(page, "Skicka återrapport")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")


def _controller_looks_in(page: Page, town: Town) -> None:
    """As every week; there is a new forecast of the deficit."""
    page.goto(f"{town.url}/plans/{SLUG}")
    _sign_in(page, town, TOVE)
    expect(page.get_by_text("Status från pågår till försenad")).to_be_visible()
    go(page, "Underskottet")
    write(page, amount="30,5", as_of="30 april")
    go(page, "Granska")
    go(page, "Spara uppgiften")
    expect(page.get_by_text("30,5 mnkr").first).to_be_visible()


def _secretary_freezes_and_sends(page: Page, town: Town) -> None:
    """She has been told what is missing."""
    page.goto(link_in_mail(town, MATS, "/committees/"))
    _sign_in(page, town, MATS)
    expect(page.get_by_role("heading", name="Har inte kommit in")).to_be_visible()
    go(page, "Påminn nu")
    expect(page.get_by_role("status")).to_contain_text("En påminnelse går till")
    go(page, "Skriv en inledning")
    write(page, text="Nämnden har en fråga att ta ställning till.")
    go(page, "Spara inledningen")
    go(page, "Granska och frys")
    go(page, "Frys uppföljningen")
    go(page, "Skicka till nämnden")
    go(page, "Skicka till nämnden")
    expect(page.get_by_role("status")).to_contain_text("Uppföljningen går ut till")


def _member_reads(page: Page, town: Town) -> None:
    page.goto(link_in_mail(town, LEILA, "/committees/"))
    _sign_in(page, town, LEILA)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uppföljning till")
    expect(page.get_by_text("Nämnden har en fråga att ta ställning till.")).to_be_visible()
    expect(page.get_by_text("Två tjänster är vakanta.")).to_be_visible()


def _administrator_looks_it_up(page: Page, town: Town) -> None:
    """Somebody has asked whether it came out."""
    page.goto(f"{town.url}/administration/ledger")
    _sign_in(page, town, YUSUF)
    write(page, q="Leila uppföljning")
    go(page, "Visa")
    go(page, "Leila Karimi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppföljning till Leila Karimi")
    expect(page.get_by_text("Skickat").first).to_be_visible()
