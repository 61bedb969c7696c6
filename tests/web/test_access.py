"""Every address, asked for by everybody: a table written by hand, where losing or opening one is a decision."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, COMMITTEE_SLUG, SLUG, PlanOnFile, token_of
from tests.web.conftest import KEY, WHO

OPEN = "yes yes yes yes yes yes yes yes"
ONES_OWN = "sign-in yes yes yes yes yes yes yes"
OF_THE_COMMITTEE = "sign-in 404 404 yes yes yes yes yes"
CONTROLLERS = "sign-in 404 404 403 403 403 yes yes"
ANOTHERS_UPLOAD = "sign-in 404 404 403 403 403 404 404"
OF_NO_TABLE = "sign-in 404 404 403 403 403 404 404"
SECRETARYS = "sign-in 404 404 403 403 yes 403 yes"
REPORTERS = "sign-in 404 404 403 yes yes yes yes"
ADMINISTRATOR_ONLY = "sign-in 403 403 403 403 403 403 yes"
NOWHERE = "404 404 404 404 404 404 404 404"
TABLE = {
    "GET /": ONES_OWN,
    "GET /accessibility": OPEN,
    "GET /account": ONES_OWN,
    "GET /account/password": ONES_OWN,
    "GET /administration": ADMINISTRATOR_ONLY,
    "GET /administration/checks": ADMINISTRATOR_ONLY,
    "GET /administration/committees": ADMINISTRATOR_ONLY,
    "GET /administration/committees/<int:committee_id>": ADMINISTRATOR_ONLY,
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
    "GET /committees/<slug>/meetings.ics": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>/cancel": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/edit": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/freeze": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/introduction": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/send": SECRETARYS,
    "GET /committees/<slug>/meetings/<date:held_on>/summary": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>/summary.<any(docx, pdf):form>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>/summary/<int:version>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/<date:held_on>/summary/<int:version>.<any(docx, pdf):form>": OF_THE_COMMITTEE,
    "GET /committees/<slug>/meetings/new": SECRETARYS,
    "GET /committees/<slug>/plans/new": CONTROLLERS,
    "GET /committees/<slug>/plans/read": CONTROLLERS,
    "GET /committees/<slug>/plans/read/<int:upload_id>": ANOTHERS_UPLOAD,
    "GET /glossary": OPEN,
    "GET /health": OPEN,
    "GET /language/<code>": OPEN,
    "GET /look/<name>.<any(svg,png):kind>": NOWHERE,
    "GET /look/<name>.css": NOWHERE,
    "GET /mailbox": ADMINISTRATOR_ONLY,
    "GET /mailbox/<name>": ADMINISTRATOR_ONLY,
    "GET /mailbox/<name>/body": ADMINISTRATOR_ONLY,
    "GET /my": ONES_OWN,
    "GET /my/absence": ONES_OWN,
    "GET /my/calendar": ONES_OWN,
    "GET /my/reports/<slug>/<date:held_on>": ONES_OWN,
    "GET /overview": ONES_OWN,
    "GET /plans/<slug>": OF_THE_COMMITTEE,
    "GET /plans/<slug>/edit": CONTROLLERS,
    "GET /plans/<slug>/edit/measures": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/cancel": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/confirm": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/effects": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/end": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/replace": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/months": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/reserve": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/<int:measure_id>/values": CONTROLLERS,
    "GET /plans/<slug>/edit/measures/new": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions/<int:presupposition_id>": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions/<int:presupposition_id>/end": CONTROLLERS,
    "GET /plans/<slug>/edit/presuppositions/new": CONTROLLERS,
    "GET /plans/<slug>/edit/tables": CONTROLLERS,
    "GET /plans/<slug>/edit/tables/<int:table_id>": OF_NO_TABLE,
    "GET /plans/<slug>/edit/targets": CONTROLLERS,
    "GET /plans/<slug>/export.<any(xlsx, csv, docx, pdf):form>": OF_THE_COMMITTEE,
    "GET /plans/<slug>/measures/<number>": OF_THE_COMMITTEE,
    "GET /plans/<slug>/measures/<number>/hand-over": REPORTERS,
    "GET /plans/<slug>/pictures": OF_THE_COMMITTEE,
    "GET /public/plans/<slug>": NOWHERE,
    "GET /public/plans/<slug>/<date:held_on>": NOWHERE,
    "GET /reports/<token>": OPEN,
    "GET /robots.txt": OPEN,
    "GET /sign-in": OPEN,
    "GET /sign-in/<token>": OPEN,
    "GET /sign-in/oidc": "404 404 404 404 404 404 404 404",
    "GET /sign-in/oidc/back": "404 404 404 404 404 404 404 404",
    "GET /sign-in/password": OPEN,
    "GET /sign-in/sent": OPEN,
    "GET /static/<path:filename>": OPEN,
    "POST /account/language": ONES_OWN,
    "POST /account/password": ONES_OWN,
    "POST /account/password/remove": ONES_OWN,
    "POST /account/sessions/<int:session_id>/end": ONES_OWN,
    "POST /administration/committees": ADMINISTRATOR_ONLY,
    "POST /administration/committees/<int:committee_id>": ADMINISTRATOR_ONLY,
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
    "POST /plans/<slug>/edit/measures/<int:measure_id>/months": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/reserve": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/values": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/<int:measure_id>/restore": CONTROLLERS,
    "POST /plans/<slug>/edit/measures/new": CONTROLLERS,
    "POST /plans/<slug>/edit/presuppositions/<int:presupposition_id>": CONTROLLERS,
    "POST /plans/<slug>/edit/presuppositions/<int:presupposition_id>/end": CONTROLLERS,
    "POST /plans/<slug>/edit/presuppositions/new": CONTROLLERS,
    "POST /plans/<slug>/edit/tables": CONTROLLERS,
    "POST /plans/<slug>/edit/tables/<int:table_id>": CONTROLLERS,
    "POST /plans/<slug>/edit/tables/<int:table_id>/remove": CONTROLLERS,
    "POST /plans/<slug>/edit/targets": CONTROLLERS,
    "POST /plans/<slug>/measures/<number>/hand-over": REPORTERS,
    "POST /plans/<slug>/publish": CONTROLLERS,
    "POST /reports/<token>": OPEN,
    "POST /sign-in": OPEN,
    "POST /sign-in/<token>": OPEN,
    "POST /sign-in/example": OPEN,
    "POST /sign-in/password": OPEN,
    "POST /sign-out": ONES_OWN,
    "POST /sign-out-everywhere": ONES_OWN,
}


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
        ".<any(docx, pdf):form>": ".docx",
        ".<any(xlsx, csv, docx, pdf):form>": ".csv",
        "<int:session_id>": "1",
        "/public/plans/<slug>": "/public/plans/social-valfard-2019",
        ".<any(svg,png):kind>": ".svg",
        "/look/<name>": "/look/none",
        "<code>": "sv",
        "<int:committee_id>": "1",
        "<int:person_id>": "1",
        "<int:delivery_id>": "1",
        "/my/reports/<slug>": "/my/reports/social-och-utbildningsnamnden",
        "<int:absence_id>": "1",
        "<int:version>": "1",
        "<int:measure_id>": "6",
        "<int:effect_id>": "1",
        "<int:presupposition_id>": "1",
        "<int:upload_id>": "1",
        "<int:table_id>": "1",
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
        method, address = route.split(" ", 1)
        for pattern, value in values.items():
            address = address.replace(pattern, value)
        assert "<" not in address, f"{address}: give it a value"
        for who, wanted in zip(WHO, expected.split(), strict=True):
            if (found := _outcome(clients[who], method, address)) != wanted:
                wrong.append(f"{route}, {who}: {found}, not {wanted}")
    assert wrong == []
