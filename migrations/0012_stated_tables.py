"""Tables that a plan's document states, kept as they stand, and which of its rows each sum claims to be the sum of.

They are history, as the totals that a document states: a table that was read is never rewritten.
"""

from sqlite_utils import Database

TABLES = ("stated_table", "stated_column", "stated_row", "stated_cell", "stated_addend")
STATEMENTS = (
    """
    CREATE TABLE stated_table (
        id INTEGER PRIMARY KEY,
        plan_id INTEGER NOT NULL REFERENCES plan (id),
        title TEXT NOT NULL CHECK (title <> '')
    ) STRICT
    """,
    "CREATE INDEX stated_table_plan ON stated_table (plan_id)",
    """
    CREATE TABLE stated_column (
        table_id INTEGER NOT NULL REFERENCES stated_table (id),
        position INTEGER NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (table_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE stated_row (
        table_id INTEGER NOT NULL REFERENCES stated_table (id),
        position INTEGER NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (table_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    # A cell without an amount has no row here; one whose amount is not yet known has low_kr and high_kr NULL.
    """
    CREATE TABLE stated_cell (
        table_id INTEGER NOT NULL,
        row INTEGER NOT NULL,
        "column" INTEGER NOT NULL,
        low_kr INTEGER, high_kr INTEGER, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
        unit TEXT NOT NULL, decimals INTEGER NOT NULL, words TEXT NOT NULL,
        CHECK ((low_kr IS NULL) = (high_kr IS NULL) AND (low_kr IS NULL OR low_kr <= high_kr)),
        PRIMARY KEY (table_id, row, "column"),
        FOREIGN KEY (table_id, row) REFERENCES stated_row (table_id, position),
        FOREIGN KEY (table_id, "column") REFERENCES stated_column (table_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    # The row claims to hold the sum of its addends, each added (1) or taken away (-1).
    """
    CREATE TABLE stated_addend (
        table_id INTEGER NOT NULL,
        row INTEGER NOT NULL,
        addend INTEGER NOT NULL,
        sign INTEGER NOT NULL CHECK (sign IN (1, -1)),
        PRIMARY KEY (table_id, row, addend),
        CHECK (row <> addend),
        FOREIGN KEY (table_id, row) REFERENCES stated_row (table_id, position),
        FOREIGN KEY (table_id, addend) REFERENCES stated_row (table_id, position)
    ) STRICT, WITHOUT ROWID
    """,
)


def up(db: Database) -> None:
    """Make the tables, which refuse to be rewritten."""
    for statement in STATEMENTS:
        db.execute(statement)
    for table in TABLES:
        for action in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_keeps_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is history: add a row instead'); END"
            )
