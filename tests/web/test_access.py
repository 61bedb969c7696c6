"""Every address, asked for by everybody: a table written by hand, where losing or opening one is a decision."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, COMMITTEE_SLUG, SLUG, PlanOnFile, save_example, token_of
from tests.signing_in import ADMINISTRATOR, client_of
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.draft import PlanDraft
from tracker.domain.permission import Permission
from tracker.domain.person import Role
from tracker.services.sending import send_due
from tracker.services.summarising import freeze_due
from tracker.store import people
from tracker.store.opening import opened, writing
from tracker.web.access import check_declared, needs

WHO = ("stranger", "elsewhere", "roleless", "member", "manager", "secretary", "controller", "administrator")
"""elsewhere: controller and secretary of another committee; the others, but the administrator, of the plan's."""
OPEN = "yes yes yes yes yes yes yes yes"
ONES_OWN = "sign-in yes yes yes yes yes yes yes"
OF_THE_COMMITTEE = "sign-in 404 404 yes yes yes yes yes"
CONTROLLERS = "sign-in 404 404 403 403 403 yes yes"
ANOTHERS_UPLOAD = "sign-in 404 404 403 403 403 404 404"
SECRETARYS = "sign-in 404 404 403 403 yes 403 yes"
REPORTERS = "sign-in 404 404 403 yes yes yes yes"
ADMINISTRATOR_ONLY = "sign-in 403 403 403 403 403 403 yes"
NOWHERE = "404 404 404 404 404 404 404 404"
TABLE = {
    "GET /": ONES_OWN,
    "GET /account": ONES_OWN,
    "GET /account/password": ONES_OWN,
    "GET /administration": ADMINISTRATOR_ONLY,
    "GET /administration/checks": ADMINISTRATOR_ONLY,
    "GET /administration/ledger": ADMINISTRATOR_ONLY,
    "GET /administration/ledger/<int:delivery_id>": ADMINISTRATOR_ONLY,
    "GET /administration/ledger/<int:delivery_id>/body": ADMINISTRATOR_ONLY,
    "GET /administration/people": ADMINISTRATOR_ONLY,
    "GET /administration/people/<int:person_id>": ADMINISTRATOR_ONLY,
    "GET /administration/people/import": ADMINISTRATOR_ONLY,
    "GET /administration/people/new": ADMINISTRATOR_ONLY,
    "GET /administration/site": ADMINISTRATOR_ONLY,
    "GET /calendar/<token>.ics": OPEN,
    "GET /clock": ADMINISTRATOR_ONLY,
    "GET /committees/<slug>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>/cancel": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/edit": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/freeze": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/introduction": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/send": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/summary": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>/summary/<int:version>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/new": SECRETARYS,
    "GET /committees/<slug>/plans/new": CONTROLLERS,
    "GET /committees/<slug>/plans/read": CONTROLLERS,
    "GET /committees/<slug>/plans/read/<int:upload_id>": ANOTHERS_UPLOAD,
    "GET /health": OPEN,
    "GET /look/<name>.<any(svg,png):kind>": NOWHERE,
    "GET /look/<name>.css": NOWHERE,
    "GET /mailbox": ADMINISTRATOR_ONLY,
    "GET /mailbox/<name>": ADMINISTRATOR_ONLY,
    "GET /mailbox/<name>/body": ADMINISTRATOR_ONLY,
    "GET /my": ONES_OWN,
    "GET /my/absence": ONES_OWN,
    "GET /my/calendar": ONES_OWN,
    "GET /my/reports/<slug>/<date:held_on>": ONES_OWN,
    "GET /plans/<slug>": OF_THE_COMMITTEE,
    "GET /plans/<slug>/edit": CONTROLLERS,
    "GET /plans/<slug>/edit/measures": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/cancel": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/confirm": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/effects": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/end": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/replace": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/new": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions/<int:presupposition_id>": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions/<int:presupposition_id>/end": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions/new": CONTROLLERS,
    "GET /plans/<slug>/edit/targets": CONTROLLERS,
    "GET /plans/<slug>/measures/<number>": OF_THE_COMMITTEE,
    "GET /plans/<slug>/measures/<number>/hand-over": REPORTERS,
    "GET /plans/<slug>/pictures": OF_THE_COMMITTEE,
    "GET /reports/<token>": OPEN,
    "GET /sign-in": OPEN,
    "GET /sign-in/<token>": OPEN,
    "GET /sign-in/oidc": "404 404 404 404 404 404 404 404",
    "GET /sign-in/oidc/back": "404 404 404 404 404 404 404 404",
    "GET /sign-in/password": OPEN,
    "GET /sign-in/sent": OPEN,
    "GET /static/<path:filename>": OPEN,
    "POST /account/password": ONES_OWN,
    "POST /account/password/remove": ONES_OWN,
    "POST /account/sessions/<int:session_id>/end": ONES_OWN,
    "POST /administration/mail-test": ADMINISTRATOR_ONLY,
    "POST /administration/people/<int:person_id>": ADMINISTRATOR_ONLY,
    "POST /administration/people/<int:person_id>/leave": ADMINISTRATOR_ONLY,
    "POST /administration/people/<int:person_id>/roles": ADMINISTRATOR_ONLY,
    "POST /administration/people/<int:person_id>/roles/take": ADMINISTRATOR_ONLY,
    "POST /administration/people/<int:person_id>/stay": ADMINISTRATOR_ONLY,
    "POST /administration/people/import": ADMINISTRATOR_ONLY,
    "POST /administration/people/new": ADMINISTRATOR_ONLY,
    "POST /administration/site": ADMINISTRATOR_ONLY,
    "POST /clock": ADMINISTRATOR_ONLY,
    "POST /committees/<slug>/meetings/<date:held_on>/cancel": SECRETARYS,
    "POST /committees/<slug>/meetings/<date:held_on>/edit": SECRETARYS,
    "POST /committees/<slug>/meetings/<date:held_on>/freeze": SECRETARYS,
    "POST /committees/<slug>/meetings/<date:held_on>/introduction": SECRETARYS,
    "POST /committees/<slug>/meetings/<date:held_on>/reinstate": SECRETARYS,
    "POST /committees/<slug>/meetings/<date:held_on>/remind": SECRETARYS,
    "POST /committees/<slug>/meetings/<date:held_on>/send": SECRETARYS,
    "POST /committees/<slug>/meetings/new": SECRETARYS,
    "POST /committees/<slug>/plans/new": CONTROLLERS,
    "POST /committees/<slug>/plans/read": CONTROLLERS,
    "POST /committees/<slug>/plans/read/<int:upload_id>": CONTROLLERS,
    "POST /my/absence": ONES_OWN,
    "POST /my/absence/<int:absence_id>/end": ONES_OWN,
    "POST /my/calendar": ONES_OWN,
    "POST /my/reports/<slug>/<date:held_on>": ONES_OWN,
    "POST /plans/<slug>/edit": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/cancel": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/confirm": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/effects": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/effects/<int:effect_id>/correct": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/move": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/remove": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/replace": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/restore": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/new": CONTROLLERS,
    "POST /plans/<slug>/edit/presuppositions/<int:presupposition_id>": CONTROLLERS,
    "POST /plans/<slug>/edit/presuppositions/<int:presupposition_id>/end": CONTROLLERS,
    "POST /plans/<slug>/edit/presuppositions/new": CONTROLLERS,
    "POST /plans/<slug>/edit/targets": CONTROLLERS,
    "POST /plans/<slug>/measures/<number>/hand-over": REPORTERS,
    "POST /reports/<token>": OPEN,
    "POST /sign-in": OPEN,
    "POST /sign-in/<token>": OPEN,
    "POST /sign-in/example": OPEN,
    "POST /sign-in/password": OPEN,
    "POST /sign-out": ONES_OWN,
    "POST /sign-out-everywhere": ONES_OWN,
}


