"""Where readers of the accessibility statement turn with what does not work: an e-mail address or a web address."""

from sqlite_utils import Database


def up(db: Database) -> None:
    """Add the column; '' says that none is given."""
    db.execute("ALTER TABLE municipality ADD COLUMN contact TEXT NOT NULL DEFAULT ''")
