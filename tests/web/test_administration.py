"""The administrator's pages: people, the mail test, the ledger, name and look; what was typed is kept."""

import io
import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.plan_on_file import ANNA, BO, PlanOnFile
from tests.signing_in import ADMINISTRATOR, client_of
from tests.smtp_sink import SmtpSink
from tests.web.conftest import KEY, NOW, Fetch
from tests.web.page_checks import Page, check
from tests.web.trying import dump, form_token, press
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.delivery import DeliveryState
from tracker.services.sending import send_due
from tracker.store import deliveries, people, sent_copies
from tracker.store.opening import opened, writing

PEOPLE, LEDGER, SITE = "/administration/people", "/administration/ledger", "/administration/site"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def client(plan: PlanOnFile, client: FlaskClient) -> FlaskClient:
    return client


def leads_to(client: FlaskClient, response: TestResponse) -> Page:
    assert response.status_code == 303, response.text
    return check(client.get(response.headers["Location"]).text)


def refused(response: TestResponse, field: str) -> Page:
    assert response.status_code == 422
    page = check(response.text)
    assert page.title.startswith("Fel: ")
    assert f"#{field}" in {each.get("href") for each in page.all("a")}
    return page


@pytest.mark.parametrize(
    "address", ["/administration", PEOPLE, f"{PEOPLE}/new", f"{PEOPLE}/1", f"{PEOPLE}/import", LEDGER, SITE]
)
def test_looking_changes_nothing(client: FlaskClient, plan: PlanOnFile, address: str) -> None:
    client.get("/account")
    before = dump(plan.path)
    check(client.get(address).text)
    assert dump(plan.path) == before


def test_people_are_listed_and_found_by_words_role_and_committee(client: FlaskClient, fetch: Fetch) -> None:
    assert "4 personer" in fetch(PEOPLE).words
    assert "1 person" in fetch(f"{PEOPLE}?q=BERG+ekonomiskt").words
    assert "Tora Testare" in fetch(f"{PEOPLE}?role=administrator").words
    assert "Ingen passar." in fetch(f"{PEOPLE}?q=finns-inte").words
    assert "Ingen passar." not in fetch(f"{PEOPLE}?committee=1").words


