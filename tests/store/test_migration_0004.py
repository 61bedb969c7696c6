"""The calendar's tables come to a database that holds something already (0002 has freed the kinds of letter)."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mailing import SENDER, new_delivery, plan_mails
from tests.store.test_migrating import at_version
from tracker.domain.delivery import MessageKind
from tracker.store import deliveries
from tracker.store.migrating import migrate
from tracker.store.opening import opened, writing


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that was there before."""
    with opened(path) as db:
        names = set(db.table_names()) - {"calendar_entry", "calendar_feed", "_sqlite_migrations"}
        return {name: [tuple(row.values()) for row in db.table(name).rows] for name in names}


def schema(path: Path) -> dict[str, str]:
    with opened(path) as db:
        return {row["name"]: row["sql"] for row in db.query("SELECT name, sql FROM sqlite_master WHERE sql <> ''")}


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A filled database as it was before the migration."""
    path = tmp_path / "older.sqlite"
    at_version(path, "0004_calendar").close()
    plan_mails(path, 3)
    with opened(path) as db, writing(db):
        db.execute("INSERT INTO committee (slug, name) VALUES ('n', 'Nämnden')")
        db.execute("INSERT INTO meeting (committee_id, held_on) VALUES (1, '2019-06-12')")
        db.execute("INSERT INTO reminder VALUES (1, 1, 1, 'owner', -3, '2019-05-27', 1)")
        db.execute("INSERT INTO delivery_attempt (delivery_id, at, state, words) VALUES (1, 'x', 'sent', '250')")
        db.execute("INSERT INTO sent_copy VALUES (1, 'Ämne', x'00')")
    return path


def test_every_row_table_and_index_stays_as_it_was(older: Path) -> None:
    before, tables = everything(older), schema(older)
    assert before["delivery"]

    at_version(older, "0005_sign_in").close()

    assert everything(older) == before
    assert schema(older).items() >= tables.items()
    with opened(older) as db:
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_the_ledger_takes_the_new_kind_of_letter_and_the_entry_holds_on_to_it(older: Path) -> None:
    migrate(older)
    with opened(older) as db:
        with writing(db):
            letter = replace(new_delivery("calendar:1:1:0", 1, "x@kommun.example"), message=MessageKind.CALENDAR)
            made = deliveries.plan(db, letter, sender_address=SENDER, now=letter.send_after)
            db.execute("INSERT INTO calendar_entry VALUES (?, 1, 1, 0, '2019-06-12', '2019-05-31', 0)", (made,))
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            db.execute("DELETE FROM delivery WHERE id = ?", (made,))
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            db.execute("INSERT INTO calendar_entry VALUES (1, 1, 1, 0, '2019-06-12', '2019-05-31', 1)")
