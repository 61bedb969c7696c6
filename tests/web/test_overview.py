"""All committees' plans side by side: what may be added is added, the rest stands beside it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import example
from tests.plan_on_file import ludvika, save_example
from tests.signing_in import client_of
from tests.web.page_checks import check
from tracker.domain.event import PROGRAM
from tracker.domain.person import Role
from tracker.services.plan_saving import save_plan
from tracker.store import committees, people
from tracker.store.opening import opened, writing

NOW = datetime(2019, 5, 20, 8, tzinfo=UTC)
SCHOOLS = "Utbildningsnämnden"
MEMBER = "moa.ledamot@kommun.example"


@pytest.fixture
def town(database: Path) -> Path:
    """Ludvika's plan; in another committee one like it, one without a deficit, and an operational plan."""
    save_example(database)
    twin = replace(ludvika(), committee=SCHOOLS, title="Tvillingplan", stated_totals=())
    open_ended = replace(twin, title="Utan underskott", targets=())
    with opened(database) as db, writing(db):
        for draft, slug in ((twin, "tvilling"), (open_ended, "utan"), (example("lund-2022"), "lund-2022")):
            save_plan(db, replace(draft, committee=SCHOOLS), slug=slug, source=None, actor=PROGRAM, now=NOW)
        person_id = people.insert(db, name="Moa Ledamot", email=MEMBER)
        committee = next(each for each in committees.every(db) if each.name == SCHOOLS)
        people.add_role(db, person_id, Role.MEMBER, committee.id)
    return database


def test_plans_of_one_kind_and_year_are_added_and_others_stand_beside(town: Path, client: FlaskClient) -> None:
    words = check(client.get("/overview").text).words
    assert words.count("29,9 mnkr") == 2, "each plan's own"
    assert "Summa Underskott 59,8 mnkr" in words
    assert "1 plan har inget att summeras mot och är inte med i summan." in words
    assert "Verksamhetsplan 2022 Plan Indikatorer Nådda Inte nådda Inte mätta än Utan målvärde" in words
    assert words.index("Verksamhetsplan 2022") < words.index("Åtgärdsplan 2019"), "the newest year first"
    one_year = check(client.get("/overview?year=2019").text).words
    assert "Verksamhetsplan" not in one_year
    assert "Alla år 2022 2019" in one_year


def test_a_committee_adds_up_its_own(town: Path, client: FlaskClient) -> None:
    of_schools = check(client.get("/committees/utbildningsnamnden").text).words
    assert "Summa Underskott 29,9 mnkr" in of_schools
    assert "0 av 15 indikatorer har nått sina mål." in of_schools
    assert "Verksamhetsplan 2022 Plan Indikatorer" not in of_schools, "what is alone of its kind stands above"


def test_a_member_sees_her_own_committees_alone(town: Path, app: Flask) -> None:
    words = check(client_of(app, town, MEMBER).get("/overview").text).words
    assert "Tvillingplan" in words
    assert "Social- och utbildningsnämnden" not in words


def test_where_there_is_no_plan_it_says_what_to_do(client: FlaskClient) -> None:
    assert "Det finns inga planer att visa än." in check(client.get("/overview").text).words
