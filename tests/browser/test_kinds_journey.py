"""A plan of each kind but the action plan, from the reminder in the mailbox to the frozen follow-up."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sound import check_sound
from tests.browser.town import Town, come, link_in_mail, served
from tests.ludvika import settings_for
from tracker.domain.meeting import Meeting
from tracker.services.example import load_example
from tracker.services.example_time import example_clock_of
from tracker.services.finding import find_plan
from tracker.store import committees, meetings
from tracker.store.opening import opened

_OF_ANOTHER_KIND = re.compile("åtgärd|underskott|besparing", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Journey:
    """field: where the owner writes. others: the fields that must be filled beside it. shown: as it is understood.

    in_the_plan: as its row has it. follow_up: a sentence of it in the words of the kind.
    """

    email: str
    measure: str
    field: str
    wrong: str
    refused: str
    right: str
    shown: str
    in_the_plan: str
    follow_up: str
    others: tuple[tuple[str, str], ...] = ()


JOURNEYS = {
    "lund-2021": Journey(
        email="birgitta.falk@kommun.example",
        measure="4. Förstärkt ram försörjningsstöd",
        field="Utfall hittills 2021",
        wrong="drygt fem",
        refused="går inte att läsa som ett belopp",
        right="5 250",
        shown="utfall hittills 5 250 tkr",
        in_the_plan="5 250",
        follow_up="Posterna är tilldelade 24 000 tkr.",
    ),
    "eskilstuna-2024": Journey(
        email="amir.salehi@kommun.example",
        measure="1. KIBB och stöd efter förhör",
        field="Äskat 2024",
        wrong="-0,5",
        refused="Beloppet skrivs utan minustecken.",
        right="0,6-0,8",
        shown="äskat 0,6–0,8 mnkr",
        in_the_plan="0,6–0,8",
        follow_up="Inget är beslutat än: 9 väntar på beslut.",
    ),
    "lund-2022": Journey(
        email="petra.lundh@kommun.example",
        measure="I14. Antal dagar i genomsnitt",
        field="Utfall 2022",
        wrong="ett halvår",
        refused="är inget antal dagar.",
        right="170",
        shown="utfall 170 dagar",
        in_the_plan="170 dagar",
        follow_up="3 av 15 indikatorer når sitt mål.",
        others=(("I15. Antal medarbetare", "vet ej"),),
    ),
}


def _meeting(town: Town, name: str) -> tuple[str, Meeting]:
    """The next one, with its committee's address."""
    with opened(town.settings.database.path) as db:
        plan = find_plan(db, name)
        held = meetings.of_committee(db, plan.committee_id, town.settings.meetings.deadline_rule)
        next_one = next(each for each in held if each.held_on >= town.at.date())
        return committees.by_id(db, plan.committee_id).slug, next_one


@pytest.mark.parametrize("name", JOURNEYS)
def test_from_the_reminder_to_the_follow_up(browser: Browser, tmp_path: Path, name: str) -> None:
    journey, settings = JOURNEYS[name], settings_for(tmp_path / "example.sqlite")
    load_example(settings, name)
    clock = example_clock_of(settings)
    assert clock is not None
    with served(settings.database.path, clock.now(), settings) as town:
        slug, meeting = _meeting(town, name)
        come(town, datetime.combine(meeting.report_deadline, time(8), UTC))
        with town.window(browser, "", script=True) as page:
            _reports(page, link_in_mail(town, journey.email, "/reports/"), journey)
        come(town, datetime.combine(meeting.dispatch_on, time(8), UTC))
        with town.window(browser, journey.email, script=True) as page:
            page.goto(f"{town.url}/plans/{name}")
            row = page.get_by_role("row").filter(has_text=journey.measure.partition(". ")[2])
            expect(row.filter(has_text=journey.in_the_plan).first).to_be_visible()
            page.goto(f"{town.url}/committees/{slug}/meetings/{meeting.held_on}/summary")
            expect(page.locator("main")).to_contain_text(journey.follow_up)
            report = page.get_by_role("article").filter(has_text=journey.measure)
            expect(report).to_contain_text(journey.shown)
            assert _OF_ANOTHER_KIND.search(page.locator("main").inner_text()) is None


def _reports(page: Page, link: str, journey: Journey) -> None:
    page.goto(link)
    item = page.get_by_role("region").filter(has=page.get_by_role("heading", name=journey.measure))
    for measure, value in journey.others:
        other = page.get_by_role("region").filter(has=page.get_by_role("heading", name=measure))
        other.get_by_label(journey.field).fill(value)
    item.get_by_label(journey.field).fill(journey.wrong)
    item.get_by_label("Status").select_option("Pågår")
    page.get_by_role("button", name="Skicka återrapport").click()
    expect(page.get_by_role("alert")).to_contain_text(journey.refused)
    check_sound(page)
    expect(item.get_by_label(journey.field)).to_have_value(journey.wrong)
    item.get_by_label(journey.field).fill(journey.right)
    page.get_by_role("button", name="Skicka återrapport").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, återrapporten är sparad")
    expect(page.get_by_role("article").filter(has_text=journey.measure)).to_contain_text(journey.shown)
    assert _OF_ANOTHER_KIND.search(page.locator("main").inner_text()) is None
    if journey.others:  # The page of thanks is the same for all; here it has the marks of indicators.
        check_sound(page)
