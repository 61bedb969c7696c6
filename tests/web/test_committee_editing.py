"""The administrator adds committees and gives them other names; what is wrong is said at the field."""

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import COMMITTEE, COMMITTEE_SLUG, PlanOnFile
from tests.services.editing import PERSONAL_NUMBER
from tests.web.conftest import Fetch
from tests.web.page_checks import check
from tests.web.trying import dump, press
from tracker.store.opening import opened

COMMITTEES = "/administration/committees"


def test_the_first_committee_of_an_empty_installation(client: FlaskClient, fetch: Fetch) -> None:
    assert "Här finns ingen nämnd än." in fetch(COMMITTEES).words
    assert press(client, COMMITTEES, name="  Vård- och  omsorgsnämnden ").status_code == 303
    page = fetch(COMMITTEES)
    assert "Vård- och omsorgsnämnden är tillagd." in page.words
    assert "/committees/vard-och-omsorgsnamnden" in [each["href"] for each in page.all("a")]
    assert "Nämnden har ingen plan än." in fetch("/committees/vard-och-omsorgsnamnden").words
    assert "Vård- och omsorgsnämnden" in fetch("/administration/people/1").words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Skriv nämndens namn"),
        (COMMITTEE.upper(), "Nämnden finns redan."),
        (f"Nämnden {PERSONAL_NUMBER}", "personnummer"),
        ("x" * 121, "högst 120"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_kept(
    plan: PlanOnFile, client: FlaskClient, name: str, words: str
) -> None:
    for address in (COMMITTEES, f"{COMMITTEES}/1"):
        if name == COMMITTEE.upper() and address != COMMITTEES:
            continue
        client.get(address)
        before = dump(plan.path)
        answer = press(client, address, name=name)
        page = check(answer.text)
        assert answer.status_code == 422
        assert page.title.startswith("Fel: ")
        assert words in page.words
        assert name in [each.get("value") for each in page.all("input")]
        assert dump(plan.path) == before


def test_another_name_keeps_the_address(plan: PlanOnFile, client: FlaskClient, fetch: Fetch) -> None:
    assert press(client, f"{COMMITTEES}/1", name="Välfärdsnämnden").status_code == 303
    assert fetch(f"/committees/{COMMITTEE_SLUG}").headings[0][1] == "Välfärdsnämnden"
    with opened(plan.path) as db:
        row = db.execute("SELECT action, before, after FROM event WHERE noun = 'committee' ORDER BY id DESC").fetchone()
    assert row["action"] == "update"
    assert COMMITTEE in row["before"]
    assert "Välfärdsnämnden" in row["after"]
    assert client.get(f"{COMMITTEES}/99").status_code == 404
