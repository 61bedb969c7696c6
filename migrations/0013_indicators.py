"""Indicators: what is measured of them, their targets and outcomes by year, and what an owner's report said of one.

A value is history, as an effect is: the newest as of a date counts, but for what was taken back with its report.
number is the value without its comma, decimals where that stands ("3,7 %" is 37 and 1): exact, never a float. NULL is
not measured yet. The sets of words are named in tracker/domain/indicator.py alone.
"""

from sqlite_utils import Database

STATEMENTS = (
    # followed_up: the occasions of the year with a space between. measured_from: the first year that it is measured.
    """
    CREATE TABLE indicator (
        measure_id INTEGER PRIMARY KEY REFERENCES measure (id),
        unit TEXT NOT NULL CHECK (unit <> ''),
        better TEXT NOT NULL CHECK (better <> ''),
        followed_up TEXT NOT NULL DEFAULT '',
        measured_from INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE indicator_value (
        id INTEGER PRIMARY KEY,
        measure_id INTEGER NOT NULL REFERENCES indicator (measure_id),
        said TEXT NOT NULL CHECK (said IN ('target', 'outcome')),
        year INTEGER NOT NULL,
        number INTEGER,
        decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6),
        as_of TEXT NOT NULL,
        recorded_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX indicator_value_measure ON indicator_value (measure_id, as_of)",
    "ALTER TABLE report_version ADD COLUMN indicator_value_id INTEGER REFERENCES indicator_value (id)",
    """
    CREATE TABLE withdrawn_indicator_value (
        value_id INTEGER PRIMARY KEY REFERENCES indicator_value (id),
        withdrawal_id INTEGER NOT NULL REFERENCES report_withdrawal (id),
        withdrawn_on TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX withdrawn_indicator_value_withdrawal ON withdrawn_indicator_value (withdrawal_id)",
)


def up(db: Database) -> None:
    """Make the tables, and the column of the report."""
    for statement in STATEMENTS:
        db.execute(statement)
    for table in ("indicator_value", "withdrawn_indicator_value"):
        for action in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_keeps_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is history: add a row instead'); END"
            )
