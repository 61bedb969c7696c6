"""What a total that a document states is the sum of: which period, which kind of effect, and which measures.

A row without them is what such rows have been: of the plan's own year, of what counts there, and of the whole plan.
"""

from sqlite_utils import Database

STATEMENTS = (
    "ALTER TABLE stated_total ADD COLUMN year INTEGER",
    "ALTER TABLE stated_total ADD COLUMN full_year INTEGER NOT NULL DEFAULT 0 CHECK (full_year IN (0, 1))",
    "ALTER TABLE stated_total ADD COLUMN kind TEXT CHECK (kind IN ('decided', 'forecast', 'outcome', 'confirmed'))",
    """
    CREATE TABLE stated_total_measure (
        stated_total_id INTEGER NOT NULL REFERENCES stated_total (id),
        measure_id INTEGER NOT NULL REFERENCES measure (id),
        PRIMARY KEY (stated_total_id, measure_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX stated_total_measure_measure ON stated_total_measure (measure_id)",
)


def up(db: Database) -> None:
    """Add the columns and the table."""
    for statement in STATEMENTS:
        db.execute(statement)
