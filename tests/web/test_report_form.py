"""The owner's form: from the link to a saved report, what is refused, and what is kept when it is."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.plan_on_file import ANNA, BO, EVA, PlanOnFile, token_of
from tests.web.conftest import KEY, NOW, Fetch
from tests.web.page_checks import Page, check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.services.dispatching import dispatch_due
from tracker.store import links, measures
from tracker.store.opening import opened, writing

PERSONAL_NUMBER = "640823-3234"
"""The example in Skatteverket's own description: its check digit is right, and nobody has it."""
Send = Callable[..., TestResponse]


@pytest.fixture
def address(plan: PlanOnFile) -> str:
    """Anna's link to the meeting on 12 June: report 1 is of measure 2, report 6 of measure 3."""
    return f"/reports/{token_of(plan, KEY, ANNA)}"


@pytest.fixture
def send(client: FlaskClient, address: str) -> Send:
    """Post fields to the form, with the token that its page gave."""

    def sent(to: str = address, **fields: str | list[str]) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(to).text)
        assert token
        return client.post(to, data={"csrf_token": token[1], **fields})

    return sent


def _filled(page: Page, **changes: str) -> dict[str, str | list[str]]:
    """The form's fields as its page has them, changed."""
    values: dict[str, str | list[str]] = {
        "report": [each["value"] for each in page.all("input") if each["name"] == "report"]
    }
    values |= {each["name"]: each["value"] for each in page.all("input") if each["type"] == "text"}
    values |= {each["name"]: "not_started" for each in page.all("select")}
    values |= {each["name"]: "" for each in page.all("textarea")}
    return values | changes


def test_the_form_shows_all_that_is_due_with_three_fields_each(fetch: Fetch, address: str) -> None:
    page = fetch(address)
    assert "Återrapport till Social- och utbildningsnämnden 12 juni" in page.words
    assert "lämna den senast fredag 31 maj 2019 om 2 arbetsdagar" in page.words
    assert [words for level, words in page.headings if level == 2] == [
        "2. Rätten till ekonomiskt bistånd och övriga insatser för att minska biståndet",
        "3. Stödboendeverksamheten",
    ]
    visible = [name for name in _filled(page) if name != "report" and not name.startswith("outcome")]
    assert len(visible) == 2 * 3
    assert not any("open" in each for each in page.all("details"))


def test_after_the_last_day_the_form_says_that_it_still_takes_the_report(settings: Settings, address: str) -> None:
    app = create_app(settings, standing_clock(datetime(2019, 6, 3, 8, tzinfo=UTC)), key=KEY)
    assert (
        "sista dag var fredag 31 maj 2019, men den går fortfarande" in check(app.test_client().get(address).text).words
    )


def test_one_measure_alone_is_unchanged_and_not_all(plan: PlanOnFile, fetch: Fetch) -> None:
    assert "Oförändrat för alla" not in fetch(f"/reports/{token_of(plan, KEY, EVA)}").words


def test_fields_hold_what_is_known_and_the_unit_stands_beside(fetch: Fetch, address: str) -> None:
    values = _filled(fetch(address))
    assert [value for name, value in values.items() if name.startswith("forecast")] == ["1,2", "1"]


def test_an_unknown_amount_stands_in_its_field_in_the_documents_words(plan: PlanOnFile, fetch: Fetch) -> None:
    values = _filled(fetch(f"/reports/{token_of(plan, KEY, BO)}"))
    forecasts = [value for name, value in values.items() if name.startswith("forecast")]
    assert forecasts == ["Summa ges efter analysen", "ca 0,3"]


