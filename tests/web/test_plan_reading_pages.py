"""Reading a plan in: the file, what was read beside where it stands, saving it; and the plan in pictures."""

import html
import io
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.plan_on_file import BO, COMMITTEE_SLUG, EVA, SLUG, PlanOnFile, large, save_example
from tests.signing_in import client_of
from tests.web.conftest import Fetch
from tests.web.page_checks import Page, check
from tests.web.trying import dump, form_token, press
from tracker.domain.draft import PlanDraft
from tracker.store.opening import opened

READ = f"/committees/{COMMITTEE_SLUG}/plans/read"
TEXT = """Åtgärdsplan 2020, Gatukontoret
Byggnadsnämnden

Underskottet per 2020-03-31 är 4,0 mnkr.

1. Färre hyrbilar
Prognos utebliven kostnad: 1,2 mnkr
Återrapport 1 Nämnd 2020-06-10

2. Senare plogning
Prognos utebliven kostnad: 300 tkr
Återrapport 1 Nämnd 2020-06-10
"""


def upload(client: FlaskClient, content: bytes, name: str = "plan.txt") -> TestResponse:
    data = {"csrf_token": form_token(client, READ), "document": (io.BytesIO(content), name)}
    return client.post(READ, data=data, content_type="multipart/form-data")


