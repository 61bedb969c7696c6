"""What the program says of itself to anybody: its words, its accessibility, and where both are found."""

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import PlanOnFile
from tests.web.page_checks import check
from tests.web.trying import dump, press
from tracker.domain.status import Status

SITE = "/administration/site"
WORDS = (
    "Nämnd", "Sammanträde", "Manusstopp", "Plan", "Underskott", "Åtgärd", "Förutsättning", "Effekt", "Belopp",
    "Återrapport", "Påminnelse", "Uppföljning", "Utskick", "Händelse", "Prognos", "Bekräftat utfall",
)  # fmt: skip


def test_the_glossary_has_every_word_of_the_pages_and_every_status(stranger: FlaskClient) -> None:
    page = check(stranger.get("/glossary").text)
    for word in (*WORDS, *(each.swedish.capitalize() for each in Status)):
        assert f" {word} " in page.words
    assert "ett okänt belopp räknas aldrig som noll" in page.words.lower()


def test_both_pages_are_found_from_every_page_also_by_a_stranger(plan: PlanOnFile, stranger: FlaskClient) -> None:
    for address in ("/sign-in", "/nope", "/glossary", "/accessibility", "/reports/broken"):
        links = [each.get("href") for each in check(stranger.get(address).text).all("a")]
        assert links[-2:] == ["/glossary", "/accessibility"]


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("tillganglighet@kommun.example", "mailto:tillganglighet%40kommun.example"),
        ("https://kommun.example/sag-till?om=webben", "https://kommun.example/sag-till?om=webben"),
    ],
)
def test_the_statement_says_where_to_turn_and_who_supervises(
    plan: PlanOnFile, client: FlaskClient, stranger: FlaskClient, contact: str, link: str
) -> None:
    assert "på det sätt som kommunens webbplats anger" in check(stranger.get("/accessibility").text).words
    assert press(client, SITE, name="Ludvika kommun", languages="sv", contact=contact).status_code == 303
    page = check(stranger.get("/accessibility").text)
    links = {each.get("href") for each in page.all("a")}
    assert {link, "https://www.digg.se/tdosanmalan"} <= links
    assert "Ludvika kommun står bakom den här tjänsten." in page.words
    assert "delvis förenlig" in page.words


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "fråga oss", "https://", "//evil.example", "a@b"])
def test_a_contact_that_leads_nowhere_is_refused(plan: PlanOnFile, client: FlaskClient, contact: str) -> None:
    client.get(SITE)
    before = dump(plan.path)
    answer = press(client, SITE, name="Ludvika", languages="sv", contact=contact)
    assert answer.status_code == 422
    assert "Skriv en e-postadress, eller en webbadress som börjar med https://." in check(answer.text).words
    assert dump(plan.path) == before
