"""Editing plans by hand: measures that were removed, presuppositions over time, and documents on their way in.

A measure that is removed keeps its row and its history, under no number and in no place of the document's order. What
a target presupposes is a matter of when, as its amount is: since and ended are the (Stockholm) days from which it
counted and no longer counted; since NULL is from the plan's beginning, ended NULL is still. replaces_id: the row that
it says anew.
"""

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE measure ADD COLUMN removed_at TEXT",
    "ALTER TABLE presupposition ADD COLUMN since TEXT",
    "ALTER TABLE presupposition ADD COLUMN ended TEXT",
    "ALTER TABLE presupposition ADD COLUMN replaces_id INTEGER REFERENCES presupposition (id)",
    "CREATE INDEX presupposition_replaces ON presupposition (replaces_id)",
    # A document between its upload and its being saved as a plan: gone then, or when a day has passed.
    """
    CREATE TABLE plan_upload (
        id INTEGER PRIMARY KEY,
        committee_id INTEGER NOT NULL REFERENCES committee (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        name TEXT NOT NULL,
        content BLOB NOT NULL,
        uploaded_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX plan_upload_person ON plan_upload (person_id)",
)


def up(db: Database) -> None:
    """Add the columns and the table."""
    for statement in STATEMENTS:
        db.execute(statement)
