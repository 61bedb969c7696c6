"""Who somebody is at the municipality's own sign-in: a subject of an issuer."""

from sqlite_utils import Database


def person_of(db: Database, issuer: str, subject: str) -> int | None:
    """The id of the person; None where the subject has not been seen."""
    row = db.execute(
        "SELECT person_id FROM oidc_identity WHERE issuer = ? AND subject = ?", (issuer, subject)
    ).fetchone()
    return None if row is None else int(row["person_id"])


def insert(db: Database, issuer: str, subject: str, person_id: int) -> None:
    db.execute("INSERT INTO oidc_identity VALUES (?, ?, ?)", (issuer, subject, person_id))
