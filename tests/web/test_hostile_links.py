"""Links that are used, old, revoked or another's, and scanners of mail that follow every one."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.plan_on_file import ANNA, BO, SLUG, PlanOnFile, token_of
from tests.web.conftest import KEY, NOW
from tests.web.page_checks import check
from tests.web.trying import dump, form_token, link_for
from tracker.app import create_app
from tracker.clock import standing_clock
from tracker.config import Settings
from tracker.domain.person import Role
from tracker.services.sending import send_due
from tracker.services.sign_in import ask_for_link
from tracker.store import links, people
from tracker.store.opening import opened, writing


def test_a_link_that_is_used_old_or_made_up_signs_nobody_in(plan: PlanOnFile, app: Flask) -> None:
    used, old = link_for(plan), link_for(plan, now=NOW - timedelta(hours=25))
    first = app.test_client()
    first.post(used, data={"csrf_token": form_token(first, used)})
    for link in (used, old, "/sign-in/made-up", "/sign-in/" + "x" * 3000):
        client = app.test_client()
        answer = client.post(link, data={"csrf_token": form_token(client, link)})
        assert answer.status_code == 409
        assert "Till inloggningen" in check(answer.text).words
        assert client.get("/account").status_code == 303


def test_the_token_of_another_person_or_meeting_opens_only_its_own_form(plan: PlanOnFile, app: Flask) -> None:
    stranger = app.test_client()
    own = f"/reports/{token_of(plan, KEY, ANNA)}"
    token = form_token(stranger, own)
    before = dump(plan.path)
    for others in ("3", "4", "5"):  # Bo's reports to the same meeting, and Eva's
        fields = {"csrf_token": token, "report": others, f"status-{others}": "done", f"forecast-{others}": "1"}
        assert stranger.post(own, data=fields).status_code in (409, 422)
    other_meeting = {"csrf_token": token, "report": "2", "status-2": "done", "forecast-2": "1"}
    assert stranger.post(own, data=other_meeting).status_code in (409, 422)
    assert dump(plan.path) == before


def test_a_report_link_signs_nobody_in(plan: PlanOnFile, stranger: FlaskClient) -> None:
    assert stranger.get(f"/reports/{token_of(plan, KEY, ANNA)}").status_code == 200
    assert stranger.get(f"/plans/{SLUG}").status_code == 303
    link = f"/sign-in/{token_of(plan, KEY, ANNA)}"
    assert stranger.post(link, data={"csrf_token": form_token(stranger, link)}).status_code == 409


def test_an_expired_and_a_revoked_report_link_are_closed_for_reading_and_sending(
    plan: PlanOnFile, settings: Settings, app: Flask
) -> None:
    address = f"/reports/{token_of(plan, KEY, ANNA)}"
    late = create_app(settings, standing_clock(datetime(2019, 7, 1, 8, tzinfo=UTC)), key=KEY)
    revoked = f"/reports/{token_of(plan, KEY, BO)}"
    with opened(plan.path) as db, writing(db):
        links.revoke(db, plan.people[BO], 1)
    for client, link in ((late.test_client(), address), (app.test_client(), revoked)):
        token = form_token(client, "/sign-in")
        before = dump(plan.path)
        assert client.get(link).status_code == 410
        assert client.post(link, data={"csrf_token": token, "action": "unchanged"}).status_code == 410
        assert dump(plan.path) == before


def _letters(plan: PlanOnFile) -> Iterator[EmailMessage]:
    for file in sorted(Path(f"{plan.path}.mailbox").glob("*.eml")):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        yield message


def test_a_scanner_that_follows_every_link_in_every_mail_changes_nothing(
    plan: PlanOnFile, settings: Settings, app: Flask
) -> None:
    with opened(plan.path) as db:
        with writing(db):
            people.add_role(db, plan.people[BO], Role.SECRETARY, 1)
        for email in (ANNA, BO):
            ask_for_link(db, email, next_path="", now=NOW)
    for day in (17, 24, 28):
        send_due(settings, standing_clock(datetime(2019, 5, day, 8, tzinfo=UTC)))
    for day in (4, 5, 6):
        send_due(settings, standing_clock(datetime(2019, 6, day, 8, tzinfo=UTC)))
    found = set()
    for letter in _letters(plan):
        for part in letter.walk():
            if part.get_content_maintype() == "text":
                found |= set(re.findall(r"http://127\.0\.0\.1:8019(/[^\s\"<>]*)", part.get_content()))
    assert {each.split("/")[1] for each in found} >= {"sign-in", "reports", "calendar", "committees"}
    scanner = app.test_client()
    before = dump(plan.path)
    for _ in range(2):
        for address in sorted(found):
            for method in ("GET", "HEAD"):
                scanner.open(address, method=method, follow_redirects=True).close()
    assert dump(plan.path) == before
    link = next(each for each in sorted(found) if each.startswith("/sign-in/"))
    person = app.test_client()
    assert person.post(link, data={"csrf_token": form_token(person, link)}).status_code == 303
