"""Whether the database file is whole."""

from sqlite_utils import Database


def faults(db: Database, *, most: int = 5) -> list[str]:
    """What SQLite's quick check finds wrong, in its words; at most so many. Empty where the file is whole."""
    rows = [str(row[0]) for row in db.execute(f"PRAGMA quick_check({int(most)})")]
    return [] if rows == ["ok"] else rows
