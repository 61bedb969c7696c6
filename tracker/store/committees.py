"""Committees in the database."""

import sqlite3

from sqlite_utils import Database

from tracker.domain.plan import Committee


def insert(db: Database, *, slug: str, name: str) -> int:
    """Returns the new committee's id."""
    return int(
        db.execute("INSERT INTO committee (slug, name) VALUES (?, ?) RETURNING id", (slug, name)).fetchone()["id"]
    )


def set_name(db: Database, committee_id: int, name: str) -> None:
    db.execute("UPDATE committee SET name = ? WHERE id = ?", (name, committee_id))


def every(db: Database) -> list[Committee]:
    """In order of name."""
    return [_committee(row) for row in db.execute("SELECT * FROM committee ORDER BY name, id")]


def by_slug(db: Database, slug: str) -> Committee | None:
    return _one(db.execute("SELECT * FROM committee WHERE slug = ?", (slug,)).fetchone())


def by_name(db: Database, name: str) -> Committee | None:
    return _one(db.execute("SELECT * FROM committee WHERE name = ?", (name,)).fetchone())


def by_id(db: Database, committee_id: int) -> Committee:
    """Of an id that a foreign key holds."""
    return _committee(db.execute("SELECT * FROM committee WHERE id = ?", (committee_id,)).fetchone())


def _one(row: sqlite3.Row | None) -> Committee | None:
    return None if row is None else _committee(row)


def _committee(row: sqlite3.Row) -> Committee:
    return Committee(row["id"], row["slug"], row["name"])
