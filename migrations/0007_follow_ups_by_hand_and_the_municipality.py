"""For secretary and administrator: introductions, reasons for new versions, reminders asked for, the look.

A follow-up that is frozen anew says why, and who did it. What one administrator sets of the municipality stands in one
row, over the config's values: '' and NULL leave those as they are.
"""

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE summary ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    # NULL: the clock froze it.
    "ALTER TABLE summary ADD COLUMN author_id INTEGER REFERENCES person (id)",
    """
    CREATE TABLE introduction (
        id INTEGER PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meeting (id),
        text TEXT NOT NULL,
        author_id INTEGER NOT NULL REFERENCES person (id),
        written_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX introduction_meeting ON introduction (meeting_id)",
    """
    CREATE TRIGGER introduction_keeps_update BEFORE UPDATE ON introduction
    BEGIN SELECT RAISE(ABORT, 'introduction is history: add a row instead'); END
    """,
    """
    CREATE TRIGGER introduction_keeps_delete BEFORE DELETE ON introduction
    BEGIN SELECT RAISE(ABORT, 'introduction is history: add a row instead'); END
    """,
    # A reminder that somebody asked for: it is of this meeting, also before the ladder's first step.
    """
    CREATE TABLE reminder_asked (
        delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id),
        meeting_id INTEGER NOT NULL REFERENCES meeting (id),
        asked_by_id INTEGER REFERENCES person (id)
    ) STRICT
    """,
    "CREATE INDEX delivery_summary ON delivery (summary_id) WHERE summary_id IS NOT NULL",
    # languages: codes with a space between. logo_kind: 'svg' or 'png'.
    """
    CREATE TABLE municipality (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL DEFAULT '',
        languages TEXT NOT NULL DEFAULT '',
        accent TEXT NOT NULL DEFAULT '' CHECK (accent = '' OR accent GLOB '#[0-9a-f][0-9a-f][0-9a-f]*'),
        accent_dark TEXT NOT NULL DEFAULT '' CHECK (accent_dark = '' OR accent_dark GLOB '#[0-9a-f][0-9a-f][0-9a-f]*'),
        logo BLOB,
        logo_kind TEXT NOT NULL DEFAULT '' CHECK (logo_kind IN ('', 'svg', 'png')),
        logo_sha256 TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
)


def up(db: Database) -> None:
    """Make the tables, and the columns of the follow-up."""
    for statement in STATEMENTS:
        db.execute(statement)