@pytest.fixture
def clients(plan: PlanOnFile, settings: Settings, app: Flask) -> dict[str, FlaskClient]:
    """Somebody of each kind, signed in, with a frozen follow-up and letters to look for."""
    save_example(plan.path, PlanDraft("En plan", "Byggnadsnämnden", 2019), slug="annan")
    with opened(plan.path) as db, writing(db):
        for name, given in {
            "elsewhere": [(Role.CONTROLLER, 2), (Role.SECRETARY, 2)],
            "roleless": [],
            "member": [(Role.MEMBER, 1)],
            "manager": [(Role.MANAGER, 1)],
            "secretary": [(Role.SECRETARY, 1)],
            "controller": [(Role.CONTROLLER, 1)],
        }.items():
            person_id = people.insert(db, name=name.title(), email=f"{name}@kommun.example")
            for role, committee_id in given:
                people.add_role(db, person_id, role, committee_id)
    send_due(settings, standing_clock(datetime(2019, 5, 17, 8, tzinfo=UTC)))
    with opened(plan.path) as db:
        freeze_due(db, settings, now=NOW + timedelta(days=9))
    signed_in = {name: client_of(app, plan.path, f"{name}@kommun.example") for name in WHO[1:-1]}
    return {"stranger": app.test_client(), **signed_in, "administrator": client_of(app, plan.path, ADMINISTRATOR)}


