"""Who only reads: a member from the committee's page, and a citizen on the public page; by keyboard alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.keyboard import go, tab_to
from tests.browser.town import Town, served
from tests.ludvika import SLUG, TOVE
from tracker.services.dispatching import dispatch_due
from tracker.store.opening import opened

DISPATCH = datetime(2019, 6, 5, 8, 0, tzinfo=UTC)
MEMBER = "leila.karimi@kommun.example"


@pytest.fixture
def town(database: Path) -> Iterator[Town]:
    """On the dispatch date, after the clock has frozen the follow-up."""
    with served(database, DISPATCH) as found:
        with opened(database) as db:
            assert dispatch_due(db, found.settings, now=DISPATCH).frozen == 1
        yield found


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_members_follow_up_to_the_citizens(browser: Browser, town: Town, script: bool) -> None:
    with town.window(browser, MEMBER, script=script) as page:
        page.goto(town.url)
        go(page, "Uppföljning 12 juni")
        expect(page.get_by_role("heading", level=1)).to_contain_text("12 juni 2019")
        expect(page.get_by_text("27,4 mnkr").first).to_be_visible()
        assert page.get_by_role("button").all_inner_texts() == ["Logga ut", "English"]
    with town.window(browser, "", script=script) as page:
        answer = page.goto(f"{town.url}/public/plans/{SLUG}")
        assert answer is not None
        assert answer.status == 404
    with town.window(browser, TOVE, script=script) as page:
        page.goto(f"{town.url}/plans/{SLUG}")
        go(page, "Publicera planen")
        expect(page.get_by_role("status")).to_have_text("Planens frysta uppföljningar är publika.")
    with town.window(browser, "", script=script) as page:
        page.goto(f"{town.url}/public/plans/{SLUG}")
        tab_to(page, "Till innehållet")
        page.keyboard.press("Enter")
        expect(page.get_by_text("27,4 mnkr").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("2019")
        assert page.get_by_role("link").all_inner_texts() == [
            "Till innehållet", "English", "Ordlista", "Tillgänglighetsredogörelse"
        ]  # fmt: skip