def test_a_person_is_added_changed_and_given_roles(client: FlaskClient, plan: PlanOnFile) -> None:
    page = leads_to(
        client, press(client, f"{PEOPLE}/new", name=" Åsa  Ek ", email="asa.ek@kommun.example", manager="1")
    )
    assert page.headings[0][1] == "Åsa Ek"
    address = f"{PEOPLE}/5"
    assert (
        "Sparat." in leads_to(client, press(client, address, name="Åsa Ekman", email="asa.ekman@kommun.example")).words
    )
    given = press(client, f"{address}/roles", address, role="secretary", committee="1")
    assert "Nämndsekreterare Social- och utbildningsnämnden" in leads_to(client, given).words
    refused(press(client, f"{address}/roles", address, role="secretary", committee="1"), "role")
    refused(press(client, f"{address}/roles", address, role="", committee=""), "role")
    taken = press(client, f"{address}/roles/take", address, role="secretary", committee="1")
    assert "Rollen nämndsekreterare är borttagen." in leads_to(client, taken).words
    assert press(client, f"{address}/roles/take", address, role="secretary", committee="1").status_code == 404
    with opened(plan.path) as db:
        assert people.by_email(db, "asa.ekman@kommun.example") is not None
        rows = db.execute("SELECT action FROM event WHERE noun = 'person' AND noun_id = 5 ORDER BY id").fetchall()
    assert [row["action"] for row in rows] == ["add", "update", "add role", "remove role"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "", "email": "x@kommun.example"}, "name"),
        ({"name": "Åsa", "email": ""}, "email"),
        ({"name": "Åsa", "email": "åsa"}, "email"),
        ({"name": "Åsa", "email": ANNA.upper()}, "email"),
        ({"name": "Åsa 640823-3234", "email": "x@kommun.example"}, "name"),
        ({"name": "Åsa", "email": "x@kommun.example", "manager": "99"}, "manager"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_and_the_rest_stays(
    client: FlaskClient, fields: dict[str, str], field: str
) -> None:
    page = refused(press(client, f"{PEOPLE}/new", unit="Skolan", **fields), field)
    values = {each["name"]: each["value"] for each in page.all("input") if each.get("type") in ("text", "email")}
    assert values == {"name": fields["name"], "email": fields["email"], "unit": "Skolan"}


def test_somebody_leaves_and_it_is_undone(client: FlaskClient, plan: PlanOnFile) -> None:
    address = f"{PEOPLE}/{plan.people[BO]}"
    refused(press(client, f"{address}/leave", address, last_day="snart"), "last_day")
    page = leads_to(client, press(client, f"{address}/leave", address, last_day="30 juni"))
    assert "Slutar söndag 30 juni 2019." in page.words
    page = leads_to(client, press(client, f"{address}/stay", address))
    assert "Personen är kvar." in page.words
    assert "Slutar söndag" not in page.words


def test_the_last_administrator_stays_one(client: FlaskClient, plan: PlanOnFile) -> None:
    with opened(plan.path) as db:
        tora = people.by_email(db, ADMINISTRATOR)
        assert tora is not None
    address = f"{PEOPLE}/{tora.id}"
    for path, fields in (("roles/take", {"role": "administrator"}), ("leave", {"last_day": "1 juni"})):
        answer = press(client, f"{address}/{path}", address, **fields)
        assert answer.status_code == 409
        assert "enda administratören" in check(answer.text).words


def test_a_list_is_read_whole_or_not_at_all(client: FlaskClient, plan: PlanOnFile) -> None:
    address, head = f"{PEOPLE}/import", "namn;e-post;roll\n"
    refused(press(client, address, text=" "), "file")
    page = refused(press(client, address, text=f"{head}Eva Ek;eva@x.example;chef\nBo;bo;kejsare"), "text")
    assert "Rad 3 ”bo” är ingen e-postadress" in page.words
    assert "Rad 3 rollen ”kejsare” finns inte." in page.words
    assert "Eva Ek;eva@x.example;chef" in page.text
    with opened(plan.path) as db:
        assert people.by_email(db, "eva@x.example") is None
    file = (io.BytesIO(f"{head}Eva Ek;eva@x.example;chef\n".encode()), "personer.csv")
    token = form_token(client, address)
    done = client.post(address, data={"csrf_token": token, "text": "", "committee": "1", "file": file})
    assert "1 nya, 0 ändrade, 0 oförändrade." in leads_to(client, done).words
    with opened(plan.path) as db:
        eva = people.by_email(db, "eva@x.example")
        assert eva is not None
        assert [committee for _, committee in people.roles(db)[eva.id]] == [1]


def test_a_file_that_is_no_text_is_said(client: FlaskClient) -> None:
    address = f"{PEOPLE}/import"
    file = (io.BytesIO(b"PK\x03\x04zip"), "personer.csv")
    token = form_token(client, address)
    refused(client.post(address, data={"csrf_token": token, "text": "", "committee": "", "file": file}), "file")


def test_a_trial_letter_shows_what_the_server_said(plan: PlanOnFile, settings: Settings, smtp_sink: SmtpSink) -> None:
    update = {"host": smtp_sink.host, "port": smtp_sink.port, "timeout_seconds": 5.0}
    settings = settings.model_copy(update={"mail": settings.mail.model_copy(update=update)})
    client = client_of(create_app(settings, standing_clock(NOW), key=KEY), plan.path)
    page = leads_to(client, press(client, "/administration/mail-test", "/administration"))
    assert f"Testbrevet till {ADMINISTRATOR} är taget emot: 250" in page.words
    assert len(smtp_sink.taken) == 1
    assert "Testbrev till Tora Testare" in page.headings[0][1]
    assert press(client, "/administration/mail-test", "/administration").status_code == 409


def test_a_trial_letter_that_is_not_taken_shows_why(plan: PlanOnFile, settings: Settings) -> None:
    mail = settings.mail.model_copy(update={"host": "127.0.0.1", "port": 1, "timeout_seconds": 2.0})
    settings = settings.model_copy(update={"mail": mail})
    client = client_of(create_app(settings, standing_clock(NOW), key=KEY), plan.path)
    page = leads_to(client, press(client, "/administration/mail-test", "/administration"))
    assert "Testbrevet gick inte iväg: E-postservern 127.0.0.1:1 " in page.words
    with opened(plan.path) as db:
        assert [each.state for each in deliveries.all_deliveries(db)] == [DeliveryState.FAILED]


def test_what_a_trial_letter_met_is_kept_in_swedish_and_said_so_in_english(
    plan: PlanOnFile, settings: Settings
) -> None:
    mail = settings.mail.model_copy(update={"host": "127.0.0.1", "port": 1, "timeout_seconds": 2.0})
    settings = settings.model_copy(update={"mail": mail})
    client = client_of(create_app(settings, standing_clock(NOW), key=KEY), plan.path)
    with opened(plan.path) as db, writing(db):
        administrator = people.by_email(db, ADMINISTRATOR)
        assert administrator is not None
        people.set_language(db, administrator.id, "en")
    response = press(client, "/administration/mail-test", "/administration")
    said = client.get(response.headers["Location"]).text
    assert 'The test letter did not leave: <span lang="sv">E-postservern 127.0.0.1:1 tar inte emot' in said
    with opened(plan.path) as db:
        assert deliveries.all_deliveries(db)[0].words.startswith("E-postservern 127.0.0.1:1 tar inte emot")


def test_the_ledger_is_searched_and_filtered(
    client: FlaskClient, plan: PlanOnFile, settings: Settings, fetch: Fetch
) -> None:
    assert "Inget har skickats än." in fetch(LEDGER).words
    send_due(settings, standing_clock(datetime(2019, 5, 16, 8, tzinfo=UTC)))
    page = fetch(LEDGER)
    assert "3 skickat" in page.words
    assert "Anna Berg" in fetch(f"{LEDGER}?q=anna").words
    assert "Bo Ek" not in fetch(f"{LEDGER}?q=ANNA+påminnelse").words
    assert "Inget utskick passar." in fetch(f"{LEDGER}?state=failed").words
    assert "Inget utskick passar." in fetch(f"{LEDGER}?kind=summary").words
    assert "Inget utskick passar." in fetch(f"{LEDGER}?q=100%25").words
    assert fetch(f"{LEDGER}?state=nonsense&page=-3").headings[0][1] == "Utskick"


def test_a_sent_letter_is_shown_in_a_frame_that_may_do_nothing(
    client: FlaskClient, settings: Settings, fetch: Fetch
) -> None:
    send_due(settings, standing_clock(datetime(2019, 5, 16, 8, tzinfo=UTC)))
    page = fetch(f"{LEDGER}/1")
    assert "lagt i brevlådan som" in page.words
    assert page.all("iframe")[0]["sandbox"] == "allow-same-origin"
    body = client.get(f"{LEDGER}/1/body")
    assert body.headers["Content-Security-Policy"].endswith("; sandbox allow-same-origin")
    assert body.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get(f"{LEDGER}/99").status_code == 404
    assert client.get(f"{LEDGER}/99/body").status_code == 404


def test_name_logo_and_colour_are_set_and_shown_everywhere(client: FlaskClient, stranger: FlaskClient) -> None:
    token = form_token(client, SITE)
    fields = {"csrf_token": token, "name": "Ludvika kommun", "accent": "7A1F5C", "languages": ["sv", "en"]}
    saved = client.post(SITE, data={**fields, "logo": (io.BytesIO(LOGO), "logo.svg")})
    page = leads_to(client, saved)
    assert "Ludvika kommun" in page.words
    page = check(stranger.get("/sign-in").text)
    assert "Ludvika kommun" in page.words
    style = next(each["href"] for each in page.all("link") if each["href"].startswith("/look/"))
    sheet = stranger.get(style)
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--accent:#7a1f5c" in sheet.text
    assert re.search(r"dark\)\{:root\{--accent:#[0-9a-f]{6}", sheet.text)
    logo = stranger.get(page.all("img")[0]["src"])
    assert (logo.data, logo.content_type) == (LOGO, "image/svg+xml")
    assert logo.headers["Content-Security-Policy"].endswith("sandbox")
    assert logo.headers["X-Content-Type-Options"] == "nosniff"
    client.post(SITE, data={**fields, "accent": "", "remove_logo": "1"})
    page = check(stranger.get("/sign-in").text)
    assert not page.all("img")
    assert stranger.get(style).status_code == 404


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"accent": "#ffaa00"}, "accent", "Kontrasten mot ljus bakgrund är 1,6:1"),
        ({"accent": "blå"}, "accent", "sex tecken"),
        ({"accent": "#0b5a6b", "accent_dark": "#0b5a6b"}, "accent_dark", "Kontrasten mot mörk bakgrund är"),
        ({"accent_dark": "#7fcadb"}, "accent", "ljusa sidor"),
        ({"name": "Kommun 640823-3234"}, "name", "personnummer"),
        ({"languages": "en"}, "languages", "Svenska måste finnas med."),
    ],
)
def test_a_look_that_cannot_be_is_refused_with_its_figure(
    client: FlaskClient, plan: PlanOnFile, fields: dict[str, str], field: str, words: str
) -> None:
    typed = {"name": "Ludvika", "languages": "sv", **fields}
    page = refused(press(client, SITE, **typed), field)
    assert words in page.words
    assert typed["name"] in [each.get("value") for each in page.all("input")]
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM municipality").fetchone()[0] == 0


def test_a_logo_with_script_in_it_is_refused(client: FlaskClient) -> None:
    bad = LOGO.replace(b"<path", b"<script>alert(1)</script><path")
    token = form_token(client, SITE)
    fields = {"csrf_token": token, "languages": "sv", "logo": (io.BytesIO(bad), "logo.svg")}
    assert "&lt;script&gt;" in client.post(SITE, data=fields).text


def test_the_name_goes_with_the_mails(client: FlaskClient, settings: Settings, plan: PlanOnFile) -> None:
    press(client, SITE, name="Ludvika kommun", languages="sv")
    send_due(settings, standing_clock(datetime(2019, 5, 16, 8, tzinfo=UTC)))
    with opened(plan.path) as db:
        copy = sent_copies.sent_copy(db, 1)
    assert copy is not None
    assert b"Ludvika kommun" in copy.content


def test_the_checks_are_shown_with_what_to_do(client: FlaskClient, fetch: Fetch) -> None:
    page = fetch("/administration/checks")
    assert "Databas" in page.words
    assert "att veta" in page.words