@pytest.fixture
def values(plan: PlanOnFile, clients: dict[str, FlaskClient]) -> dict[str, str]:
    """What stands in the addresses."""
    letter = next(Path(f"{plan.path}.mailbox").glob("*.eml"))
    return {
        "/committees/<slug>": f"/committees/{COMMITTEE_SLUG}",
        "/plans/<slug>": f"/plans/{SLUG}",
        "<date:held_on>": "2019-06-12",
        "/measures/<number>": "/measures/2",
        "/mailbox/<name>": f"/mailbox/{letter.name}",
        "/reports/<token>": f"/reports/{token_of(plan, KEY, ANNA)}",
        "<path:filename>": "style.css",
        "<int:session_id>": "1",
        ".<any(svg,png):kind>": ".svg",
        "/look/<name>": "/look/none",
        "<int:person_id>": "1",
        "<int:delivery_id>": "1",
        "/my/reports/<slug>": "/my/reports/social-och-utbildningsnamnden",
        "<int:absence_id>": "1",
        "<int:version>": "1",
        "<int:measure_id>": "6",
        "<int:effect_id>": "1",
        "<int:presupposition_id>": "1",
        "<int:upload_id>": "1",
        "<token>": "token",
    }


def _outcome(client: FlaskClient, method: str, address: str) -> str:
    """yes, sign-in, 403 or 404. What is sent lacks the form's token, so that it is let in and then changes nothing."""
    with client.open(address, method=method) as response:
        if response.status_code == 401 or response.headers.get("Location", "").startswith("/sign-in?"):
            return "sign-in"
        if response.status_code in (403, 404):
            return str(response.status_code)
        if method == "POST":
            assert response.status_code == 400, f"{address} takes a form without its token"
            assert "Formuläret gick inte att ta emot" in response.get_data(as_text=True)
        # No scheduler has run here, which is what the health page is there to say.
        assert response.status_code < 500 or address == "/health"
        return "yes"


def test_every_address_is_in_the_table(app: Flask) -> None:
    listed = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert listed == set(TABLE), "say in TABLE who may come; and in values() what stands in the address"


def test_every_address_admits_those_whom_the_table_says(
    clients: dict[str, FlaskClient], values: dict[str, str]
) -> None:
    wrong = []
    for route, expected in TABLE.items():
        method, address = route.split(" ")
        for pattern, value in values.items():
            address = address.replace(pattern, value)
        assert "<" not in address, f"{address}: give it a value"
        for who, wanted in zip(WHO, expected.split(), strict=True):
            if (found := _outcome(clients[who], method, address)) != wanted:
                wrong.append(f"{route}, {who}: {found}, not {wanted}")
    assert wrong == []