def test_a_document_is_shown_as_it_was_read_and_then_saved(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    sent = upload(client, TEXT.encode(), "/home/eva/plan.txt")
    assert sent.status_code == 303
    page = fetch(sent.headers["Location"])
    assert page.headings[0][1] == "Så har plan.txt förståtts"
    assert "1. Färre hyrbilar Rad 6: Färre hyrbilar Prognos 2020: 1,2 mnkr Rad 7" in page.words
    assert "Kvar att täcka 2,5 mnkr" in page.words
    assert "Dokumentet nämner Byggnadsnämnden. Planen sparas hos Social- och utbildningsnämnden." in page.words
    saved = press(client, sent.headers["Location"], action="save")
    assert saved.status_code == 303
    words = fetch(saved.headers["Location"]).words
    assert "Planen är inläst och sparad." in words
    assert "Social- och utbildningsnämnden" in words
    fetch(sent.headers["Location"], 404)


@pytest.mark.parametrize("named", ["", "Byggnadsnämnden och Vård- och omsorgsnämnden har sagt sitt.\n"])
def test_a_document_need_not_name_the_committee_that_it_is_sent_to(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch, named: str
) -> None:
    sent = upload(client, TEXT.replace("Byggnadsnämnden\n", named).encode()).headers["Location"]
    assert "nämnd på en egen rad" not in fetch(sent).words
    assert press(client, sent, action="save").status_code == 303


def test_the_same_document_again_leads_to_its_plan(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    press(client, upload(client, TEXT.encode()).headers["Location"], action="save")
    again = upload(client, TEXT.encode()).headers["Location"]
    page = fetch(again)
    assert "Dokumentet är redan inläst som Åtgärdsplan 2020, Gatukontoret" in page.words
    assert not [each for each in page.all("button") if each.get("value") == "save"]
    assert press(client, again, action="save").status_code == 409


def test_a_document_with_faults_says_what_and_cannot_be_saved(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    sent = upload(client, b"Hej\n\nDet h\xc3\xa4r \xc3\xa4r ingen plan.\n")
    page = fetch(sent.headers["Location"])
    assert "Inga åtgärder hittades" in page.words
    before = dump(plan.path)
    assert press(client, sent.headers["Location"], action="save").status_code == 422
    assert dump(plan.path) == before


def test_a_personal_identity_number_stops_the_document(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    text = TEXT.replace("1. Färre hyrbilar\n", "1. Färre hyrbilar\nGäller 640823-3234.\n")
    sent = upload(client, text.encode())
    assert "Åtgärd 1 ser ut att innehålla ett personnummer" in fetch(sent.headers["Location"]).words
    assert press(client, sent.headers["Location"], action="save").status_code == 422


def test_no_file_and_a_file_of_no_kind_are_said_at_the_field(plan: PlanOnFile, client: FlaskClient) -> None:
    for content, name, words in ((b"", "", "Välj filen"), (b"x", "plan.exe", ".exe"), (b"", "plan.txt", "tom")):
        answer = upload(client, content, name)
        assert answer.status_code == 422
        page = check(answer.text)
        assert words in page.words
        assert any(each["href"] == "#document" for each in page.all("a"))


def test_a_document_that_another_has_sent_is_not_found(plan: PlanOnFile, app: Flask, client: FlaskClient) -> None:
    address = upload(client, TEXT.encode()).headers["Location"]
    other = client_of(app, plan.path, EVA)
    assert other.get(address).status_code == 404
    assert client_of(app, plan.path, BO).get(address).status_code == 403
    save_example(plan.path, PlanDraft("En plan", "Byggnadsnämnden", 2019), slug="annan")
    moved = address.replace(COMMITTEE_SLUG, "byggnadsnamnden")
    assert client.get(moved).status_code == 404


def fields(page: Page) -> dict[str, str]:
    """What a browser sends of the page's form where nothing is typed."""
    found = {each["name"]: each.get("value", "") for each in page.all("input") if each.get("type") != "checkbox"}
    found |= {each["name"]: "1" for each in page.all("input") if each.get("type") == "checkbox" and "checked" in each}
    areas = re.findall(r'<textarea id="([^"]+)".*?>\n(.*?)</textarea>', page.html, re.DOTALL)
    selects = re.findall(r'<select id="([^"]+)".*?</select>', page.html, re.DOTALL)
    chosen = {name: re.search(rf'<select id="{name}".*?</select>', page.html, re.DOTALL) for name in selects}
    for name, select in chosen.items():
        assert select is not None
        options = re.findall(r'<option value="([^"]*)"( selected)?', select[0])
        found[name] = next((value for value, mark in options if mark), options[0][0])
    return {**found, **{name: html.unescape(value) for name, value in areas}}


def test_a_form_that_nobody_touched_saves_what_was_read(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    """Every document of the corpus that can be read without a question, through its whole form."""
    for name in ("semicolon.csv", "twin.txt", "years.md"):
        data = (Path(__file__).parents[1] / "documents/corpus" / name).read_bytes()
        address = upload(client, data, name).headers["Location"]
        sent = client.post(address, data={**fields(fetch(address)), "action": "save"})
        assert sent.status_code == 303, name
        with opened(plan.path) as db:
            events = db.execute("SELECT count(*) AS n FROM event WHERE action = 'correct'").fetchone()
        assert events["n"] == 0, f"{name}: a field that was left alone counts as put right"


def test_what_was_put_right_is_shown_kept_and_saved(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    address = upload(client, TEXT.encode()).headers["Location"]
    typed = {
        "title": "Plan för gatorna",
        "m6-forecast-2020": "mycket",
        "m10-days": "10 juni, 9/9",
        "answer-year": "2020",
    }
    answer = client.post(address, data={**fields(fetch(address)), **typed, "action": "save"})
    assert answer.status_code == 422
    page = check(answer.text)
    assert {"href": "#m6-forecast-2020"} in page.all("a")
    assert 'value="mycket"' in page.html
    assert 'value="Plan för gatorna"' in page.html
    shown = client.post(address, data={**fields(page), "m6-forecast-2020": "1 mnkr", "action": "read"})
    again = check(shown.text)
    assert "Åtgärd 1: prognos 2020 Från 1,2 mnkr till 1 mnkr" in again.words
    assert "Kvar att täcka 2,7 mnkr" in again.words
    saved = client.post(address, data={**fields(again), "action": "save"})
    page = fetch(saved.headers["Location"])
    assert "Plan för gatorna" in page.words
    assert "1,3 mnkr" in page.words
    assert "10 juni" in fetch(f"{saved.headers['Location']}/measures/2").words


def test_the_pictures_have_a_title_a_description_and_their_tables(plan: PlanOnFile, fetch: Fetch) -> None:
    page = fetch(f"/plans/{SLUG}/pictures")
    pictures = [each for each in page.all("svg") if each.get("role") == "img"]
    assert [each["aria-labelledby"] for each in pictures] == [
        "bridge-title bridge-text",
        "forecast-title forecast-text",
    ]
    assert "Underskott: 29,9 mnkr. 2. Rätten till ekonomiskt bistånd" in page.words
    assert "3. Stödboendeverksamheten −1,0 mnkr" in page.words
    assert "Nu, 28 maj 2019 Underskott 29,9 mnkr" in page.words
    widths = [each["width"] for each in page.all("rect") if each.get("class", "").startswith("step step-measure")]
    assert widths == ["4.0%", "3.4%", "1.0%"]


def test_a_plan_of_sixty_measures_is_drawn_with_the_smallest_together(database: Path, fetch: Fetch) -> None:
    save_example(database, large(60), slug="stor")
    page = fetch("/plans/stor/pictures")
    assert "29 till, se tabellen" in page.text
    assert page.html.count('<th scope="row">') > 50


def test_a_plan_without_a_target_says_what_to_do_first(database: Path, fetch: Fetch) -> None:
    save_example(database, PlanDraft("Tom plan", "Byggnadsnämnden", 2019), slug="tom")
    page = fetch("/plans/tom/pictures")
    assert "Ange underskottet" in page.words
    assert not [each for each in page.all("svg") if each.get("role") == "img"]


ALLOCATION = """Fördelning av utökad ram 2020
Social- och utbildningsnämnden
2020-01-15

Nämnden har för 2020 tilldelats en utökad ram om 900 tkr.

Lokaler – 600 tkr

Nya hyror.

Central reserv – 300 tkr

Det som inte används går till lokaler.
"""


def test_the_kind_of_a_document_is_told_and_can_be_put_right(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    where = upload(client, ALLOCATION.encode()).headers["Location"]
    words = fetch(where).words
    assert "Slag Fördelning därför att dokumentet heter ”Fördelning av utökad ram 2020” (rad 1); ramen 900 tkr" in words
    assert "Kvar att fördela 0 tkr" in words
    other = press(client, where, action="read", **{"answer-kind": "action_plan"})
    shown = check(other.text)
    assert "Inga åtgärder hittades" in shown.words
    assert "Läs igen" in shown.words
    saved = press(client, where, action="save")
    assert "Fördelat på posterna 900 tkr" in fetch(saved.headers["Location"]).words


def test_an_operational_plan_is_shown_with_its_indicators(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    text = (Path(__file__).parents[1] / "documents" / "corpus" / "operational_text.txt").read_bytes()
    words = fetch(upload(client, text).headers["Location"]).words
    assert "F1. Snabb hjälp" in words
    assert "Procent, högre är bättre · mål 2023: 82 % · utfall 2023: 79,5 % · mål 2024: 84 %" in words
    assert "Antal, högre är bättre · mäts från 2024" in words
    assert "Är ett högre eller ett lägre värde bättre för ”Genomsnittlig tid till utryckning”?" in words
    assert "Kvar att nå" not in words
