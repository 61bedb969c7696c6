"""Signing in with the municipality's own sign-in: the way there and back, and each way that it can fail."""

import base64
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from tests.oidc_provider import Change, Provider, running_provider
from tests.plan_on_file import ANNA, BO, EVA, SLUG, PlanOnFile
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.store import people
from tracker.store.opening import opened, writing

# Of the provider, which uses parts of Authlib that are on their way out.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated and will be removed:DeprecationWarning")
HOUR = timedelta(hours=1)
PEOPLE: list[tuple[str, dict[str, object]]] = [
    ("anna", {"email": ANNA.upper(), "email_verified": True}),
    ("bo", {"email": BO, "email_verified": False}),
    ("eva", {"email": EVA}),
    ("no-address", {"name": "Nobody"}),
    ("unknown", {"email": "nobody@kommun.example", "email_verified": True}),
]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider(PEOPLE, token_age=HOUR) as provider:
        yield provider


def _app(settings: Settings, issuer: str, **changes: object) -> Flask:
    oidc = settings.oidc.model_copy(
        update={"issuer": issuer, "client_id": "tracker", "client_secret": "s", "timeout_seconds": 2.0} | changes
    )
    return create_app(settings.model_copy(update={"oidc": oidc}), standing_clock(NOW), key=KEY)


@pytest.fixture
def there(plan: PlanOnFile, settings: Settings, provider: Provider) -> FlaskClient:
    """A browser, and the program that sends it to the provider."""
    return _app(settings, provider.url).test_client()


def _sign_in(client: FlaskClient, provider: Provider, subject: str, to: str = "/sign-in/oidc") -> TestResponse:
    """There and back."""
    return _come_back(client, provider.answer(client.get(to).headers["Location"], subject))


def _come_back(client: FlaskClient, address: str) -> TestResponse:
    parts = urlsplit(address)
    return client.get(parts.path, query_string=parts.query)


def _refused(response: TestResponse, status: int, words: str) -> None:
    """A page that says what to do."""
    assert response.status_code == status
    page = check(response.text)
    assert words in page.words
    assert any(each["href"] == "/sign-in" for each in page.all("a"))


def test_the_button_is_there_only_where_a_provider_is_configured(there: FlaskClient, stranger: FlaskClient) -> None:
    assert "Logga in med kommunens inloggning" in check(there.get("/sign-in").text).words
    assert "kommunens inloggning" not in stranger.get("/sign-in").text


def test_the_request_asks_for_a_code_with_state_nonce_and_challenge(there: FlaskClient, provider: Provider) -> None:
    address = urlsplit(there.get("/sign-in/oidc", headers={"Host": "evil.example"}).headers["Location"])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}" == provider.url
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://127.0.0.1:8019/sign-in/oidc/back"
    assert asked["scope"] == "openid email"
    assert asked["state"]
    assert asked["nonce"]


def test_a_verified_address_signs_in_and_leads_to_where_she_was_going(there: FlaskClient, provider: Provider) -> None:
    response = _sign_in(there, provider, "anna", f"/sign-in/oidc?next=/plans/{SLUG}")
    assert response.headers["Location"] == f"/plans/{SLUG}"
    page = check(there.get("/account").text)
    assert "Anna Berg" in page.words
    assert "med organisationens inloggning" in page.words


def test_nobody_is_led_to_another_site_from_there(there: FlaskClient, provider: Provider) -> None:
    assert _sign_in(there, provider, "anna", "/sign-in/oidc?next=//evil.example").headers["Location"] == "/"


def test_from_then_on_the_subject_counts_and_not_the_address(
    plan: PlanOnFile, there: FlaskClient, provider: Provider
) -> None:
    _sign_in(there, provider, "anna")
    with opened(plan.path) as db, writing(db):
        db.execute("UPDATE person SET email = 'anna.gift@kommun.example' WHERE email = ?", (ANNA,))
        people.insert(db, name="Annan Berg", email=ANNA)
    _sign_in(there, provider, "anna")
    assert "Anna Berg" in check(there.get("/account").text).words


