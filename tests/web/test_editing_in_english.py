"""The editing pages for whoever reads English: wrong input is answered in English, and nothing of it in Swedish."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import COMMITTEE_SLUG, SLUG, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW
from tests.web.editing import send
from tests.web.page_checks import Page, check
from tests.web.test_english_pages import swedish_in
from tests.web.test_plan_reading_pages import upload
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.amount import Amount
from tracker.domain.period import Period
from tracker.language import speaking
from tracker.store import targets
from tracker.store.opening import opened
from tracker.web.filters import amount

EDIT = f"/plans/{SLUG}/edit"
COMMITTEE = f"/committees/{COMMITTEE_SLUG}"


@pytest.fixture
def english(plan: PlanOnFile, settings: Settings) -> FlaskClient:
    """The administrator, whose browser asks for English."""
    site = settings.site.model_copy(update={"languages": ("sv", "en")})
    app: Flask = create_app(settings.model_copy(update={"site": site}), standing_clock(NOW), key=KEY)
    client = client_of(app, plan.path)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def answer(client: FlaskClient, address: str, typed: dict[str, str], status: int = 422) -> Page:
    """The page filled in and sent, as it is shown again."""
    sent = send(client, address, check(client.get(address).text, "en"), **typed)
    assert sent.status_code == status, sent.text
    page = check(sent.text, "en")
    assert swedish_in(sent.text) == []
    return page


@pytest.mark.parametrize(
    ("address", "typed", "message"),
    [
        (f"{EDIT}/targets", {"amount": "1.200", "as_of": "1 May"}, "“1.200” could mean either 1 200 or 1.2."),
        (f"{EDIT}/targets", {"amount": "much", "as_of": "soon"}, "“much” cannot be read as an amount."),
        (f"{EDIT}/targets", {"amount": "2", "as_of": "soon"}, "There is no date here. Write for example 12 June 2019."),
        (f"{EDIT}/measures/new", {"title": ""}, "Write what the measure is called."),
        (f"{EDIT}/measures/new", {"number": "2"}, "Number 2 is already in the plan. Choose another."),
        (f"{EDIT}/presuppositions/new", {"amount": "-1"}, "Write the amount without a minus sign"),
        (EDIT, {"year": "19"}, "Write the year in four figures, for example 2019."),
        (EDIT, {"summary": "640823-3234"}, "The text seems to hold a personal identity number."),
        (f"{COMMITTEE}/plans/new", {"title": ""}, "Write what the plan is called"),
        (f"{COMMITTEE}/meetings/new", {"dates": "31 June", "year": "2020"}, "There is no such day."),
        (f"{COMMITTEE}/meetings/new", {"dates": "", "year": "2020"}, "Write or paste at least one date."),
        (f"{COMMITTEE}/meetings/2019-09-04/edit", {"held_on": "May 1, 2018"}, "Tuesday 1 May 2018 has already passed."),
        (
            f"{COMMITTEE}/meetings/2019-09-04/edit",
            {"held_on": "12 June 2019"},
            "already has a meeting on 12 June 2019.",
        ),
        (f"/plans/{SLUG}/measures/2/hand-over", {"to": ""}, "Choose who is to own it."),
    ],
)
def test_wrong_input_is_answered_in_english(
    english: FlaskClient, address: str, typed: dict[str, str], message: str
) -> None:
    assert message in answer(english, address, typed).words


def test_what_was_understood_is_shown_in_english_and_saved(english: FlaskClient, plan: PlanOnFile) -> None:
    typed = {"amount": "29-31.5", "as_of": "May 1, 2019", "label": ""}
    page = answer(english, f"{EDIT}/targets", typed, 200)
    assert "Deficit as of 1 May 2019 29.0–31.5 mnkr = 29 000 000–31 500 000 kr" in page.words
    assert send(english, f"{EDIT}/targets", page, action="save").status_code == 303
    with opened(plan.path) as db:
        newest = targets.newest(db, 1, Period(2019), date(2019, 5, 2))
    assert newest is not None
    assert (newest.amount.low_kr, newest.amount.high_kr) == (29_000_000, 31_500_000)


def test_a_document_with_doubts_is_shown_in_english(english: FlaskClient) -> None:
    text = "Åtgärdsplan 2020\n\nPer sista mars ett underskott på 4,5 mnkr.\n\n1. Hyror\nPrognos besparing: 1.200 tkr\n"
    sent = upload(english, text.encode()).headers["Location"]
    page = check(english.get(sent).text, "en")
    assert [each for each in swedish_in(page.html) if "1.200" not in each] == []
    assert page.headings[0][1] == "How plan.txt was understood"
    assert "Line 6: “1.200” could mean either 1 200 or 1,2. Write the one that you mean." in page.words
    assert "Deficit as of 31 March 2020 4.5 mnkr" in page.words


def test_a_file_that_cannot_be_read_is_refused_in_english(english: FlaskClient) -> None:
    words = check(upload(english, b"", "plan.txt").text, "en").words
    assert "Document: The file is empty. Choose the file with the plan’s text." in words


def test_words_instead_of_an_amount_are_english_where_they_are_ours() -> None:
    with speaking("en"):
        assert amount(Amount.unknown("inget belopp")) == "no amount"
        assert amount(Amount.unknown("Summa ges senare")) == '<span lang="sv">Summa ges senare</span>'
