"""Script wherever somebody can write: on every page, in pictures and in files it is text, and in no header a line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.browser.full_town import NOW, FullTown, full_town
from tests.browser.pages import EVERYBODY, PAGES, values_of, who_sees
from tests.signing_in import client_of
from tests.web.page_checks import check
from tracker.domain.event import PROGRAM
from tracker.services.finding import find_meeting
from tracker.services.freezing import freeze_anew
from tracker.store.opening import opened

EVIL = '<script>alert("x")</script>\'"><img src=x onerror=alert(1)>{{ 7 * 7 }}'
WRITTEN = {
    "person": ("name", "unit"),
    "plan": ("title", "reference", "summary"),
    "measure": ("title", "description", "unit"),
    "presupposition": ("label",),
    "target": ("label",),
    "effect": ("label", "words"),
    "stated_row": ("label",),
    "stated_column": ("label",),
    "stated_total": ("label",),
    "report_version": ("text",),
    "introduction": ("text",),
    "delivery": ("reason", "words"),
    "delivery_attempt": ("words",),
    "plan_upload": ("name",),
    "session": ("user_agent",),
    "municipality": ("name",),
}
"""Every column that holds what a person, another program or a mail server has written."""


@pytest.fixture(scope="module")
def hostile(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullTown]:
    """The full town, with script in all of it, and in a follow-up that was frozen with it."""
    path = tmp_path_factory.mktemp("hostile") / "tracker.sqlite"
    shutil.copy(migrated, path)
    with full_town(path) as found:
        for email in filter(None, EVERYBODY):
            client_of(found.town.app, path, email)
        with opened(path) as db:
            for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f'DROP TRIGGER "{row["name"]}"')
            for table, columns in WRITTEN.items():
                for column in columns:
                    db.execute(f"UPDATE {table} SET {column} = ?", (EVIL,))  # noqa: S608
            db.execute("UPDATE committee SET name = ? WHERE id = 1", (EVIL,))
            meeting = find_meeting(db, 1, NOW.date().replace(day=12), found.town.settings.meetings.deadline_rule)
            freeze_anew(db, found.town.settings, meeting, reason=EVIL, actor=PROGRAM, now=NOW)
        yield found


@pytest.fixture(scope="module")
def clients(hostile: FullTown) -> dict[str, FlaskClient]:
    app, path = hostile.town.app, hostile.town.settings.database.path
    return {who: client_of(app, path, who) if who else app.test_client() for who in EVERYBODY}


def test_on_every_page_it_is_text(hostile: FullTown, clients: dict[str, FlaskClient]) -> None:
    values, shown = values_of(hostile), set()
    for address in (each for addresses in PAGES.values() for each in addresses):
        response = clients[who_sees(address)].get(address.format(**values))
        assert response.status_code == 200, address
        page = check(response.text)
        assert not page.all("script"), address
        assert {each.get("class") for each in page.all("img")} <= {"logo"}, address
        if EVIL in page.text:
            shown.add(address)
    assert len(shown) > 40
    assert "/plans/ludvika-2019/pictures" in shown


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "pdf"])
def test_in_a_file_it_is_text_and_in_its_name_it_is_nothing(clients: dict[str, FlaskClient], form: str) -> None:
    client = clients[EVERYBODY[0]]
    for address in (f"/plans/ludvika-2019/export.{form}", "/committees/social-och-utbildningsnamnden/meetings.ics"):
        response = client.get(address)
        assert response.status_code == 200
        assert not set(response.headers["Content-Disposition"]) & set("<>\r\n{'")
