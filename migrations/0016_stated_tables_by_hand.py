"""Stated tables that are put right or taken away by hand: the old one stays, and counts no more.

place: where in the plan's order it stood, which what replaced it takes over.
"""

from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE removed_stated_table (
        table_id INTEGER PRIMARY KEY REFERENCES stated_table (id),
        place INTEGER NOT NULL,
        replaced_by_id INTEGER UNIQUE REFERENCES stated_table (id),
        removed_at TEXT NOT NULL
    ) STRICT
    """,
)


def up(db: Database) -> None:
    """Make the table, which refuses to be rewritten."""
    for statement in STATEMENTS:
        db.execute(statement)
    for action in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER removed_stated_table_keeps_{action.lower()} BEFORE {action} ON removed_stated_table "
            "BEGIN SELECT RAISE(ABORT, 'removed_stated_table is history: add a row instead'); END"
        )