def test_what_is_not_ones_own_looks_like_what_is_not_there(clients: dict[str, FlaskClient]) -> None:
    """Ids and names of other committees cannot be told from made-up ones."""
    for who in ("elsewhere", "roleless"):
        for address in ("/plans/{}", "/plans/{}/measures/2", "/committees/{}", "/committees/{}/meetings/2019-06-12"):
            said = set()
            for name in (SLUG, COMMITTEE_SLUG, "1", "made-up"):
                response = clients[who].get(address.format(name))
                assert response.status_code == 404
                assert check(response.text).all("a")
                plain = re.sub(r'name="csrf_token" value="[^"]+"', "", response.text)  # it holds the second
                said.add(plain.replace(f"”{name}”", "”?”"))
            assert len(said) == 1


def test_without_the_right_the_page_says_who_can(plan: PlanOnFile, settings: Settings) -> None:
    app = create_app(settings, standing_clock(NOW), key=KEY)
    app.add_url_rule("/plans/<slug>/try", "try", needs(Permission.EDIT_MEETINGS)(lambda slug: slug))
    with opened(plan.path) as db, writing(db):
        secretary = people.insert(db, name="Mats Wiklund", email="mats@kommun.example")
        people.add_role(db, secretary, Role.SECRETARY, 1)
    response = client_of(app, plan.path, ANNA).get(f"/plans/{SLUG}/try")
    assert response.status_code == 403
    words = check(response.text).words
    assert "Att ändra sammanträden kan administratör, nämndsekreterare." in words
    assert "Mats Wiklund mats@kommun.example" in words
    assert client_of(app, plan.path, "mats@kommun.example").get(f"/plans/{SLUG}/try").text == SLUG


def test_an_address_that_says_nothing_is_refused_at_start_up(app: Flask) -> None:
    app.add_url_rule("/silent", "silent", lambda: "x")
    with pytest.raises(RuntimeError, match=r"/silent .* does not say who may come"):
        check_declared(app)


def test_an_address_that_does_not_say_of_which_committee_is_refused_at_start_up(app: Flask) -> None:
    app.add_url_rule("/measures/<int:id>", "vague", needs(Permission.EDIT_PLAN)(lambda: "x"))
    with pytest.raises(RuntimeError, match="of which committee"):
        check_declared(app)


def test_an_address_that_says_nothing_admits_nobody(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/silent", "silent", lambda: "x")
    assert client.get("/silent").status_code == 500


def test_a_stranger_is_brought_back_to_where_she_was_going(plan: PlanOnFile, stranger: FlaskClient) -> None:
    assert stranger.get(f"/plans/{SLUG}?status=done").headers["Location"] == (
        f"/sign-in?next=/plans/{SLUG}?status%3Ddone"
    )
    lost = stranger.post("/sign-out")
    assert lost.status_code == 401
    assert "kopiera det du har skrivit" in check(lost.text).words


def test_whoever_has_no_role_is_told_how_to_get_one(clients: dict[str, FlaskClient]) -> None:
    assert "Du har ingen roll i någon nämnd än" in check(clients["roleless"].get("/").text).words


def test_the_first_page_shows_only_ones_own_committees(clients: dict[str, FlaskClient]) -> None:
    assert clients["elsewhere"].get("/").headers["Location"] == "/committees/byggnadsnamnden"
    assert clients["member"].get("/").headers["Location"] == f"/committees/{COMMITTEE_SLUG}"
    assert "Byggnadsnämnden" in clients["administrator"].get("/").text


def test_signed_in_pages_are_kept_out_of_caches(clients: dict[str, FlaskClient], stranger: FlaskClient) -> None:
    assert clients["member"].get(f"/plans/{SLUG}").headers["Cache-Control"] == "no-store"
    with clients["member"].get("/static/style.css") as style:
        assert "no-store" not in style.headers["Cache-Control"]
    assert stranger.get("/sign-in").headers["Cache-Control"] == "no-store"


def test_who_is_signed_in_stands_on_every_page(clients: dict[str, FlaskClient]) -> None:
    for address in (f"/plans/{SLUG}", "/account", "/nope", "/committees/nope"):
        page = check(clients["member"].get(address).text)
        assert "Member" in page.words
        assert "Logga ut" in page.words
    assert "Brevlåda" not in clients["member"].get("/account").text
    assert "Brevlåda" in clients["administrator"].get("/account").text
