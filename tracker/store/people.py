"""People and their roles in the database."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from sqlite_utils import Database

from tracker.domain.person import Person, Role
from tracker.store.columns import optional_date, optional_date_text


def insert(db: Database, *, name: str, email: str, unit: str = "", manager_id: int | None = None) -> int:
    """Returns the new person's id."""
    row = db.execute(
        "INSERT INTO person (name, email, unit, manager_id) VALUES (?, ?, ?, ?) RETURNING id",
        (name, email, unit, manager_id),
    ).fetchone()
    return int(row["id"])


def update(db: Database, person_id: int, *, name: str, unit: str, manager_id: int | None) -> None:
    db.execute("UPDATE person SET name = ?, unit = ?, manager_id = ? WHERE id = ?", (name, unit, manager_id, person_id))


def set_email(db: Database, person_id: int, email: str) -> None:
    """Of an address that nobody else has."""
    db.execute("UPDATE person SET email = ? WHERE id = ?", (email, person_id))


def set_language(db: Database, person_id: int, language: str) -> None:
    """ "sv", "en", or "" for the municipality's."""
    db.execute("UPDATE person SET language = ? WHERE id = ?", (language, person_id))


def set_left_on(db: Database, person_id: int, last_day: date | None) -> None:
    """None: she is here."""
    db.execute("UPDATE person SET left_on = ? WHERE id = ?", (optional_date_text(last_day), person_id))


def add_role(db: Database, person_id: int, role: Role, committee_id: int | None) -> None:
    """committee_id None: in every committee. A role that she has already stays as it is."""
    db.execute(
        "INSERT OR IGNORE INTO person_role (person_id, role, committee_id) VALUES (?, ?, ?)",
        (person_id, role.value, committee_id),
    )


def remove_role(db: Database, person_id: int, role: Role, committee_id: int | None) -> None:
    db.execute(
        "DELETE FROM person_role WHERE person_id = ? AND role = ? AND committee_id IS ?",
        (person_id, role.value, committee_id),
    )


def every(db: Database) -> dict[int, Person]:
    """All people by id, in order of name."""
    return {row["id"]: _person(row) for row in db.execute("SELECT * FROM person ORDER BY name, id")}


def by_ids(db: Database, ids: Iterable[int]) -> dict[int, Person]:
    """The people with these ids."""
    wanted = sorted(set(ids))
    marks = ", ".join("?" * len(wanted))
    return {row["id"]: _person(row) for row in db.execute(f"SELECT * FROM person WHERE id IN ({marks})", wanted)}


def by_email(db: Database, email: str) -> Person | None:
    """Capitals do not matter."""
    row = db.execute("SELECT * FROM person WHERE email = ?", (email,)).fetchone()
    return None if row is None else _person(row)


def by_id(db: Database, person_id: int) -> Person | None:
    row = db.execute("SELECT * FROM person WHERE id = ?", (person_id,)).fetchone()
    return None if row is None else _person(row)


def with_role(db: Database, role: Role) -> list[tuple[int | None, Person]]:
    """Everybody with the role, each beside the committee it is for (None: every one), in order of name."""
    rows = db.execute(
        "SELECT p.*, r.committee_id AS for_committee FROM person p JOIN person_role r ON r.person_id = p.id "
        "WHERE r.role = ? ORDER BY p.name, p.id",
        (role.value,),
    )
    return [(row["for_committee"], _person(row)) for row in rows]


def holding(db: Database, roles: Sequence[Role], *, person_id: int | None = None) -> list[tuple[int | None, Person]]:
    """Everybody with one of the roles, each beside the committee it is for (None: every one); of one person only."""
    marks = ", ".join("?" * len(roles))
    rows = db.execute(
        "SELECT p.*, r.committee_id AS for_committee FROM person p JOIN person_role r ON r.person_id = p.id "
        f"WHERE r.role IN ({marks}) AND p.id = coalesce(?, p.id)",
        (*(each.value for each in roles), person_id),
    )
    return [(row["for_committee"], _person(row)) for row in rows]


def roles(db: Database) -> dict[int, list[tuple[Role, int | None]]]:
    """Each person's roles, with the committee each is for (None: every one)."""
    found: dict[int, list[tuple[Role, int | None]]] = {}
    for row in db.execute(
        "SELECT person_id, role, committee_id FROM person_role ORDER BY person_id, role, committee_id"
    ):
        found.setdefault(row["person_id"], []).append((Role(row["role"]), row["committee_id"]))
    return found


def _person(row: sqlite3.Row) -> Person:
    return Person(
        row["id"],
        row["name"],
        row["email"],
        row["unit"],
        row["manager_id"],
        optional_date(row["left_on"]),
        row["language"],
    )