def test_what_was_in_the_cookie_before_is_worth_nothing_afterwards(there: FlaskClient, provider: Provider) -> None:
    address = provider.answer(there.get("/sign-in/oidc").headers["Location"], "anna")
    before = there.get_cookie("tracker")
    _come_back(there, address)
    with there.session_transaction() as session:
        assert set(session) <= {"session", "csrf_token", "_permanent", "_flashes"}
    assert before is not None
    assert there.get_cookie("tracker") != before


def test_attempts_that_were_given_up_do_not_fill_the_cookie(there: FlaskClient) -> None:
    for _ in range(20):
        there.get("/sign-in/oidc")
    cookie = there.get_cookie("tracker")
    assert cookie is not None
    assert len(cookie.value) < 2000


def test_saying_no_over_there_is_said(there: FlaskClient, provider: Provider) -> None:
    address = provider.answer(there.get("/sign-in/oidc").headers["Location"], deny=True)
    _refused(_come_back(there, address), 403, "Inloggningen avbröts")


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("bo", "inte kontrollerat din e-postadress"),
        ("eva", "inte kontrollerat din e-postadress"),
        ("no-address", "lämnade ingen e-postadress"),
        ("unknown", "finns inte i Återrapport"),
    ],
)
def test_who_cannot_be_known_is_told_why(there: FlaskClient, provider: Provider, subject: str, words: str) -> None:
    _refused(_sign_in(there, provider, subject), 403, words)
    assert there.get("/account").status_code == 303


def test_an_address_nobody_verified_counts_where_the_config_says_so(
    plan: PlanOnFile, settings: Settings, provider: Provider
) -> None:
    client = _app(settings, provider.url, trust_unverified_email=True).test_client()
    assert _sign_in(client, provider, "eva").status_code == 303
    assert "Eva Lind" in check(client.get("/account").text).words


def test_who_has_left_is_not_let_in_by_address_or_subject(
    plan: PlanOnFile, there: FlaskClient, provider: Provider
) -> None:
    _sign_in(there, provider, "anna")
    with opened(plan.path) as db, writing(db):
        people.set_left_on(db, plan.people[ANNA], date(2019, 5, 27))
    _refused(_sign_in(there, provider, "anna"), 403, "finns inte i Återrapport")


def test_a_state_that_is_another_browsers_made_up_or_missing_is_refused(
    there: FlaskClient, provider: Provider, settings: Settings
) -> None:
    address = provider.answer(there.get("/sign-in/oidc").headers["Location"], "anna")
    victim = _app(settings, provider.url).test_client()
    _refused(_come_back(victim, address), 400, "annat fönster")
    _refused(there.get("/sign-in/oidc/back?code=x&state=y"), 400, "annat fönster")
    _refused(there.get("/sign-in/oidc/back?code=x"), 400, "annat fönster")
    _refused(there.get("/sign-in/oidc/back"), 400, "annat fönster")
    assert victim.get("/account").status_code == 303


def test_an_attempt_that_took_more_than_an_hour_is_refused(
    there: FlaskClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = provider.answer(there.get("/sign-in/oidc").headers["Location"], "anna")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3700)
    _refused(_come_back(there, address), 400, "för länge sedan")


def test_the_same_answer_twice_is_refused(there: FlaskClient, provider: Provider) -> None:
    address = provider.answer(there.get("/sign-in/oidc").headers["Location"], "anna")
    assert _come_back(there, address).status_code == 303
    _refused(_come_back(there, address), 400, "annat fönster")


def _changed(**values: object) -> Change:
    """A JSON answer with other values; None takes one away."""

    def change(body: bytes) -> tuple[int, bytes]:
        answer = json.loads(body) | values
        return 200, json.dumps({name: value for name, value in answer.items() if value is not None}).encode()

    return change


