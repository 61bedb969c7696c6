"""What a document that was sent holds, kept beside it: taking a long one apart again for every look is slow."""

from sqlite_utils import Database


def up(db: Database) -> None:
    """Add the column; a document that has been sent already is taken apart as before."""
    db.execute("ALTER TABLE plan_upload ADD COLUMN outline TEXT NOT NULL DEFAULT ''")
