"""The language that somebody reads pages and letters in; '' is the municipality's."""

from sqlite_utils import Database


def up(db: Database) -> None:
    """Add the column."""
    db.execute("ALTER TABLE person ADD COLUMN language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'sv', 'en'))")
