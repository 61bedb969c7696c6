"""Whom the letters about somebody who leaves are about."""

from sqlite_utils import Database


def insert(db: Database, *, delivery_id: int, person_id: int, committee_id: int) -> None:
    db.execute("INSERT INTO leaver_letter VALUES (?, ?, ?)", (delivery_id, person_id, committee_id))


def about(db: Database, delivery_id: int) -> tuple[int, int] | None:
    """The ids of the person who leaves and of the committee that she has open reports to."""
    row = db.execute(
        "SELECT person_id, committee_id FROM leaver_letter WHERE delivery_id = ?", (delivery_id,)
    ).fetchone()
    return None if row is None else (row["person_id"], row["committee_id"])
