"""Files on the pages: who may fetch them, what they are, and that the links to them lead there."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.documents.writing.samples import STAMP
from tests.plan_on_file import COMMITTEE_SLUG, SLUG, PlanOnFile
from tests.signing_in import client_of
from tests.web.conftest import Fetch
from tracker.config import Settings
from tracker.services.summarising import build_summary
from tracker.store import meetings, people, summaries
from tracker.store.opening import opened, writing

PLAN = f"/plans/{SLUG}"
COMMITTEE = f"/committees/{COMMITTEE_SLUG}"
SUMMARY = f"{COMMITTEE}/meetings/2019-06-12/summary"
FILES = (*(f"{PLAN}/export.{form}" for form in ("xlsx", "csv", "docx", "pdf")), f"{COMMITTEE}/meetings.ics")
FROZEN = (f"{SUMMARY}.docx", f"{SUMMARY}.pdf")


@pytest.fixture
def frozen(plan: PlanOnFile, settings: Settings) -> PlanOnFile:
    with opened(plan.path) as db, writing(db):
        meeting = meetings.by_id(db, 1, settings.meetings.deadline_rule)
        assert meeting is not None
        summary = build_summary(db, settings, meeting, today=date(2019, 6, 5))
        summaries.insert(db, meeting_id=1, summary=summary, frozen_at=STAMP)
    return plan


@pytest.mark.parametrize("address", [*FILES, *FROZEN])
def test_a_file_is_saved_and_not_shown(frozen: PlanOnFile, client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith('attachment; filename="')
    assert response.headers["Content-Disposition"].endswith(f'.{address.rpartition(".")[2]}"')
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert len(response.data) > 500


@pytest.mark.parametrize("address", [*FILES, *FROZEN])
def test_a_stranger_is_asked_to_sign_in(frozen: PlanOnFile, stranger: FlaskClient, address: str) -> None:
    assert stranger.get(address).status_code == 303


@pytest.mark.parametrize("address", [*FILES, *FROZEN])
def test_without_a_role_in_the_committee_there_is_nothing(frozen: PlanOnFile, app: Flask, address: str) -> None:
    with opened(frozen.path) as db, writing(db):
        people.insert(db, name="Ny Nyberg", email="ny@kommun.example")
    assert client_of(app, frozen.path, "ny@kommun.example").get(address).status_code in (403, 404)


@pytest.mark.parametrize("address", FROZEN)
def test_a_follow_up_that_is_not_frozen_is_not_there(plan: PlanOnFile, client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "inte klar än" in response.text


@pytest.mark.parametrize(
    "address", [f"{PLAN}/export.exe", f"{PLAN}/export.", "/plans/nope/export.pdf", f"{SUMMARY}.xlsx", f"{SUMMARY}.html"]
)
def test_other_forms_and_names_lead_nowhere(frozen: PlanOnFile, client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("page", "files"), [(PLAN, FILES[:4]), (COMMITTEE, FILES[4:]), (SUMMARY, FROZEN)])
def test_the_pages_lead_to_their_files(frozen: PlanOnFile, fetch: Fetch, page: str, files: tuple[str, ...]) -> None:
    links = {each.get("href") for each in fetch(page).all("a")}
    assert set(files) <= links


def test_an_earlier_version_has_files_of_its_own(frozen: PlanOnFile, client: FlaskClient, settings: Settings) -> None:
    before = {form: client.get(f"{SUMMARY}.{form}").data for form in ("docx", "pdf")}
    with opened(frozen.path) as db, writing(db):
        kept = summaries.newest(db, 1)
        assert kept is not None
        later = replace(kept.summary, as_of=date(2019, 6, 7))
        summaries.insert(db, meeting_id=1, summary=later, frozen_at=STAMP, reason="En återrapport till.")
    page = client.get(f"{SUMMARY}/1").text
    for form, content in before.items():
        assert f'href="{SUMMARY}/1.{form}"' in page
        response = client.get(f"{SUMMARY}/1.{form}")
        assert response.data == content
        assert response.headers["Content-Disposition"].endswith(f'"uppfoljning-2019-06-12-version-1.{form}"')
        assert client.get(f"{SUMMARY}.{form}").data != content
    assert client.get(f"{SUMMARY}/3.pdf").status_code == 404