def _claims(change: dict[str, object]) -> Change:
    """The identity with other claims, its signature kept."""

    def changed(body: bytes) -> tuple[int, bytes]:
        answer = json.loads(body)
        head, claims, signature = answer["id_token"].split(".")
        values = json.loads(base64.urlsafe_b64decode(claims + "==")) | change
        forged = base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()
        return 200, json.dumps(answer | {"id_token": f"{head}.{forged}.{signature}"}).encode()

    return changed


def _unsigned(body: bytes) -> tuple[int, bytes]:
    """The identity without a signature, as "alg": "none"."""
    answer = json.loads(body)
    claims = answer["id_token"].split(".")[1]
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    return 200, json.dumps(answer | {"id_token": f"{head}.{claims}."}).encode()


def _other_keys(_body: bytes) -> tuple[int, bytes]:
    return 200, json.dumps({"keys": [RSAKey.generate_key(2048).as_dict(private=False)]}).encode()


def _failing(_body: bytes) -> tuple[int, bytes]:
    return 500, b"<html>sorry"


def _slow(body: bytes) -> tuple[int, bytes]:
    time.sleep(2.5)
    return 200, body


@pytest.mark.parametrize(
    ("path", "change", "expected"),
    [
        ("/oauth2/token", _claims({"email": BO, "email_verified": True}), (502, "inte att lita på")),
        ("/oauth2/token", _unsigned, (502, "inte att lita på")),
        ("/oauth2/token", _changed(id_token="not.a.token"), (502, "inte att lita på")),
        ("/oauth2/token", _changed(id_token=None), (502, "utan identitet")),
        ("/oauth2/token", _changed(error="invalid_grant", id_token=None), (502, "sade nej")),
        ("/oauth2/token", _failing, (503, "svarar inte")),
        ("/oauth2/token", _slow, (503, "svarar inte")),
        ("/oauth2/token", lambda _body: (200, b"[]"), (502, "inte som den ska")),
        ("/jwks", _other_keys, (502, "inte att lita på")),
        ("/jwks", _failing, (503, "svarar inte")),
        ("/jwks", lambda _body: (200, b"{}"), (502, "inte som den ska")),
    ],
)
def test_an_answer_that_is_wrong_signs_nobody_in(
    there: FlaskClient, provider: Provider, path: str, change: Change, expected: tuple[int, str]
) -> None:
    provider.changes[path] = change
    _refused(_sign_in(there, provider, "anna"), *expected)
    assert there.get("/account").status_code == 303


def test_a_token_that_has_expired_is_refused(plan: PlanOnFile, settings: Settings) -> None:
    with running_provider(PEOPLE, token_age=timedelta(seconds=-600)) as late:
        client = _app(settings, late.url).test_client()
        _refused(_sign_in(client, late, "anna"), 502, "inte att lita på")


def test_a_token_of_an_earlier_attempt_is_refused(there: FlaskClient, provider: Provider) -> None:
    """Its nonce is not the one that was asked for."""
    kept: list[bytes] = []

    def keep(body: bytes) -> tuple[int, bytes]:
        kept.append(body)
        return 200, body

    provider.changes["/oauth2/token"] = keep
    _sign_in(there, provider, "anna")
    provider.changes["/oauth2/token"] = lambda _body: (200, kept[0])
    _refused(_sign_in(there, provider, "bo"), 502, "inte att lita på")


def test_a_provider_that_is_down_is_said_and_the_other_ways_still_work(plan: PlanOnFile, settings: Settings) -> None:
    client = _app(settings, "http://127.0.0.1:9").test_client()
    _refused(client.get("/sign-in/oidc"), 503, "svarar inte")
    assert client.get("/sign-in").status_code == 200


@pytest.mark.parametrize("body", [b"{}", b"not json", b"[]"])
def test_a_provider_that_describes_itself_wrongly_is_said(there: FlaskClient, provider: Provider, body: bytes) -> None:
    provider.changes["/.well-known/openid-configuration"] = lambda _body: (200, body)
    assert there.get("/sign-in/oidc").status_code in (502, 503)


def test_nothing_is_asked_of_the_provider_until_somebody_signs_in(there: FlaskClient, provider: Provider) -> None:
    there.get("/sign-in")
    assert provider.asked == []
