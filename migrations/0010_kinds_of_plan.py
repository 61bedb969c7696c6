"""More kinds of plan: what a row of a plan is, where a reserve falls, and effects that are built up month by month.

The forms of a measure and the kinds of plan are named in tracker/domain alone. A phasing is history, as the effects
are: the newest as of a date counts.
"""

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE measure ADD COLUMN form TEXT NOT NULL DEFAULT 'measure' CHECK (form <> '')",
    "ALTER TABLE measure ADD COLUMN falls_to_id INTEGER REFERENCES measure (id)",
    "CREATE INDEX measure_falls_to ON measure (falls_to_id) WHERE falls_to_id IS NOT NULL",
    # A ramp has its four figures and no shares; a spread has twelve shares with a space between and no figures.
    """
    CREATE TABLE phasing (
        id INTEGER PRIMARY KEY,
        measure_id INTEGER NOT NULL REFERENCES measure (id),
        kind TEXT NOT NULL CHECK (kind IN ('decided', 'forecast')),
        year INTEGER NOT NULL,
        as_of TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        more_each_month INTEGER,
        first_month INTEGER CHECK (first_month BETWEEN 1 AND 12),
        cap INTEGER,
        kr_each_month INTEGER,
        shares TEXT,
        CHECK ((shares IS NULL) = (more_each_month IS NOT NULL)),
        CHECK ((more_each_month IS NULL) = (first_month IS NULL) AND (more_each_month IS NULL) = (cap IS NULL)
            AND (more_each_month IS NULL) = (kr_each_month IS NULL))
    ) STRICT
    """,
    "CREATE INDEX phasing_measure ON phasing (measure_id, as_of)",
    """
    CREATE TRIGGER phasing_keeps_update BEFORE UPDATE ON phasing
    BEGIN SELECT RAISE(ABORT, 'phasing is history: add a row instead'); END
    """,
    """
    CREATE TRIGGER phasing_keeps_delete BEFORE DELETE ON phasing
    BEGIN SELECT RAISE(ABORT, 'phasing is history: add a row instead'); END
    """,
)


def up(db: Database) -> None:
    """Add the columns and the table."""
    for statement in STATEMENTS:
        db.execute(statement)
