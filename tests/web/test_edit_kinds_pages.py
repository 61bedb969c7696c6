"""The controller's pages of what only some kinds of plan have: other years, months, reserves, values of indicators."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.signing_in import client_of
from tests.web.editing import fill, review_and_save, send
from tests.web.page_checks import Page, check
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import load_settings
from tracker.domain.event import PROGRAM
from tracker.services.example import EXAMPLES
from tracker.services.example_file import draft_from
from tracker.services.finding import find_measure, find_plan
from tracker.services.plan_saving import save_plan
from tracker.store import people
from tracker.store.opening import opened, writing

NOW = datetime(2021, 6, 1, 8, tzinfo=UTC)


class Example:
    """The examples' plans as they were decided, with somebody signed in who may change them."""

    def __init__(self, path: Path, name: str) -> None:
        settings = load_settings(database=path, environment={})
        with opened(path) as db, writing(db):
            values = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
            for each in values["people"]:
                people.insert(db, name=each["name"], email=each["email"])
            save_plan(db, draft_from(values["plan"]), slug=name, source=None, actor=PROGRAM, now=NOW)
        self.path, self.name = path, name
        self.client: FlaskClient = client_of(create_app(settings, standing_clock(NOW), key="k" * 32), path)

    def row(self, number: str) -> str:
        with opened(self.path) as db:
            measure = find_measure(db, find_plan(db, self.name), number)
            return f"/plans/{self.name}/edit/measures/{measure.id}"

    def page(self, address: str) -> Page:
        return check(self.client.get(address).text)


@pytest.fixture
def lund(database: Path) -> Example:
    return Example(database, "lund-2021")


def test_months_are_reviewed_and_saved_beside_what_the_plan_states(lund: Example) -> None:
    address = f"{lund.row('1')}/months"
    reviewed = check(fill(lund.client, address, cap="80").text)
    assert "Det blir 5 640 tkr i år. Planen anger 5 000 tkr, 640 tkr mindre." in reviewed.words
    assert "februari 120 tkr" in reviewed.words
    assert send(lund.client, address, reviewed, action="save").status_code == 303
    assert "till högst 80" in lund.page(address).words
    assert "till högst 100" in lund.page(address).words
    wrong = fill(lund.client, address, shape="spread", shares="1 2")
    assert wrong.status_code == 422
    assert "#shares" in [each["href"] for each in check(wrong.text).all("a")]


def test_a_reserve_falls_to_another_post_and_the_second_editor_is_told(lund: Example) -> None:
    address = f"{lund.row('3')}/reserve"
    mine, two = lund.page(address), lund.row("2").rsplit("/", 1)[1]
    reviewed = check(fill(lund.client, address, falls_to=two).text)
    assert "faller till 2." in reviewed.words
    assert send(lund.client, address, reviewed, action="save").status_code == 303
    met = send(lund.client, address, mine, falls_to="")
    assert met.status_code == 409
    assert "Från 4. Förstärkt ram försörjningsstöd till 2." in check(met.text).words


def test_amounts_of_a_full_year_and_the_outcome_beside_what_was_allocated(lund: Example) -> None:
    address = f"{lund.row('1')}/effects"
    full = lund.page(f"{address}?period=2021full")
    assert "Fördelat helår 2021" in full.words
    assert review_and_save(lund.client, f"{address}?period=2022", decided="9 600 tkr").status_code == 303
    assert "9 600" in lund.page(f"{address}?period=2022").html.replace("\N{NO-BREAK SPACE}", " ")
    assert review_and_save(lund.client, address, outcome="1 500 tkr").status_code == 303
    assert "Utfallet är 1 500 tkr av 5 000 tkr: 3 500 tkr återstår." in lund.page(address).words
    assert lund.client.get(f"{address}?period=x").status_code == 404


def test_what_is_asked_for_comes_before_what_is_granted(database: Path) -> None:
    needs = Example(database, "eskilstuna-2024")
    words = needs.page(f"{needs.row('1')}/effects?period=2025").words
    assert words.index("Äskat 2025") < words.index("Beviljat 2025") < words.index("Utfall hittills 2025")
    assert (
        "Beviljat 2025 0,3 mnkr = 300 000 kr"
        in check(fill(needs.client, f"{needs.row('1')}/effects?period=2025", decided="0,3").text).words
    )
    assert needs.client.get(f"/plans/{needs.name}/edit/targets").status_code == 409


def test_an_indicators_target_and_outcome(database: Path) -> None:
    plan = Example(database, "lund-2022")
    address = f"{plan.row('I15')}/values"
    mine = plan.page(address)
    reviewed = check(fill(plan.client, address, said="target", year="2023", value="60").text)
    assert "Mål 2023" in reviewed.words
    assert send(plan.client, address, reviewed, action="save").status_code == 303
    assert "2023 60" in plan.page(address).words
    assert send(plan.client, address, mine, said="target", value="50").status_code == 409
    wrong = fill(plan.client, address, year="23", value="ja")
    assert wrong.status_code == 422
    assert {"#year", "#value"} <= {each["href"] for each in check(wrong.text).all("a")}
    assert plan.client.get(f"{plan.row('M1')}/values").status_code == 409
