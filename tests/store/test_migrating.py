"""Migrations on databases that hold something already."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from tracker.errors import DatabaseUnusable
from tracker.store.migrating import known_migrations, migrate, pending
from tracker.store.opening import connect, opened, writing


def at_version(path: Path, stop_before: str) -> Database:
    """A database as it was before a migration, foreign keys off as they are while migrating."""
    db = connect(path, busy_seconds=1)
    db.execute("PRAGMA foreign_keys = OFF")
    known_migrations().apply(db, stop_before=stop_before)
    return db


def test_a_filled_ledger_is_built_anew_with_all_its_rows_and_what_points_at_them(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    db = at_version(path, "0002_absences_withdrawals_and_more_letters")
    db.execute("INSERT INTO committee (slug, name) VALUES ('n', 'Nämnden')")
    db.execute("INSERT INTO meeting (committee_id, held_on) VALUES (1, '2019-06-12')")
    for number in range(1, 4):
        db.execute("INSERT INTO person (name, email) VALUES (?, ?)", (f"P{number}", f"p{number}@kommun.example"))
        db.execute(
            "INSERT INTO delivery (key, message, person_id, address, reason, send_after, give_up_at, next_attempt_at, "
            "message_id, dated) VALUES (?, 'reminder', ?, 'a@b.example', '', 'x', 'x', 'x', ?, 'x')",
            (f"k{number}", number, f"<{number}@b.example>"),
        )
        db.execute(
            "INSERT INTO delivery_attempt (delivery_id, at, state, words) VALUES (?, 'x', 'sent', '')", (number,)
        )
        db.execute(
            "INSERT INTO reminder (person_id, meeting_id, audience, step, due_on, delivery_id) "
            "VALUES (?, 1, 'owner', -3, '2019-05-27', ?)",
            (number, number),
        )
    before = db.execute("SELECT id, key, person_id, state, message_id FROM delivery ORDER BY id").fetchall()
    before = [tuple(row) for row in before]
    db.close()

    applied = migrate(path)

    assert applied[0] == "0002_absences_withdrawals_and_more_letters"
    with opened(path) as now:
        rows = now.execute("SELECT id, key, person_id, state, message_id FROM delivery ORDER BY id").fetchall()
        assert [tuple(row) for row in rows] == before
        assert now.execute("SELECT count(*) FROM reminder r JOIN delivery d ON d.id = r.delivery_id").fetchone()[0] == 3
        assert not now.execute("PRAGMA foreign_key_check").fetchall()
        with pytest.raises(Exception, match="FOREIGN KEY"), writing(now):
            now.execute("DELETE FROM delivery WHERE id = 1")


def test_migrating_twice_applies_nothing_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    assert migrate(path)
    assert migrate(path) == []
    with opened(path) as db:
        assert pending(db) == []


def test_a_folder_that_is_a_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(DatabaseUnusable, match="går inte att skriva i"):
        migrate(tmp_path / "taken" / "tracker.sqlite")


def test_a_file_that_is_no_database_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "noise.sqlite"
    path.write_bytes(b"this is no database, and never was one" * 100)
    with pytest.raises(DatabaseUnusable, match="ingen hel databas"):
        migrate(path)