def test_a_report_is_saved_and_thanked_for_with_the_changed_sum(fetch: Fetch, send: Send, address: str) -> None:
    page = fetch(address)
    response = send(**_filled(page, **{"forecast-1": "1,5", "status-1": "in_progress", "text-1": "Det går bra."}))
    assert response.status_code == 303
    assert response.headers["Location"] == address
    thanks = fetch(address)
    assert thanks.headings[0][1] == "Tack, återrapporten är sparad"
    assert "pågår, prognos 1,5 mnkr. Det går bra." in thanks.words
    assert "Kvar att täcka 27,1 mnkr förut 27,4 mnkr" in thanks.words
    assert "med uppföljningen onsdag 5 juni 2019 om 5 arbetsdagar, inför sammanträdet onsdag 12 juni" in thanks.words


def test_no_change_for_everything_is_one_press(plan: PlanOnFile, fetch: Fetch, send: Send, address: str) -> None:
    assert send(action="unchanged").status_code == 303
    assert fetch(address).words.count("Oförändrat sedan förra gången") == 2
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM report_version WHERE unchanged = 1").fetchone()[0] == 2
        assert db.execute("SELECT count(*) FROM effect").fetchone()[0] == 5


def test_errors_stand_at_the_field_and_at_the_top_and_keep_what_was_typed(
    fetch: Fetch, send: Send, address: str
) -> None:
    typed = {"forecast-1": "femton", "outcome-1": "-1", "text-1": "Min text <b>", "status-6": "nonsense"}
    response = send(**_filled(fetch(address), **typed))
    assert response.status_code == 422
    page = check(response.text)
    assert page.title.startswith("Fel: ")
    fields = {each["name"]: each for tag, each in page.tags if tag in ("input", "select", "textarea")}
    assert fields["forecast-1"]["value"] == "femton"
    assert fields["forecast-1"]["aria-invalid"] == "true"
    assert "forecast-1-error" in fields["forecast-1"]["aria-describedby"]
    assert "Min text <b>" in page.text
    links = [each["href"] for each in page.all("a") if each["href"].startswith(("#forecast", "#status", "#outcome"))]
    assert links == ["#forecast-1", "#outcome-1", "#status-6"]
    assert any("open" in each for each in page.all("details"))


def test_when_one_answer_is_wrong_none_is_saved(plan: PlanOnFile, fetch: Fetch, send: Send, address: str) -> None:
    send(**_filled(fetch(address), **{"forecast-1": "1,5", "forecast-6": "mycket"}))
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM report_version").fetchone()[0] == 0


def test_a_personal_identity_number_is_refused_at_its_field(fetch: Fetch, send: Send, address: str) -> None:
    response = send(**_filled(fetch(address), **{"text-1": f"Gäller {PERSONAL_NUMBER}."}))
    assert response.status_code == 422
    assert "personnummer" in check(response.text).words


def test_a_report_can_be_corrected_until_the_follow_up_is_frozen(
    plan: PlanOnFile, settings: Settings, fetch: Fetch, send: Send, address: str
) -> None:
    send(**_filled(fetch(address), **{"text-1": "Först."}))
    change = fetch(f"{address}?change=1")
    assert "Inlämnad 28 maj 2019 kl. 10.00" in change.words
    assert "Först." in change.text
    send(f"{address}?change=1", **_filled(change, **{"text-1": "Sedan."}))
    assert "Sedan." in fetch(address).words
    with opened(plan.path) as db:
        versions = db.execute("SELECT report_id, count(*) FROM report_version GROUP BY report_id").fetchall()
        assert [tuple(row) for row in versions] == [(1, 2), (6, 1)]
        dispatch_due(db, settings, now=NOW + timedelta(days=9))
    assert "kan inte längre ändras" in fetch(f"{address}?change=1").words


def test_a_correction_that_changes_nothing_is_no_new_version(
    plan: PlanOnFile, fetch: Fetch, send: Send, address: str
) -> None:
    send(**_filled(fetch(address)))
    send(f"{address}?change=1", **_filled(fetch(f"{address}?change=1")))
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM report_version").fetchone()[0] == 2


