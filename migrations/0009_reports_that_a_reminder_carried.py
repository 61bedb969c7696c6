"""Which reports each reminder was about: whoever takes over another one later is asked for that one too."""

from sqlite_utils import Database


def up(db: Database) -> None:
    """Make the table; it goes with its reminder when a letter that was not sent is cancelled."""
    db.execute(
        "CREATE TABLE reminder_report ("
        "reminder_id INTEGER NOT NULL REFERENCES reminder (id) ON DELETE CASCADE, "
        "report_id INTEGER NOT NULL REFERENCES report (id), "
        "PRIMARY KEY (reminder_id, report_id)) STRICT, WITHOUT ROWID"
    )
