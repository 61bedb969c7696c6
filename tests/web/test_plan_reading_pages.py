"""Reading a plan in: the file, what was read beside where it stands, saving it; and the plan in pictures."""

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.plan_on_file import BO, COMMITTEE_SLUG, EVA, SLUG, PlanOnFile, large, save_example
from tests.signing_in import client_of
from tests.web.conftest import Fetch
from tests.web.page_checks import check
from tests.web.trying import dump, form_token, press
from tracker.domain.draft import PlanDraft

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
    assert "Färre hyrbilar 1,2 mnkr" in page.words
    assert "rad 6" in page.words
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
    assert not [each for each in page.all("button") if "primary" in each["class"]]
    assert press(client, again, action="save").status_code == 409


def test_a_document_with_faults_says_what_and_cannot_be_saved(
    plan: PlanOnFile, client: FlaskClient, fetch: Fetch
) -> None:
    sent = upload(client, b"Hej\n\nDet h\xc3\xa4r \xc3\xa4r ingen plan.\n")
    page = fetch(sent.headers["Location"])
    assert "Inga åtgärder hittades" in page.words
    before = dump(plan.path)
    assert press(client, sent.headers["Location"], action="save").status_code == 409
    assert dump(plan.path) == before


def test_a_personal_identity_number_stops_the_document(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    text = TEXT.replace("1. Färre hyrbilar\n", "1. Färre hyrbilar\nGäller 640823-3234.\n")
    sent = upload(client, text.encode())
    assert "Åtgärd 1 ser ut att innehålla ett personnummer" in fetch(sent.headers["Location"]).words
    assert press(client, sent.headers["Location"], action="save").status_code == 409


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
    assert "30 åtgärder till, se tabellen" in page.text
    assert page.html.count('<th scope="row">') > 50


def test_a_plan_without_a_target_says_what_to_do_first(database: Path, fetch: Fetch) -> None:
    save_example(database, PlanDraft("Tom plan", "Byggnadsnämnden", 2019), slug="tom")
    page = fetch("/plans/tom/pictures")
    assert "Ange underskottet" in page.words
    assert not [each for each in page.all("svg") if each.get("role") == "img"]
