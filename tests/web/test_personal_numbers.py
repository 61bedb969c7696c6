"""A personal identity number is refused at its field wherever words become public, and nothing is saved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.browser.full_town import COMMITTEE_URL, JUNE, SEPTEMBER, FullTown, full_town
from tests.browser.pages import EDIT, values_of
from tests.services.editing import PERSONAL_NUMBER
from tests.signing_in import client_of
from tests.web.editing import fields_of
from tests.web.page_checks import check
from tests.web.trying import dump

FIELDS = [
    (f"{COMMITTEE_URL}/plans/new", "title"),
    (EDIT, "title"),
    (EDIT, "reference"),
    (EDIT, "summary"),
    (f"{EDIT}/targets", "label"),
    (f"{EDIT}/presuppositions/new", "label"),
    (f"{EDIT}/measures/new", "title"),
    (f"{EDIT}/measures/new", "description"),
    (f"{EDIT}/measures/{{two}}", "title"),
    (f"{EDIT}/measures/{{two}}", "unit"),
    (f"{SEPTEMBER}/introduction", "text"),
    (f"{JUNE}/freeze", "reason"),
    ("/administration/people/new", "name"),
    ("/administration/people/new", "unit"),
    ("/administration/people/2", "unit"),
    ("/administration/people/import", "text"),
    ("/administration/site", "name"),
    ("/administration/site", "contact"),
    ("/reports/{report}", "text-"),
]


@pytest.fixture(scope="module")
def full(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullTown]:
    path = tmp_path_factory.mktemp("numbers") / "tracker.sqlite"
    shutil.copy(migrated, path)
    with full_town(path) as found:
        yield found


@pytest.fixture(scope="module")
def administrator(full: FullTown) -> FlaskClient:
    return client_of(full.town.app, full.town.settings.database.path)


@pytest.mark.parametrize(("address", "field"), FIELDS)
def test_the_field_says_to_take_it_out(full: FullTown, administrator: FlaskClient, address: str, field: str) -> None:
    path = full.town.settings.database.path
    address = address.format(**values_of(full))
    values = fields_of(check(administrator.get(address).text))
    (name,) = [each for each in values if each == field or (field.endswith("-") and each.startswith(field))][:1]
    before = dump(path)
    number = f"Åsa;asa@kommun.example;chef;{PERSONAL_NUMBER}" if "import" in address else f"Gäller {PERSONAL_NUMBER}."
    answer = administrator.post(address, data={**values, name: number, "action": "review"})
    assert answer.status_code == 422
    assert "personnummer" in check(answer.text).words
    assert dump(path) == before
