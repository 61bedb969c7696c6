"""How far the history had been written when a follow-up was frozen (tracker/store/history.py), as JSON.

NULL for what was frozen before this was kept: there the times of writing tell.
"""

from sqlite_utils import Database


def up(db: Database) -> None:
    """Add the column."""
    db.execute("ALTER TABLE summary ADD COLUMN mark TEXT CHECK (mark IS NULL OR json_valid(mark))")
