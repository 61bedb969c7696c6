"""What calendar files have told whom, and the generation of each person's calendar feed.

A calendar program takes a file with a UID that it knows as an update only where its SEQUENCE is higher. A number on
the meeting, raised when the meeting changes, would not do: the deadline also changes with the config's rule, and for
one person only when a measure is handed over and taken back. So each file is a row: what it told one person of one
meeting, under the next number. Whether there is something new to tell is then a comparison with the newest row:
moved twice before anybody was told is one change, moved back before that is none, cancelled is a higher number than
all before, and reinstated a higher one still. A row whose e-mail was never sent does not count as told, but its number
stays used: numbers may have gaps, never repeat.
"""

from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE calendar_entry (
        delivery_id INTEGER NOT NULL REFERENCES delivery (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        meeting_id INTEGER NOT NULL REFERENCES meeting (id),
        sequence INTEGER NOT NULL CHECK (sequence >= 0),
        held_on TEXT NOT NULL,
        report_deadline TEXT NOT NULL,
        cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
        PRIMARY KEY (person_id, meeting_id, sequence)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX calendar_entry_delivery ON calendar_entry (delivery_id)",
    "CREATE INDEX calendar_entry_meeting ON calendar_entry (meeting_id)",
    # Addresses of feeds are signed, not stored, as report links are: a row is made when one is revoked.
    """
    CREATE TABLE calendar_feed (
        person_id INTEGER PRIMARY KEY REFERENCES person (id),
        generation INTEGER NOT NULL CHECK (generation > 1)
    ) STRICT
    """,
)


def up(db: Database) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        db.execute(statement)
