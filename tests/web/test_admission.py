"""What is seen of access: what is not found, who is told of, where one comes back to, what is refused at start-up."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, COMMITTEE_SLUG, SLUG, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.permission import Permission
from tracker.domain.person import Role
from tracker.store import people
from tracker.store.opening import opened, writing
from tracker.web.access import check_declared, needs


def test_what_is_not_ones_own_looks_like_what_is_not_there(clients: dict[str, FlaskClient]) -> None:
    """Ids and names of other committees cannot be told from made-up ones."""
    for who in ("elsewhere", "roleless"):
        for address in ("/plans/{}", "/plans/{}/measures/2", "/committees/{}", "/committees/{}/meetings/2019-06-12"):
            said = set()
            for name in (SLUG, COMMITTEE_SLUG, "1", "made-up"):
                response = clients[who].get(address.format(name))
                assert response.status_code == 404
                assert check(response.text).all("a")
                # The token holds the second, and the way to the other language the address.
                plain = re.sub(r'name="(csrf_token|next)" value="[^"]+"', "", response.text)
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
