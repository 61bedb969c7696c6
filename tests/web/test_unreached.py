"""The meeting's page tells the secretary whom no mail reaches."""

import pytest
from flask.testing import FlaskClient

from tests.plan_on_file import COMMITTEE_SLUG, PlanOnFile
from tests.web.conftest import Fetch
from tracker.config import Settings
from tracker.store.opening import opened

NEXT = f"/committees/{COMMITTEE_SLUG}/meetings/2019-06-12"
FAILED = (
    "INSERT INTO delivery (key, message, person_id, address, reason, send_after, give_up_at, state, next_attempt_at,"
    " message_id, dated, words, finished_at) SELECT 'k', 'reminder', id, email, 'r', '2019-05-27T05:30:00Z',"
    " '2019-06-13T05:30:00Z', 'failed', '2019-05-27T05:30:00Z', '<x@kommun.example>', '2019-05-27T05:30:00Z',"
    " '552 5.2.2 <b>full</b>', '2019-05-27T05:30:09Z' FROM person WHERE id = (SELECT max(owner_id) FROM measure)"
)


@pytest.fixture
def name(plan: PlanOnFile, settings: Settings) -> str:
    """An owner whose mailbox is full."""
    with opened(settings.database.path) as db:
        db.execute(FAILED)
        return str(db.execute("SELECT name FROM person WHERE id = (SELECT max(owner_id) FROM measure)").fetchone()[0])


def test_the_page_says_who_why_and_what_to_do(fetch: Fetch, name: str) -> None:
    words = fetch(NEXT).words
    section = words.partition("Går inte att nå")[2]
    assert section.index(name) < section.index("Brevlådan är full.") < section.index("Be personen tömma")
    assert "sedan 27 maj 2019" in section


def test_only_whoever_reminds_is_told(plan: PlanOnFile, clients: dict[str, FlaskClient], name: str) -> None:
    told = {who for who, client in clients.items() if "Går inte att nå" in client.get(NEXT).text}
    assert told == {"secretary", "administrator"}


def test_the_page_shows_neither_address_nor_the_servers_words(fetch: Fetch, name: str) -> None:
    words = fetch(NEXT).words
    assert "552" not in words
    assert "@" not in words.partition("Går inte att nå")[2].partition("Brevlådan")[0]


def test_where_everybody_is_reached_there_is_no_such_section(fetch: Fetch, plan: PlanOnFile) -> None:
    assert "Går inte att nå" not in fetch(NEXT).words