def test_what_is_in_stays_in_when_the_rest_is_sent_after_the_freeze(
    plan: PlanOnFile, settings: Settings, fetch: Fetch, send: Send, address: str
) -> None:
    fields = _filled(fetch(address))
    send(**{**fields, "report": ["1"]})
    with opened(plan.path) as db:
        dispatch_due(db, settings, now=NOW + timedelta(days=9))
    page = fetch(address)
    assert "Uppföljningen är fryst" in page.words
    assert send(**_filled(page)).status_code == 303
    assert fetch(address).headings[0][1].startswith("Tack")


def test_opening_the_link_changes_nothing(plan: PlanOnFile, client: FlaskClient, address: str) -> None:
    def content() -> list[str]:
        with opened(plan.path) as db:
            return list(db.conn.iterdump())

    before = content()
    client.get(address)
    client.head(address)
    client.get(f"{address}?action=unchanged&report=1&text-1=x&change=1")
    assert content() == before


@pytest.mark.parametrize("token", ["x", "WzEsMSwxXQ.AAAA", "%00", "a" * 5000])
def test_a_damaged_link_is_refused_in_words(fetch: Fetch, plan: PlanOnFile, token: str) -> None:
    assert "Öppna den igen från e-brevet" in fetch(f"/reports/{token}", 410).words


def test_a_revoked_link_is_refused(plan: PlanOnFile, fetch: Fetch, address: str) -> None:
    with opened(plan.path) as db, writing(db):
        links.revoke(db, plan.people[ANNA], 1)
    assert "gäller inte längre" in fetch(address, 410).words


def test_an_old_link_is_refused(plan: PlanOnFile, settings: Settings, address: str) -> None:
    app = create_app(settings, standing_clock(datetime(2019, 7, 1, 8, tzinfo=UTC)), key=KEY)
    assert app.test_client().get(address).status_code == 410


def test_a_link_signed_with_another_key_is_refused(plan: PlanOnFile, fetch: Fetch) -> None:
    fetch(f"/reports/{token_of(plan, 'another key', ANNA)}", 410)


def test_another_persons_report_cannot_be_sent(plan: PlanOnFile, send: Send, fetch: Fetch, address: str) -> None:
    others = _filled(fetch(f"/reports/{token_of(plan, KEY, BO)}"))
    response = send(**others)
    assert response.status_code == 409
    assert "ny ansvarig" in check(response.text).words


def test_a_measure_that_is_handed_over_leaves_the_form(plan: PlanOnFile, fetch: Fetch, address: str) -> None:
    with opened(plan.path) as db, writing(db):
        for measure in measures.of_plan(db, 1):
            if measure.owner_id == plan.people[ANNA]:
                measures.set_owner(db, measure.id, plan.people[EVA])
    assert "Inget väntas från dig" in fetch(address).words


def test_without_the_forms_token_nothing_is_saved(plan: PlanOnFile, client: FlaskClient, address: str) -> None:
    response = client.post(address, data={"action": "unchanged"})
    assert response.status_code == 400
    assert "ladda om sidan" in check(response.text).words
    with opened(plan.path) as db:
        assert db.execute("SELECT count(*) FROM report_version").fetchone()[0] == 0


def test_the_form_is_kept_out_of_caches_and_out_of_referrers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


def test_over_https_the_form_works_without_a_referer(plan: PlanOnFile, settings: Settings, address: str) -> None:
    site = settings.site.model_copy(update={"base_url": "https://rapport.kommun.example"})
    app: Flask = create_app(settings.model_copy(update={"site": site}), standing_clock(NOW), key=KEY)
    client = app.test_client()
    page = client.get(address, base_url="https://rapport.kommun.example")
    assert "Secure; HttpOnly" in page.headers["Set-Cookie"]
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    data = {"csrf_token": token[1], "action": "unchanged"}
    response = client.post(address, base_url="https://rapport.kommun.example", data=data)
    assert response.status_code == 303


def test_a_flood_of_text_is_refused_before_it_is_read(client: FlaskClient, address: str) -> None:
    response = client.post(address, data={"text-1": "x" * 2_000_000})
    assert response.status_code == 413
    check(response.text)
