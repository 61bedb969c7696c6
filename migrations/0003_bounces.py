"""Delivery reports that came back (bounces), and how far the mailbox they are read from has been read.

The delivery itself stays as it was: it was sent, and what came back stands beside it.
"""

from sqlite_utils import Database

STATEMENTS = (
    # sha256: of the report, so that the same one read twice is one row. status: as "5.1.1", '' where none was given.
    """
    CREATE TABLE bounce (
        id INTEGER PRIMARY KEY,
        delivery_id INTEGER NOT NULL REFERENCES delivery (id),
        read_at TEXT NOT NULL CHECK (read_at LIKE '____-__-__T__:__:__Z'),
        permanent INTEGER NOT NULL CHECK (permanent IN (0, 1)),
        status TEXT NOT NULL CHECK (status = '' OR status GLOB '[245].[0-9]*.[0-9]*'),
        words TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        UNIQUE (delivery_id, sha256)
    ) STRICT
    """,
    """
    CREATE TRIGGER bounce_keeps_update BEFORE UPDATE ON bounce
    BEGIN SELECT RAISE(ABORT, 'bounce is history: add a row instead'); END
    """,
    """
    CREATE TRIGGER bounce_keeps_delete BEFORE DELETE ON bounce
    BEGIN SELECT RAISE(ABORT, 'bounce is history: add a row instead'); END
    """,
    "CREATE INDEX bounce_permanent ON bounce (delivery_id) WHERE permanent = 1",
    "CREATE INDEX delivery_failed ON delivery (person_id) WHERE state = 'failed'",
    # One row. begun_at: when the mailbox was last opened. source, validity and uid: the IMAP folder, and the last of
    # its messages that was looked at. fault: why it could not be read, '' where it could.
    """
    CREATE TABLE bounce_reading (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        begun_at TEXT NOT NULL,
        source TEXT NOT NULL DEFAULT '',
        validity INTEGER NOT NULL DEFAULT 0,
        uid INTEGER NOT NULL DEFAULT 0,
        fault TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
)


def up(db: Database) -> None:
    """Make the tables and the indexes that finding the unreached goes by."""
    for statement in STATEMENTS:
        db.execute(statement)
